// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/database.h"

namespace mirrorscope::storage {

/// True when tables and indexes are exactly ours: nothing missing, nothing added (a view or trigger of a
/// stranger), nothing changed. Reads nothing but the list of tables.
base::Result<bool> hasOurSchema(Database& database);

}  // namespace mirrorscope::storage
