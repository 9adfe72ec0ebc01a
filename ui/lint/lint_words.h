// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/snippets/lint/lint_check.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::lint {

// How traps are told. Translated; UI thread.

using snippets::lint::LintSeverity;

QString severityWord(LintSeverity severity);
theme::Icon severityIcon(LintSeverity severity);
theme::Role severityRole(LintSeverity severity);
/// Behind the line that is looked at.
theme::Role severityBack(LintSeverity severity);

/// "Gateway API"; of a kind without a title of its own its name.
QString kindTitle(std::string_view name);

/// "4 errors, 6 warnings, 3 notes".
QString shownCounts(const snippets::lint::LintReport& report);

}  // namespace mirrorscope::ui::lint
