// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>

#include "core/traffic/mirrored_request.h"

namespace mirrorscope::ui::requests {

/// From `first` to `last`, both part of it.
struct IdRange {
    traffic::RequestId first = 0;
    traffic::RequestId last = 0;

    bool contains(traffic::RequestId id) const { return id >= first && id <= last; }
    bool operator==(const IdRange&) const = default;
};

/// Ids that are to be looked at again, as few ranges: those between two that lie close are looked at, too,
/// which costs less than another question. Plain value.
class IdRanges {
public:
    static constexpr traffic::RequestId kClose = 64;

    void add(IdRange range);
    bool isEmpty() const { return m_ranges.empty(); }
    /// Takes out the newest range, or the newest part of it.
    std::optional<IdRange> take(traffic::RequestId most);

private:
    std::map<traffic::RequestId, traffic::RequestId> m_ranges;  // first to last
};

}  // namespace mirrorscope::ui::requests
