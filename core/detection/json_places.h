// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/detection/rule_reference.h"

namespace mirrorscope::detection {

/// Where the value stands that libmodsecurity calls `name` ("json.user.list.array_1"): the inside of a
/// string, or a number or word, in bytes of the body. The first one when a key repeats; unset when there is
/// none. Reads leniently, as far as the body goes; linear.
std::optional<Span> findJsonValue(std::string_view body, std::string_view name);

}  // namespace mirrorscope::detection
