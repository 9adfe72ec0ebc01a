// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mirrorscope::content {

enum class DecodeEnd : std::uint8_t {
    Whole,
    CutShort,  // the coded bytes end before their end
    Invalid,   // they are no such coding, or something stands behind their end
    Limit,     // more would come out than asked for
    Unknown,   // a coding that is not known here, or too many of them
};

/// What came out, up to where it ended.
struct Decoded {
    std::string bytes;
    DecodeEnd end = DecodeEnd::Whole;
};

/// More codings than this are nobody's intention (RFC 9110 8.4 sets no limit).
inline constexpr std::size_t kMostCodings = 8;

/// Undoes the codings of a Content-Encoding value from its last to its first: gzip, x-gzip, deflate, br,
/// zstd, identity (RFC 9110 8.4.1, 7932, 8878). No step gives more than `limit` bytes, whatever the ratio;
/// memory is that plus the decoders' own windows (at most 8 MiB, zstd's larger ones are Invalid). Any thread.
Decoded decodeContent(std::string_view body, std::string_view codings, std::size_t limit);

}  // namespace mirrorscope::content
