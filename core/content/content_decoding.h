// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

/// One coding undone.
struct DecodingStep {
    std::string coding;  // as named in the header
    std::size_t before = 0;
    std::size_t after = 0;
    DecodeEnd end = DecodeEnd::Whole;
};

/// What came out of all of them, and how.
struct DecodedSteps {
    std::string bytes;
    DecodeEnd end = DecodeEnd::Whole;
    std::vector<DecodingStep> steps;  // in the order in which they were undone; identity is none
};

/// What is decoded of one body where nobody asks for more: a flood of zeros costs a few milliseconds.
inline constexpr std::size_t kMostDecoded = 1U << 20U;

/// More codings than this are nobody's intention (RFC 9110 8.4 sets no limit).
inline constexpr std::size_t kMostCodings = 8;

/// Undoes the codings of a Content-Encoding value from its last to its first: gzip, x-gzip, deflate, br,
/// zstd, identity (RFC 9110 8.4.1, 7932, 8878). No step gives more than `limit` bytes, whatever the ratio;
/// memory is that plus the decoders' own windows (at most 8 MiB, zstd's larger ones are Invalid). Any thread.
Decoded decodeContent(std::string_view body, std::string_view codings, std::size_t limit);
/// The same, telling each step.
DecodedSteps decodeInSteps(std::string_view body, std::string_view codings, std::size_t limit);

}  // namespace mirrorscope::content
