// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/rows.h"

namespace mirrorscope::headless {

/// The head line by line, as received.
void printHeaders(const traffic::MirroredRequest& request);

/// The head with who wrote each line and what it means: as text for a person, or an object a line.
void printHeaderOrigins(const traffic::RequestDetail& detail, bool asJson);

}  // namespace mirrorscope::headless
