// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>

#include "core/probe/proof.h"

namespace mirrorscope::headless {

/// For people: verdict, the probe matrix, header contract, first connections, what to change. What strangers
/// wrote is made visible.
void writeProof(std::FILE* out, const probe::Proof& proof);

}  // namespace mirrorscope::headless
