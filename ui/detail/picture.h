// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/bodies/image_facts.h"

namespace mirrorscope::ui::detail {

/// 16 million pixels are 64 MiB once decoded; a few bytes may announce any number of them.
inline constexpr std::uint64_t kMostPixels = 16U << 20U;
/// Decoders read all of it before there is anything to see.
inline constexpr std::size_t kMostPictureBytes = 16U << 20U;
/// As large as a pane shows; the rest is scaled away on the reader thread.
inline constexpr int kLongestSide = 2048;

enum class PictureEnd : std::uint8_t { Shown, TooManyPixels, TooManyBytes, Broken };

struct Picture {
    QImage image;  // the first of an animation
    PictureEnd end = PictureEnd::Broken;
};

/// Decodes with the decoder of the format that the first bytes show, whatever the request says; never from a
/// file or an address. Any thread; takes up to a second at the limits.
Picture decodePicture(std::string_view bytes, const bodies::ImageFacts& facts);

}  // namespace mirrorscope::ui::detail
