// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::text {

/// One icon beside words that say the same: nothing for screen readers. UI thread.
class IconMark final : public QWidget {
    Q_OBJECT

public:
    explicit IconMark(QWidget* parent, int size = theme::kIcon);
    /// As high as a line of body text.
    IconMark(theme::Icon icon, theme::Role role, QWidget* parent);

    void setIcon(theme::Icon icon, theme::Role role);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    theme::Icon m_icon = theme::Icon::SeverityInfo;
    theme::Role m_role = theme::Role::Text2;
};

}  // namespace mirrorscope::ui::text
