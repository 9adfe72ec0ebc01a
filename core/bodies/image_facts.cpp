// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/image_facts.h"

#include <cstddef>

namespace mirrorscope::bodies {
namespace {

/// Segments before the frame of a JPEG: a preview, a colour profile. More is not searched for a number.
constexpr std::size_t kSearched = 64U << 10U;

std::uint32_t byteAt(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

std::uint32_t big16(std::string_view bytes, std::size_t at) {
    return byteAt(bytes, at) << 8U | byteAt(bytes, at + 1);
}

std::uint32_t big32(std::string_view bytes, std::size_t at) {
    return big16(bytes, at) << 16U | big16(bytes, at + 2);
}

std::uint32_t little16(std::string_view bytes, std::size_t at) {
    return byteAt(bytes, at + 1) << 8U | byteAt(bytes, at);
}

std::uint32_t little32(std::string_view bytes, std::size_t at) {
    return little16(bytes, at + 2) << 16U | little16(bytes, at);
}

/// ITU T.81 B.1.1: segments with their length, until a start of frame.
ImageFacts jpegFacts(std::string_view bytes) {
    ImageFacts facts{ImageFormat::Jpeg};
    bytes = bytes.substr(0, kSearched);
    for (std::size_t at = 2; at + 9 < bytes.size() && byteAt(bytes, at) == 0xff;) {
        const std::uint32_t marker = byteAt(bytes, at + 1);
        const bool isFrame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (isFrame) {
            facts.height = big16(bytes, at + 5);
            facts.width = big16(bytes, at + 7);
            break;
        }
        at += marker == 0xff ? 1 : 2 + big16(bytes, at + 2);
    }
    return facts;
}

}  // namespace

std::string_view imageFormatName(ImageFormat format) {
    switch (format) {
        case ImageFormat::Png:
            return "PNG";
        case ImageFormat::Jpeg:
            return "JPEG";
        case ImageFormat::Gif:
            return "GIF";
        case ImageFormat::Bmp:
            break;
    }
    return "BMP";
}

std::optional<ImageFacts> imageFacts(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) {
        return ImageFacts{ImageFormat::Png, big32(bytes, 16), big32(bytes, 20)};
    }
    if (bytes.starts_with("\xff\xd8\xff")) {
        return jpegFacts(bytes);
    }
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) {
        return ImageFacts{ImageFormat::Gif, little16(bytes, 6), little16(bytes, 8)};
    }
    // "BM" alone begins words: the reserved bytes are 0 and the header has its length.
    if (bytes.starts_with("BM") && bytes.size() >= 26 && little32(bytes, 6) == 0 &&
        little32(bytes, 14) == 40) {
        const auto height = static_cast<std::int32_t>(little32(bytes, 22));  // negative: top row first
        return ImageFacts{ImageFormat::Bmp, little32(bytes, 18),
                          height < 0 ? 0U - little32(bytes, 22) : little32(bytes, 22)};
    }
    return std::nullopt;
}

}  // namespace mirrorscope::bodies
