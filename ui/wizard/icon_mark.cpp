// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/icon_mark.h"

#include <QPainter>

#include "ui/theme/spacing.h"

namespace mirrorscope::ui::wizard {

IconMark::IconMark(theme::Icon icon, theme::Role role, QWidget* parent)
    : QWidget(parent), m_icon(icon), m_role(role) {
    setFixedSize(theme::kIcon, theme::kIcon + 2);  // in the middle of a line of body text
}

void IconMark::setIcon(theme::Icon icon, theme::Role role) {
    m_icon = icon;
    m_role = role;
    update();
}

void IconMark::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    theme::paintIcon(painter, QRect(0, 1, theme::kIcon, theme::kIcon), m_icon, m_role);
}

}  // namespace mirrorscope::ui::wizard
