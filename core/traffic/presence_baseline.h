// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/traffic/header_presence.h"

namespace mirrorscope::traffic {

/// What somebody called normal of a source's headers: from then on, drift is what differs from it, in place
/// of its first requests.
struct PresenceBaseline {
    base::WallTime at{};                        // when it was said
    std::uint64_t requests = 0;                 // so many were looked at
    std::map<std::string, std::uint64_t> with;  // of these had the header; names in lower case

    bool operator==(const PresenceBaseline&) const = default;
};

/// Unset: the first kPresenceSpan requests are the baseline.
struct SourceBaseline {
    SourceId source = 0;
    std::optional<PresenceBaseline> baseline;

    bool operator==(const SourceBaseline&) const = default;
};

/// What is normal now: the newest one to two spans of a source. Unset until it has sent a whole span.
std::optional<PresenceBaseline> presentBaseline(SourceId source, const std::vector<HeaderPresence>& headers);

}  // namespace mirrorscope::traffic
