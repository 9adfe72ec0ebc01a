// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace mirrorscope::ui::theme {

/// Rows, titles and selection as in every table of the window: one row is chosen, nothing is edited, titles
/// are not pressed. Before what a table has otherwise. UI thread.
void dressTable(QTableView& table, int rowHeight);

}  // namespace mirrorscope::ui::theme
