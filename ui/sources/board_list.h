// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace mirrorscope::ui::sources {

/// A list that is as high as its rows when there is room, where a click and Enter mean the same. UI thread.
class BoardList : public QListView {
    Q_OBJECT

public:
    BoardList(int rowHeight, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Rows came or went.
    void refit();
    /// So many are seen even where there is little room; one at first.
    void setLeastRows(int rows) { m_leastRows = rows; }

signals:
    void chosen(const QModelIndex& index);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    int m_rowHeight;
    int m_leastRows = 1;
};

}  // namespace mirrorscope::ui::sources
