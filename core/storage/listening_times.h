// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/storage/query_runner.h"
#include "core/traffic/annotation.h"

namespace mirrorscope::storage {

/// Until when a recorder certainly lived: its last sign of life, or the newest request. Microseconds.
inline constexpr char kRecorderAliveSql[] =
    "SELECT max(ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'recorder.alive'), 0),"
    " ifnull((SELECT time FROM request ORDER BY id DESC LIMIT 1), 0))";

/// When at least one listener was on. Plain value.
struct ListeningTimes {
    /// What came before is unknown; unset: everything is.
    std::optional<base::WallTime> knownFrom;
    std::vector<std::pair<base::WallTime, base::WallTime>> on;  // ascending, apart

    /// Nobody listened at any moment of it, for certain.
    bool isGap(base::WallTime from, base::WallTime until) const;
};

/// `alive`: until when a recorder certainly lived; one that left a listener on did not live much longer.
ListeningTimes listeningTimes(const std::vector<traffic::Annotation>& events, base::WallTime alive);

base::Result<ListeningTimes> readListeningTimes(QueryRunner& runner, const base::CancelToken& cancel);

}  // namespace mirrorscope::storage
