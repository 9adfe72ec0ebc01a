// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/icon_mark.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace mirrorscope::ui::text {

IconMark::IconMark(QWidget* parent, int size) : QWidget(parent) {
    setFixedSize(size, size);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

IconMark::IconMark(theme::Icon icon, theme::Role role, QWidget* parent) : IconMark(parent) {
    constexpr int kLineRoom = 2;
    setFixedHeight(height() + kLineRoom);
    setIcon(icon, role);
}

void IconMark::setIcon(theme::Icon icon, theme::Role role) {
    m_icon = icon;
    m_role = role;
    update();
}

void IconMark::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    QRect square(0, 0, width(), width());
    square.moveCenter(rect().center());
    theme::paintIcon(painter, square, m_icon, m_role);
}

}  // namespace mirrorscope::ui::text
