// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/icon_label.h"

#include "ui/theme/theme.h"

namespace mirrorscope::ui::shell {

IconLabel::IconLabel(theme::Icon icon, theme::Role role, QWidget* parent, int size)
    : QLabel(parent), m_icon(icon), m_role(role), m_size(size) {
    setFixedSize(size, size);
    render();
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &IconLabel::render);
}

void IconLabel::setIcon(theme::Icon icon, theme::Role role) {
    if (icon == m_icon && role == m_role) {
        return;
    }
    m_icon = icon;
    m_role = role;
    render();
}

void IconLabel::render() {
    setPixmap(theme::iconPixmap(m_icon, m_role, m_size, devicePixelRatioF()));
}

void setTextRole(QLabel* label, theme::Role role) {
    if (role == theme::Role::Text2) {
        // The palette has it: nothing to follow.
        label->setForegroundRole(QPalette::PlaceholderText);
        return;
    }
    const auto recolour = [label, role] {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, theme::color(role));
        label->setPalette(palette);
    };
    recolour();
    QObject::connect(&theme::Theme::instance(), &theme::Theme::changed, label, recolour);
}

}  // namespace mirrorscope::ui::shell
