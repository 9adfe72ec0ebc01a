// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/snippets/lint/lint_finding.h"

namespace mirrorscope::snippets::lint {

// What all who write down a report say alike. Pure; any thread.

/// The lines of a fix, each as shown text and never cut.
std::vector<std::string> shownLines(std::string_view text);

/// "4 errors, 1 warning, 3 notes".
std::string countsText(const LintReport& report);

/// "--trust 10.1.0.0/16 --trust 192.0.2.4/32", as options of `mirrorscope-cli listen`.
std::string trustOptions(const TrustImport& trust);

/// What else is said about whom to believe: where the client and the server's address are read from.
std::vector<std::string> trustDetails(const TrustImport& trust);

}  // namespace mirrorscope::snippets::lint
