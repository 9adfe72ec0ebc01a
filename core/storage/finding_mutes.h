// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/storage/database.h"
#include "core/traffic/finding_mute.h"

namespace mirrorscope::storage {

// What people muted, an entry of meta each: "finding.mute:SOURCE:CODE" with reason and times as JSON. They
// are few, kept while findings are found anew, and copied with the session. On the thread of the connection.

/// Those that are over, too. Entries that are not ours to read are left out.
base::Result<std::vector<traffic::FindingMute>> readFindingMutes(Database& database);

/// Within a transaction of the caller. Unset: not muted any more. How it was before.
base::Result<std::optional<traffic::FindingMute>> writeFindingMute(
    Database& database, const traffic::FindingKey& key, const std::optional<traffic::FindingMute>& mute);

}  // namespace mirrorscope::storage
