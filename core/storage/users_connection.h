// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/storage/database.h"

namespace mirrorscope::storage {

/// A connection for what people write beside the recorder: it waits for its turn for as long as a recorder
/// under full load may need, and commits durably. All that reading checks is checked; SessionUnwritable also
/// for a session from elsewhere, which is not ours to change.
base::Result<Database> openForUser(const std::filesystem::path& session);

}  // namespace mirrorscope::storage
