// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/plain_label.h"
#include "ui/theme/palette.h"

namespace mirrorscope::ui::proof {

/// Plain text in the colour of a role, in whichever theme. UI thread.
class TonedLabel final : public text::PlainLabel {
    Q_OBJECT

public:
    explicit TonedLabel(QWidget* parent, theme::Role role = theme::Role::Text);

    void setTone(theme::Role role);
    theme::Role tone() const { return m_role; }

private:
    void colour();

    theme::Role m_role;
};

}  // namespace mirrorscope::ui::proof
