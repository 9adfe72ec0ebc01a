// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string_view>

namespace mirrorscope::ui::requests {

/// Longer names no program sends; a title has to stay readable.
inline constexpr std::size_t kMostHeaderNameBytes = 100;

/// A field name as RFC 9110 5.1 has it: a column can be named so.
inline bool isHeaderName(std::string_view name) {
    constexpr std::string_view kTokenSigns = "!#$%&'*+-.^_`|~";
    return !name.empty() && name.size() <= kMostHeaderNameBytes && std::ranges::all_of(name, [=](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               kTokenSigns.find(c) != std::string_view::npos;
    });
}

}  // namespace mirrorscope::ui::requests
