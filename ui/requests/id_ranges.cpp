// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/id_ranges.h"

#include <algorithm>
#include <iterator>

namespace mirrorscope::ui::requests {

void IdRanges::add(IdRange range) {
    auto next = m_ranges.upper_bound(range.last + kClose);
    while (next != m_ranges.begin()) {
        const auto before = std::prev(next);
        if (before->second + kClose < range.first) {
            break;
        }
        range = {std::min(range.first, before->first), std::max(range.last, before->second)};
        next = m_ranges.erase(before);
    }
    m_ranges.emplace(range.first, range.last);
}

std::optional<IdRange> IdRanges::take(traffic::RequestId most) {
    if (m_ranges.empty()) {
        return std::nullopt;
    }
    const auto newest = std::prev(m_ranges.end());
    const IdRange taken{std::max(newest->first, newest->second - most + 1), newest->second};
    if (taken.first == newest->first) {
        m_ranges.erase(newest);
    } else {
        newest->second = taken.first - 1;
    }
    return taken;
}

}  // namespace mirrorscope::ui::requests
