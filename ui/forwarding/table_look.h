// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTableView;
class QLabel;

namespace mirrorscope::ui::forwarding {

/// Rows, titles and selection as in every table of the window.
void dressTable(QTableView& table, const QString& name, const QString& accessibleName, int rowHeight);

/// The table takes j, k and the dot as Down, Up and its menu.
void takeRowKeys(QTableView& table);

/// Makes a label the title of a part, or secondary text.
void dressTitle(QLabel& label);
void dressSecondary(QLabel& label);

}  // namespace mirrorscope::ui::forwarding
