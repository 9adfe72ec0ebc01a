// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/kind_delegate.h"

#include <QPainter>

#include "ui/theme/control_painting.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr int kRow = 58;
constexpr int kBigIcon = 24;

/// Left and right text on one line; the right one stays whole, the left one gives way.
void paintLine(QPainter& painter, const QRect& line, const QString& left, const QString& right,
               const QFont& leftFont, theme::Role leftRole, theme::Role rightRole) {
    const QFont small = theme::font(theme::TextStyle::Small);
    painter.setFont(small);
    painter.setPen(theme::color(rightRole));
    // Advances are rounded down; a text that fits must not be elided.
    const int rightWidth = std::min(painter.fontMetrics().horizontalAdvance(right) + 2, line.width() * 2 / 3);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(right, Qt::ElideRight, rightWidth));
    painter.setFont(leftFont);
    painter.setPen(theme::color(leftRole));
    const int rest = line.width() - rightWidth - theme::kBetween;
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(left, Qt::ElideRight, rest));
}

}  // namespace

QSize KindDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {0, kRow};
}

void KindDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    painter->save();
    const QRect row = option.rect;
    const bool isChosen = (option.state & QStyle::State_Selected) != 0;
    if (isChosen) {
        painter->fillRect(row, theme::color(theme::Role::Selection));
        painter->fillRect(QRect(row.left(), row.top(), 3, row.height()), theme::color(theme::Role::Accent));
    } else if ((option.state & QStyle::State_MouseOver) != 0) {
        painter->fillRect(row, theme::color(theme::Role::Alt));
    }
    painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), theme::color(theme::Role::Line));
    const auto icon = static_cast<theme::Icon>(index.data(IconRole).toInt());
    theme::paintIcon(
        *painter,
        QRect(row.left() + theme::kBarSide, row.top() + (row.height() - kBigIcon) / 2, kBigIcon, kBigIcon),
        icon, isChosen ? theme::Role::Accent : theme::Role::Text2);
    const QRect words =
        row.adjusted(kBigIcon + 2 * theme::kBarSide, theme::kBetween, -theme::kBarSide, -theme::kBetween);
    QFont strong = theme::font(theme::TextStyle::Body);
    strong.setWeight(theme::kStrongWeight);
    const QRect upper(words.left(), words.top(), words.width(), words.height() / 2);
    paintLine(*painter, upper, index.data().toString(), index.data(FoundRole).toString(), strong,
              theme::Role::Text, index.data(IsFoundRole).toBool() ? theme::Role::Ok : theme::Role::Text2);
    paintLine(*painter, upper.translated(0, upper.height()), index.data(MechanismRole).toString(),
              index.data(RemarkRole).toString(), theme::font(theme::TextStyle::Small), theme::Role::Text2,
              index.data(IsDiscouragedRole).toBool() ? theme::Role::High : theme::Role::Text2);
    if ((option.state & QStyle::State_HasFocus) != 0 && isChosen) {
        theme::paintFocusRing(*painter, row);
    }
    painter->restore();
}

}  // namespace mirrorscope::ui::wizard
