// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mirrorscope::bodies {

/// Formats that may be painted. No SVG: it is a program of its own with references to elsewhere.
enum class ImageFormat : std::uint8_t { Png, Jpeg, Gif, Bmp };

std::string_view imageFormatName(ImageFormat format);  // "PNG"

/// As the first bytes say it; nothing is decoded. 0: not told.
struct ImageFacts {
    ImageFormat format = ImageFormat::Png;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

/// Unset when the bytes begin like none of them. Looks at the first 64 KiB. Any thread.
std::optional<ImageFacts> imageFacts(std::string_view bytes);

}  // namespace mirrorscope::bodies
