// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/rule.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace mirrorscope::ui::proof {

Rule::Rule(Qt::Orientation direction, QWidget* parent) : QWidget(parent) {
    if (direction == Qt::Horizontal) {
        setFixedHeight(1);
    } else {
        setFixedWidth(1);
    }
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void Rule::paintEvent(QPaintEvent* /*event*/) {
    QPainter(this).fillRect(rect(), theme::color(theme::Role::Line));
}

}  // namespace mirrorscope::ui::proof
