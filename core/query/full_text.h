// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/query/byte_search.h"

namespace mirrorscope::query {

/// Whether a free word occurs in a target, as sent or percent-decoded, or in a head. The body is searched
/// apart, because it is loaded last.
bool occursInHead(const ByteSearch& word, std::string_view target, std::string_view head);

}  // namespace mirrorscope::query
