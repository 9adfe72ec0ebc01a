// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/traffic/body_sizes.h"
#include "core/traffic/source.h"

namespace mirrorscope::doctor {

/// Fills in the cliffs of each source: sizes above which bodies are not whole; and limits that its kind of
/// proxy is known for where copies end just below while those of other sources go on, as different traffic
/// alone would not. With the setting that may be why. Few requests prove nothing: none is found then. Pure;
/// any thread.
void findBodyCliffs(traffic::BodySizes& sizes, const std::vector<traffic::Source>& sources);

}  // namespace mirrorscope::doctor
