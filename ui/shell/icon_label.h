// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "ui/theme/icons.h"
#include "ui/theme/palette.h"

namespace mirrorscope::ui::shell {

/// A label that shows one icon.
class IconLabel : public QLabel {
    Q_OBJECT

public:
    IconLabel(theme::Icon icon, theme::Role role, QWidget* parent, int size = 16);

    void setIcon(theme::Icon icon, theme::Role role);

private:
    void render();

    theme::Icon m_icon;
    theme::Role m_role;
    int m_size;
};

/// Gives a label's text a colour role that follows the theme. Once for a label.
void setTextRole(QLabel* label, theme::Role role);

}  // namespace mirrorscope::ui::shell
