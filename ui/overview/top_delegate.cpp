// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/top_delegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/overview/top_model.h"
#include "ui/text/elide.h"
#include "ui/theme/fonts.h"
#include "ui/theme/source_look.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::overview {
namespace {

constexpr int kBar = 10;
constexpr int kWordsPercent = 52;

void paintParts(QPainter& painter, const QRect& bar, const TopModel::Parts& parts) {
    int left = bar.left();
    double sum = 0;
    for (const TopModel::Part& part : parts) {
        sum += part.share;
        const int right = std::max(left + 1, bar.left() + qRound(bar.width() * std::min(1.0, sum)));
        const QRect rect(left, bar.top(), right - left, bar.height());
        if (part.source == 0) {
            painter.fillRect(rect, theme::color(theme::Role::Text2));
        } else {
            const auto look = theme::SourceLooks::instance().look(part.source);
            painter.setBrushOrigin(rect.topLeft());
            painter.fillRect(rect, theme::sourceBrush(look));
        }
        left = right;
    }
}

}  // namespace

void TopDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString words = std::exchange(cell.text, QString());
    const QStyle* style = cell.widget != nullptr ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    painter->save();
    const QRect inside = option.rect.adjusted(theme::kBarSide, 0, -theme::kInside, 0);
    const int split = inside.width() * kWordsPercent / 100;
    painter->setFont(theme::font(theme::TextStyle::Small));
    painter->setPen(theme::color(theme::Role::Text));
    const auto kind = index.data(TopModel::PathRole).toBool() ? text::Kind::Path : text::Kind::Sentence;
    painter->drawText(QRect(inside.left(), inside.top(), split - theme::kBetween, inside.height()),
                      Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      text::elided(words, kind, painter->fontMetrics(), split - theme::kBetween));
    const QRect bar(inside.left() + split, inside.center().y() - kBar / 2 + 1, inside.width() - split, kBar);
    paintParts(*painter, bar, index.data(TopModel::PartsRole).value<TopModel::Parts>());
    painter->restore();
}

}  // namespace mirrorscope::ui::overview
