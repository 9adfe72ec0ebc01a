// SPDX-License-Identifier: Apache-2.0
#include "core/probe/share_law.h"

#include <algorithm>
#include <cmath>

namespace mirrorscope::probe {
namespace {

constexpr double kDeviations = 4;
constexpr double kChance = 1.0 / 16'000;
/// A share of a whole number of requests is that number: 0.07 * 100 is not to become 8.
constexpr double kRounding = 1e-9;

}  // namespace

ShareLaw shareLawOf(traffic::SourceKind kind) {
    return kind == traffic::SourceKind::Traefik ? ShareLaw::Counts : ShareLaw::Draws;
}

ExpectedCount expectedCount(ShareLaw law, double percentage, std::size_t sent) {
    const double share = std::clamp(percentage / 100, 0.0, 1.0);
    const auto all = static_cast<double>(sent);
    const double mean = all * share;
    const double spread = law == ShareLaw::Counts ? 0 : kDeviations * std::sqrt(mean * (1 - share));
    const double low = std::max(0.0, mean - spread);
    const double high = std::min(all, mean + spread);
    if (law == ShareLaw::Counts) {
        return {static_cast<std::size_t>(std::floor(low + kRounding)),
                static_cast<std::size_t>(std::ceil(high - kRounding))};
    }
    return {static_cast<std::size_t>(std::ceil(low - kRounding)),
            static_cast<std::size_t>(std::floor(high + kRounding))};
}

std::size_t enoughToShow(double percentage) {
    const double share = std::clamp(percentage / 100, 1e-4, 1.0);
    return share >= 1 ? 1 : static_cast<std::size_t>(std::ceil(std::log(kChance) / std::log(1 - share)));
}

}  // namespace mirrorscope::probe
