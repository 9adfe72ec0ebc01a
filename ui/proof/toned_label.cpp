// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/toned_label.h"

#include "ui/theme/theme.h"

namespace mirrorscope::ui::proof {

TonedLabel::TonedLabel(QWidget* parent, theme::Role role) : text::PlainLabel(parent), m_role(role) {
    colour();
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &TonedLabel::colour);
}

void TonedLabel::setTone(theme::Role role) {
    m_role = role;
    colour();
}

void TonedLabel::colour() {
    QPalette colours = palette();
    // On a page of tables the text is drawn with the other of the two.
    for (const QPalette::ColorRole text : {QPalette::WindowText, QPalette::Text}) {
        colours.setColor(text, theme::color(m_role));
    }
    setPalette(colours);
}

}  // namespace mirrorscope::ui::proof
