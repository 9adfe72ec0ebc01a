// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/doctor/observation.h"

namespace mirrorscope::doctor {

/// The forwarding headers that a contract promises in every copy: JSON as `snippet KIND --contract --json`
/// prints it. Unset when the text is none, or promises nothing.
std::optional<HeaderPresence> promisedHeaders(std::string_view contract);

}  // namespace mirrorscope::doctor
