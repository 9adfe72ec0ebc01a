// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/icons.h"

namespace mirrorscope::ui::hops {

/// One icon that follows the theme. UI thread.
class FindingIcon : public QWidget {
    Q_OBJECT

public:
    FindingIcon(int size, QWidget* parent);
    void setIcon(theme::Icon icon, theme::Role role);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    theme::Icon m_icon = theme::Icon::SeverityInfo;
    theme::Role m_role = theme::Role::Text2;
};

}  // namespace mirrorscope::ui::hops
