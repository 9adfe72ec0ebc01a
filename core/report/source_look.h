// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "core/traffic/source.h"
#include "core/traffic/source_setting.h"

namespace mirrorscope::report {

/// Those of Okabe and Ito without black; the last one is for unknown sources and Other.
inline constexpr std::array<std::string_view, 8> kSourceColours{"#0072B2", "#E69F00", "#009E73", "#CC79A7",
                                                                "#56B4E9", "#D55E00", "#F0E442", "#8A929C"};
inline constexpr int kGrey = 7;
/// Solid, rising, dots, horizontal, falling, cross, vertical: colours alone are lost in grey printing.
inline constexpr int kTextures = 7;

struct SourceLook {
    int colour = kGrey;
    int texture = 0;
    bool operator==(const SourceLook&) const = default;
};

/// As the window draws it: by the order of appearance, unless the user chose a colour. Grey for one that
/// nobody knows and nobody named.
SourceLook lookOf(const traffic::Source& source, const traffic::SourceSetting* setting);

}  // namespace mirrorscope::report
