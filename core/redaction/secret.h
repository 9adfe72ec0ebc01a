// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::redaction {

/// Bytes that nobody should read over another's shoulder: counted from the first byte of the head, the body,
/// the trailers and what trails following it, as hits count.
struct Secret {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::string reason;  // shown text: "header Authorization", "card number"
    bool operator==(const Secret&) const = default;
};

/// Sorted, not overlapping, none empty.
using Secrets = std::vector<Secret>;

/// What stands in place of each secret: where people look, and in what a program reads.
inline constexpr std::string_view kShownMark = "••••••••";
inline constexpr std::string_view kPlainMark = "REDACTED";

/// The bytes with the mark in place of each secret; offsets count from `bytes`. Secrets beyond the end are
/// cut there.
std::string hidden(std::string_view bytes, const Secrets& secrets, std::string_view mark);

}  // namespace mirrorscope::redaction
