// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mirrorscope::snippets {

/// docs/snippets.md, from the tables of kinds, options and edits.
std::string snippetsPage();

}  // namespace mirrorscope::snippets
