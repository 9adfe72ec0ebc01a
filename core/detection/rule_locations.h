// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace mirrorscope::detection {

/// Our own rules (engine.conf, mirrorscope/*.conf): beside the running program (../share/mirrorscope/rules,
/// so that any prefix works), else under the prefix of the build, else, in a program of the build tree, in
/// the sources. Empty when there are none.
std::filesystem::path ownRulesDirectory();

/// The OWASP Core Rule Set as the package modsecurity-crs of Debian and Ubuntu installs it.
std::filesystem::path defaultCrsDirectory();

}  // namespace mirrorscope::detection
