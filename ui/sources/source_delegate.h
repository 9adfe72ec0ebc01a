// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/sources/board_density.h"

namespace mirrorscope::ui::sources {

/// Paints a source in two lines: who it is and how often it is attacked, then its state, rate and activity.
/// UI thread.
class SourceDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setDensity(BoardDensity density) { m_density = density; }

    /// The name is edited where it stands; what was typed stays while the board goes on counting.
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

signals:
    /// "Name this source…" was pressed.
    void namePressed(const QModelIndex& index);

private:
    void paintFirstLine(QPainter& painter, const QRect& line, const QModelIndex& index) const;
    void paintSecondLine(QPainter& painter, const QRect& line, const QModelIndex& index) const;

    BoardDensity m_density = BoardDensity::Full;
};

}  // namespace mirrorscope::ui::sources
