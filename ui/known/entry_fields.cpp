// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/entry_fields.h"

#include "ui/text/plain_label.h"

namespace mirrorscope::ui::known {

text::PlainLabel* said(const QString& page, const char* name, theme::Role role, QWidget* parent) {
    auto* made = new text::PlainLabel(parent);
    made->setObjectName(page + QLatin1Char('.') + QLatin1String(name));
    made->setWordWrap(true);
    QPalette palette = made->palette();
    palette.setColor(QPalette::WindowText, theme::color(role));
    made->setPalette(palette);
    return made;
}

}  // namespace mirrorscope::ui::known
