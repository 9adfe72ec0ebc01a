// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/headless/row_output.h"

namespace mirrorscope::headless {

/// Prints what copies of a kind of proxy cannot show: of the kind or the source that `which` names, where it
/// is empty of the sources of the session, without a session of all kinds. Returns an exit code.
int printKindLimits(const std::string& which, const RowOutput& output);

}  // namespace mirrorscope::headless
