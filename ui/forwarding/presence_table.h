// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/forwarding/header_feed.h"

namespace mirrorscope::ui::forwarding {

/// One header of one source.
struct PresenceCell {
    bool isCounted = false;         // the source has sent it at least once
    std::uint64_t with = 0;         // of the requests since the source began
    std::uint64_t requests = 0;     // of the source
    double recent = 0;              // percent, of the newest 200 to 400 requests
    std::optional<double> atFirst;  // percent, in the baseline
    base::WallTime since{};         // of which somebody said so; none: the first 200 requests
    bool hasDrifted = false;
    traffic::FindingId finding = 0;  // an open one about this header that is not muted; the worst
    traffic::FindingSeverity severity = traffic::FindingSeverity::Note;
};

/// Header × source at one moment. Plain value.
struct PresenceTable {
    struct Row {
        std::string name;  // as it was spelled last
        std::string key;   // in lower case
        std::vector<PresenceCell> cells;
        bool differs = false;  // from source to source, or it stands out
    };
    std::vector<traffic::Source> sources;  // a column each, those that sent something
    std::vector<Row> rows;                 // headers of proxies first, then the most frequent
};

/// A source's name narrows it to that one, `words` to headers that contain them.
PresenceTable presenceTable(const HeaderSnapshot& snapshot, const std::optional<std::string>& source,
                            const QString& words);

/// "12 % now, was 98 % at first", or in the baseline that somebody set.
QString driftText(const PresenceCell& cell);

/// What is worth a look: findings first, then drift.
struct StandOut {
    std::size_t row = 0;
    std::size_t column = 0;
    QString header;  // shown
    QString what;
};
std::vector<StandOut> standingOut(const PresenceTable& table, const HeaderSnapshot& snapshot);

}  // namespace mirrorscope::ui::forwarding
