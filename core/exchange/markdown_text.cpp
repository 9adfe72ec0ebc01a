// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/markdown_text.h"

#include <algorithm>

#include "core/base/byte_text.h"

namespace mirrorscope::exchange {
namespace {

std::size_t longestBackticks(std::string_view text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

}  // namespace

std::string codeSpan(std::string_view bytes) {
    const std::string text = base::shownText(bytes);
    if (text.empty()) {
        return "(empty)";
    }
    const std::string ticks(longestBackticks(text) + 1, '`');
    // One space at each end belongs to the marks, not to the text.
    const bool needsSpace =
        text.front() == '`' || text.back() == '`' || text.front() == ' ' || text.back() == ' ';
    const std::string space = needsSpace ? " " : "";
    return ticks + space + text + space + ticks;
}

std::string codeBlock(std::string_view bytes, std::size_t limit) {
    const bool isCut = bytes.size() > limit;
    bytes = bytes.substr(0, limit);
    std::string lines;
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        std::string_view line = bytes.substr(0, end);
        bytes.remove_prefix(end == bytes.npos ? bytes.size() : end + 1);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        lines += base::shownText(line, limit) + "\n";
    }
    lines += isCut ? "…\n" : "";
    constexpr std::size_t shortest = 3;
    const std::string fence(std::max(shortest, longestBackticks(lines) + 1), '`');
    return fence + "\n" + lines + fence + "\n";
}

std::string factLine(std::string_view name, std::string_view value) {
    return value.empty() ? std::string() : "- **" + std::string(name) + ":** " + std::string(value) + "\n";
}

}  // namespace mirrorscope::exchange
