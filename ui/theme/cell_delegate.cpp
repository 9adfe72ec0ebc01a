// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/cell_delegate.h"

#include <QHelpEvent>
#include <QStyle>
#include <QToolTip>

#include "ui/theme/fonts.h"

namespace mirrorscope::ui::theme {

void CellDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    option->textElideMode = m_elide.value(index.column(), Qt::ElideRight);
    if (option->displayAlignment.testFlag(Qt::AlignRight)) {
        option->font = tabular(option->font);
        option->fontMetrics = QFontMetrics(option->font);
    }
}

bool CellDelegate::isElided(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem filled = option;
    initStyleOption(&filled, index);
    const QStyle* style = filled.widget ? filled.widget->style() : nullptr;
    const QRect room =
        style ? style->subElementRect(QStyle::SE_ItemViewItemText, &filled, filled.widget) : filled.rect;
    const int margin =
        style ? style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, filled.widget) + 1 : 0;
    return filled.fontMetrics.horizontalAdvance(filled.text) > room.width() - 2 * margin;
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                             const QModelIndex& index) {
    if (event->type() == QEvent::ToolTip && !m_explained.contains(index.column()) &&
        !isElided(option, index)) {
        QToolTip::hideText();
        event->ignore();
        return false;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

}  // namespace mirrorscope::ui::theme
