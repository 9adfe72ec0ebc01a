// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace mirrorscope::doctor {

/// What a header that proxies write, or that says where a request came from, is for.
struct HeaderMeaning {
    std::string_view name;
    std::string_view meaning;  // one sentence
};

std::span<const HeaderMeaning> headerMeanings();

/// Without case. Empty for headers that are the client's own business.
std::string_view meaningOf(std::string_view name);

}  // namespace mirrorscope::doctor
