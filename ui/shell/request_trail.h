// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>

#include "core/traffic/mirrored_request.h"

namespace mirrorscope::ui::shell {

/// The requests that a person looked at, to go back and forward through. Who runs down a table with a key
/// passes most rows by: those are not kept. Times are given, so nothing here waits. Plain value.
class RequestTrail {
public:
    using Time = std::chrono::steady_clock::time_point;
    struct Visit {
        traffic::RequestId id = 0;
        bool isAttack = false;  // chosen among the attacks

        bool operator==(const Visit&) const = default;
    };

    /// A request that is left sooner is forgotten.
    static constexpr std::chrono::milliseconds kGlance{600};
    /// More than anybody steps back through; bounds memory.
    static constexpr std::size_t kLongest = 100;

    /// Forgets what was forward of here. The request that is looked at already changes nothing.
    void visit(const Visit& visit, Time now);
    std::optional<Visit> back();
    std::optional<Visit> forward();
    bool hasBack() const { return m_at > 0; }
    bool hasForward() const { return m_at + 1 < m_visits.size(); }
    void clear();

private:
    std::deque<Visit> m_visits;
    std::size_t m_at = 0;         // of the one looked at
    std::optional<Time> m_since;  // unset: come to by stepping, which is no glance
};

}  // namespace mirrorscope::ui::shell
