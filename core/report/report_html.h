// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/report/report.h"

namespace mirrorscope::report {

/// One HTML file that needs nothing else: no script, no reference to anywhere, and a policy in it that
/// forbids both. Valid HTML5 that is well-formed XML, so that it can be read by either kind of reader. Light
/// and dark by the reader's choice, A4 in print. Pure.
std::string reportHtml(const Report& report);

}  // namespace mirrorscope::report
