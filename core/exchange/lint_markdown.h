// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/snippets/lint/lint_check.h"

namespace mirrorscope::exchange {

/// The traps of a configuration as Markdown: place, what it costs, before and after. `file` empty: the text
/// has no name. Nothing when the text could not be read. Pure; any thread.
std::string lintMarkdown(const snippets::lint::LintCheck& check, std::string_view file);

}  // namespace mirrorscope::exchange
