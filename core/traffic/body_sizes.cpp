// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/body_sizes.h"

#include <algorithm>
#include <bit>

namespace mirrorscope::traffic {

std::size_t bodyBinOf(std::uint64_t bytes) {
    return bytes == 0 ? 0 : std::min<std::size_t>(kBodyBins - 1, 1U + std::bit_width(bytes - 1));
}

std::uint64_t bodyBinEnd(std::size_t bin) {
    return bin == 0 ? 0 : std::uint64_t{1} << (bin - 1);
}

}  // namespace mirrorscope::traffic
