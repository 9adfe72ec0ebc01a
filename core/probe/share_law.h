// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/traffic/source.h"

namespace mirrorscope::probe {

/// How a proxy that mirrors a share of the requests chooses them.
enum class ShareLaw : std::uint8_t {
    Counts,  // Traefik: a counter over all requests of the route, so any stretch has the share, but for one
    Draws    // Envoy (runtime_fraction), Istio, nginx (split_clients): each request for itself
};

ShareLaw shareLawOf(traffic::SourceKind kind);

/// How many of so many arrive when everything is right.
struct ExpectedCount {
    std::size_t low = 0;
    std::size_t high = 0;
    bool holds(std::size_t count) const { return low <= count && count <= high; }
};

/// `percentage` 0 to 100. Of draws four standard deviations around the mean: one run in 16,000 that is right
/// lies outside.
ExpectedCount expectedCount(ShareLaw law, double percentage, std::size_t sent);

/// How many must be sent so that none at all arrives by chance in at most one run of 16,000.
std::size_t enoughToShow(double percentage);

}  // namespace mirrorscope::probe
