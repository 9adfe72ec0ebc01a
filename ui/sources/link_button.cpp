// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/link_button.h"

#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::sources {

LinkButton::LinkButton(QWidget* parent) : QPushButton(parent) {
    setCursor(Qt::PointingHandCursor);
    setFlat(true);
    setFont(theme::font(theme::TextStyle::Small));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize LinkButton::sizeHint() const {
    return {fontMetrics().horizontalAdvance(text()) + theme::kInside, theme::kTouch};
}

QSize LinkButton::minimumSizeHint() const {
    return {theme::kTouch, theme::kTouch};
}

void LinkButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(theme::color(isEnabled() ? theme::Role::Accent : theme::Role::Text));
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
    const QRect taken = painter.boundingRect(rect(), Qt::AlignLeft | Qt::AlignVCenter, shown);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, shown);
    if (isEnabled() && underMouse()) {
        painter.drawLine(taken.bottomLeft(), taken.bottomRight());
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme::color(theme::Role::Accent), theme::kFocusRing));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

}  // namespace mirrorscope::ui::sources
