// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/rule.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace mirrorscope::ui::forwarding {

Rule::Rule(QWidget* parent) : QWidget(parent) {
    setFixedHeight(1);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void Rule::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), theme::color(theme::Role::Line));
}

}  // namespace mirrorscope::ui::forwarding
