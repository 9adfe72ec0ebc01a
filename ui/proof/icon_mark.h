// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/icons.h"

namespace mirrorscope::ui::proof {

/// One icon beside words that say the same: nothing for screen readers. UI thread.
class IconMark final : public QWidget {
    Q_OBJECT

public:
    explicit IconMark(QWidget* parent, int size = 16);

    void setIcon(theme::Icon icon, theme::Role role);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    theme::Icon m_icon = theme::Icon::SeverityInfo;
    theme::Role m_role = theme::Role::Text2;
};

}  // namespace mirrorscope::ui::proof
