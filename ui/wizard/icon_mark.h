// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/icons.h"

namespace mirrorscope::ui::wizard {

/// One icon in front of a line of text that says the same. UI thread.
class IconMark : public QWidget {
    Q_OBJECT

public:
    IconMark(theme::Icon icon, theme::Role role, QWidget* parent);

    void setIcon(theme::Icon icon, theme::Role role);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    theme::Icon m_icon;
    theme::Role m_role;
};

}  // namespace mirrorscope::ui::wizard
