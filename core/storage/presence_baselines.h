// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/storage/database.h"
#include "core/traffic/presence_baseline.h"

namespace mirrorscope::storage {

// What people called normal, an entry of meta each: "presence.baseline:SOURCE" with "TIME REQUESTS" as its
// first line and "COUNT NAME" as the others, because names of headers are any bytes. They are kept while
// headers are counted anew, and copied with the session. On the thread of the connection.

/// Entries that are not ours to read are left out.
base::Result<std::vector<traffic::SourceBaseline>> readPresenceBaselines(Database& database);

/// Within a transaction of the caller. Unset: the first requests are the baseline again. How those were
/// before; who records the session notices (source_settings.h).
base::Result<std::vector<traffic::SourceBaseline>> writePresenceBaselines(
    Database& database, const std::vector<traffic::SourceBaseline>& baselines);

}  // namespace mirrorscope::storage
