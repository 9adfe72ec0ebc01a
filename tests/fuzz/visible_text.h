// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mirrorscope::fuzz {

/// True for UTF-8 (RFC 3629) whose every character is one that a person sees: no control character, nothing
/// that changes the direction of writing, nothing of zero width. Shares no code with core/base/byte_text.h.
bool isVisibleText(std::string_view text);

}  // namespace mirrorscope::fuzz
