// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/traffic/body_sizes.h"
#include "core/traffic/source.h"

namespace mirrorscope::doctor {

/// Fills in the cliffs of each source: sizes above which bodies are not whole, or above which no copies come
/// although by the other sources they should; with the limit of that kind of proxy that explains it
/// (core/doctor/kind_limits.h). Few requests prove nothing: none is found then. Pure; any thread.
void findBodyCliffs(traffic::BodySizes& sizes, const std::vector<traffic::Source>& sources);

}  // namespace mirrorscope::doctor
