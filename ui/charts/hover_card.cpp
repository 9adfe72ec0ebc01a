// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/hover_card.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

using theme::Role;

constexpr int kSwatch = theme::kSwatch - 2;

}  // namespace

QString spoken(const HoverBox& box) {
    QString words = box.title;
    for (const HoverRow& row : box.rows) {
        words += QStringLiteral(", ") + row.name + (row.value.isEmpty() ? QString() : u' ' + row.value);
    }
    return words;
}

HoverCard::HoverCard(QWidget* window) : QWidget(window) {
    setObjectName(QStringLiteral("chart.hover"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void HoverCard::showAt(QPoint at, HoverBox box) {
    m_box = std::move(box);
    setFont(theme::tabular(theme::font(theme::TextStyle::Axis)));
    const QSize size = wantedSize();
    const QRect room = parentWidget()->rect();
    QRect place(at + QPoint(theme::kPage, theme::kInside), size);
    if (place.right() > room.right()) {
        place.moveRight(at.x() - theme::kPage);
    }
    place.moveTop(std::clamp(place.top(), 0, std::max(0, room.height() - size.height())));
    setGeometry(place);
    show();
    raise();
    update();
}

int HoverCard::rowHeight() const {
    return fontMetrics().height() + 2;
}

QSize HoverCard::wantedSize() const {
    int names = 0;
    int values = 0;
    for (const HoverRow& row : m_box.rows) {
        names = std::max(names, fontMetrics().horizontalAdvance(row.name));
        values = std::max(values, fontMetrics().horizontalAdvance(row.value));
    }
    const int columns = kSwatch + theme::kBetween + names + theme::kPage + values;
    const int inner = std::max(fontMetrics().horizontalAdvance(m_box.title), columns);
    return {inner + 2 * theme::kBetween,
            rowHeight() * (1 + static_cast<int>(m_box.rows.size())) + 2 * theme::kInside};
}

void HoverCard::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setPen(theme::color(Role::Control));
    painter.setBrush(theme::color(Role::Base));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    QRect line = rect().adjusted(theme::kBetween, theme::kInside, -theme::kBetween, 0);
    line.setHeight(rowHeight());
    painter.setPen(theme::color(Role::Text2));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_box.title);
    for (const HoverRow& row : m_box.rows) {
        line.translate(0, rowHeight());
        if (row.look) {
            const QRect swatch(line.left(), line.center().y() - kSwatch / 2, kSwatch, kSwatch);
            paintSwatch(painter, swatch, *row.look);
        }
        painter.setPen(theme::color(Role::Text));
        painter.drawText(line.adjusted(kSwatch + theme::kBetween, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         row.name);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.value);
    }
}

HoverGuide::~HoverGuide() {
    delete m_card;
}

void HoverGuide::show(const QWidget& over, QPoint at, std::optional<HoverBox> box) {
    if (!box || !over.isVisible()) {
        hide();
        return;
    }
    if (!m_card || m_card->parentWidget() != over.window()) {
        delete m_card;
        m_card = new HoverCard(over.window());
    }
    m_card->showAt(over.mapTo(over.window(), at), std::move(*box));
}

void HoverGuide::hide() {
    if (m_card) {
        m_card->hide();
    }
}

}  // namespace mirrorscope::ui::charts
