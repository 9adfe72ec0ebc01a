// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mirrorscope::report {

/// The style sheet of a report: the window's colours, light and dark, and A4 in print.
std::string styleSheet();

}  // namespace mirrorscope::report
