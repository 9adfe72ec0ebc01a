// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/traffic/mirrored_request.h"

namespace mirrorscope::exchange {

/// Head, body, trailers and what trailed, as kept. Chunks were taken off a body when it came, so a chunked
/// one follows its head without them.
std::string rawRequest(const traffic::MirroredRequest& request);

}  // namespace mirrorscope::exchange
