// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mirrorscope::doctor {

/// docs/findings.md, from the tables of rules and advice.
std::string findingsPage();

}  // namespace mirrorscope::doctor
