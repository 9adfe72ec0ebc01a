// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/traffic/finding.h"

namespace mirrorscope::traffic {

/// What a mute is about: findings come and close, and are found anew when stored requests are read anew.
struct FindingKey {
    SourceId source = 0;
    std::string code;

    bool operator==(const FindingKey&) const = default;
};

/// Somebody knows of a finding and does not want to see it: it leaves lists and counts, not the session.
struct FindingMute {
    FindingKey key;
    std::string reason;                        // their words, may be empty
    base::WallTime at{};                       // when it was said
    std::optional<base::WallTime> until = {};  // unset: for good

    bool holds(base::WallTime now) const { return !until || now < *until; }
    bool operator==(const FindingMute&) const = default;
};

/// Leaves out findings that are muted now.
inline std::vector<Finding> withoutMuted(std::vector<Finding> findings, const std::vector<FindingMute>& mutes,
                                         base::WallTime now) {
    std::erase_if(findings, [&](const Finding& one) {
        return std::ranges::any_of(mutes, [&](const FindingMute& mute) {
            return mute.key == FindingKey{one.source, one.code} && mute.holds(now);
        });
    });
    return findings;
}

}  // namespace mirrorscope::traffic
