// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mirrorscope::ui::text {

/// A cell of tab-separated values: tabs, line ends and backslashes as escapes, and `'` before what a
/// spreadsheet would calculate.
QString tsvCell(QString text);

}  // namespace mirrorscope::ui::text
