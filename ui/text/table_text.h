// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAbstractItemModel;

namespace mirrorscope::ui::text {

/// Titles and rows as tab-separated values, with what a spreadsheet would calculate kept text.
QString tableText(const QAbstractItemModel& model);
/// The same on the clipboard. UI thread.
void copyTable(const QAbstractItemModel& model);

}  // namespace mirrorscope::ui::text
