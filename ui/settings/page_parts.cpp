// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/page_parts.h"

#include <QLineEdit>

namespace mirrorscope::ui::settings {

void typeOver(QLineEdit* edit, const QString& text) {
    if (edit->text() != text) {
        edit->selectAll();
        edit->insert(text);
    }
}

}  // namespace mirrorscope::ui::settings
