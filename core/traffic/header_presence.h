// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "core/base/distinct_count.h"
#include "core/traffic/source.h"

namespace mirrorscope::traffic {

/// How often something was, over three spans of a source's requests.
struct PresenceCounts {
    std::uint64_t requests = 0;  // of all
    std::uint64_t baseline = 0;  // of the first kPresenceSpan
    std::uint64_t recent = 0;    // of the newest whole kPresenceSpan
    std::uint64_t current = 0;   // since that one

    bool operator==(const PresenceCounts&) const = default;
};

inline constexpr std::uint64_t kPresenceSpan = 200;

/// One header of one source, of which the presence matrix is made. The one without a name counts all requests
/// of the source, and in `values` those headers that are too many to be counted each.
struct HeaderPresence {
    SourceId source = 0;
    std::string name;  // as it was spelled last
    PresenceCounts counts;
    base::DistinctCount values;
    std::string example;  // the newest value, raw, cut

    bool operator==(const HeaderPresence&) const = default;
};

}  // namespace mirrorscope::traffic
