// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/source_titles.h"

#include <QIcon>
#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::forwarding {
namespace {

constexpr int kSwatchTop = 5;
constexpr int kNameHeight = 18;

}  // namespace

SourceTitles::SourceTitles(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setFixedHeight(kHeight);
    setHighlightSections(false);
    connect(&theme::Theme::instance(), &theme::Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void SourceTitles::paintSection(QPainter* painter, const QRect& rect, int section) const {
    painter->save();
    painter->fillRect(rect, theme::color(theme::Role::Head));
    painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme::color(theme::Role::Line));
    const QString title = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
    const auto icon = model()->headerData(section, Qt::Horizontal, Qt::DecorationRole).value<QIcon>();
    painter->setPen(theme::color(theme::Role::Text2));
    const int room = rect.width() - 2 * theme::kInside;
    if (icon.isNull()) {
        painter->setFont(theme::font(theme::TextStyle::Body));
        painter->drawText(rect.adjusted(theme::kInside, 0, -theme::kInside, 0),
                          Qt::AlignVCenter | Qt::AlignLeft, title);
    } else {
        icon.paint(painter,
                   QRect(rect.left() + theme::kInside, rect.top() + kSwatchTop, theme::kIcon, theme::kIcon));
        painter->setFont(theme::font(theme::TextStyle::Small));
        painter->drawText(
            QRect(rect.left() + theme::kInside, rect.bottom() - kNameHeight - 1, room, kNameHeight),
            Qt::AlignVCenter | Qt::AlignLeft,
            painter->fontMetrics().elidedText(title, Qt::ElideMiddle, room));
    }
    painter->restore();
}

}  // namespace mirrorscope::ui::forwarding
