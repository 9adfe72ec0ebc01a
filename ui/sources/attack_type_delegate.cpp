// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/attack_type_delegate.h"

#include <QPainter>

#include "ui/sources/attack_types_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::sources {
namespace {

constexpr int kBar = 3;

}  // namespace

void AttackTypeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const {
    painter->save();
    if (option.state & (QStyle::State_Selected | QStyle::State_HasFocus)) {
        painter->fillRect(option.rect, theme::color(theme::Role::Selection));
    }
    const QRect inside = option.rect.adjusted(theme::kBarSide, 2, -theme::kBarSide, -2);
    const QRect line = inside.adjusted(0, 0, 0, -kBar - 1);
    const QString count = index.data(AttackTypesModel::CountRole).toString();
    painter->setFont(theme::tabular(theme::font(theme::TextStyle::Small)));
    const int countWidth = painter->fontMetrics().horizontalAdvance(count);
    painter->setPen(theme::color(theme::Role::Text2));
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, count);
    painter->setFont(theme::font(theme::TextStyle::Small));
    painter->setPen(theme::color(theme::Role::Text));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                        line.width() - countWidth - theme::kBetween));
    const QRect groove(inside.left(), inside.bottom() - kBar + 1, inside.width(), kBar);
    painter->fillRect(groove, theme::color(theme::Role::Grid));
    const int filled = qMax(1, qRound(groove.width() * index.data(AttackTypesModel::ShareRole).toDouble()));
    painter->fillRect(QRect(groove.topLeft(), QSize(filled, kBar)), theme::color(theme::Role::Text2));
    painter->restore();
}

QSize AttackTypeDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {theme::kTouch, kAttackTypeHeight};
}

}  // namespace mirrorscope::ui::sources
