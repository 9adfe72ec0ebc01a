// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hops/finding_icon.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace mirrorscope::ui::hops {

FindingIcon::FindingIcon(int size, QWidget* parent) : QWidget(parent) {
    setFixedSize(size, size);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void FindingIcon::setIcon(theme::Icon icon, theme::Role role) {
    m_icon = icon;
    m_role = role;
    update();
}

void FindingIcon::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    theme::paintIcon(painter, rect(), m_icon, m_role);
}

}  // namespace mirrorscope::ui::hops
