// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/probe/proof.h"

namespace mirrorscope::probe {

/// For people, some lines: verdict, the probe matrix, header contract, first connections, what to change.
/// What strangers wrote is made visible. Times are UTC.
std::string proofText(const Proof& proof);

}  // namespace mirrorscope::probe
