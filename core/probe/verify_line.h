// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/probe/proof_request.h"

namespace mirrorscope::probe {

/// The command that proves the same for scripts, quoted for a POSIX shell; what is usual is left out. A
/// contract becomes the names that it promises. `session`: where copies are recorded.
std::string verifyLine(const ProofRequest& request, const std::string& session);

}  // namespace mirrorscope::probe
