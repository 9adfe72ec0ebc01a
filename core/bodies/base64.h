// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mirrorscope::bodies {

/// Both alphabets (RFC 4648 4 and 5), with or without padding, no white space; unset when it is neither.
std::optional<std::string> fromBase64(std::string_view text);

}  // namespace mirrorscope::bodies
