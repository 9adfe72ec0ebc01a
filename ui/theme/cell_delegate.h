// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QStyledItemDelegate>

namespace mirrorscope::ui::theme {

/// Cells of every table: elided as their column says, right-aligned ones with digits of one width, tooltips
/// only where something does not fit. UI thread, owned by the view.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setElide(int column, Qt::TextElideMode mode) { m_elide.insert(column, mode); }
    /// The column's tooltip says more than its cell: it is always shown.
    void setExplained(int column) { m_explained.insert(column); }

    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    bool isElided(const QStyleOptionViewItem& option, const QModelIndex& index) const;

    QHash<int, Qt::TextElideMode> m_elide;
    QSet<int> m_explained;
};

}  // namespace mirrorscope::ui::theme
