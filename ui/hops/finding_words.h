// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/traffic/finding.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::hops {

// How findings are told: titles, severities, what a change brings. Translated; UI thread.

/// What is wrong, in a few words; of a code of another version the code.
QString findingTitle(const traffic::Finding& finding);
/// The codes that have a title of their own.
bool hasTitle(const std::string& code);

QString severityWord(traffic::FindingSeverity severity);
theme::Icon severityIcon(traffic::FindingSeverity severity);
theme::Role severityRole(traffic::FindingSeverity severity);

/// "9 open: 2 errors, 4 warnings, 3 notes".
QString countsText(const std::vector<traffic::Finding>& findings);

/// What is seen once the change is made, a sentence each.
QStringList afterTheChange(const traffic::Finding& finding);

/// Whether advice knows lines to write.
bool hasPatch(const traffic::Finding& finding);
/// The change as a difference is written: comments with #, lines to remove with -, to add with +.
QString patchText(const traffic::Finding& finding, const QString& source);

}  // namespace mirrorscope::ui::hops
