// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/icon_mark.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace mirrorscope::ui::proof {

IconMark::IconMark(QWidget* parent, int size) : QWidget(parent) {
    setFixedSize(size, size);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void IconMark::setIcon(theme::Icon icon, theme::Role role) {
    m_icon = icon;
    m_role = role;
    update();
}

void IconMark::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    theme::paintIcon(painter, rect(), m_icon, m_role);
}

}  // namespace mirrorscope::ui::proof
