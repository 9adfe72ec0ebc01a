// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/headless/command.h"

namespace mirrorscope::headless {

/// `lab demo`.
void addLabDemoCommand(CLI::App& lab, Action& action);

}  // namespace mirrorscope::headless
