// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/find_field.h"

#include <QKeyEvent>

namespace mirrorscope::ui::detail {

void FindField::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Escape:
            emit closeWanted();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            emit findWanted(!event->modifiers().testFlag(Qt::ShiftModifier));
            return;
        default:
            QLineEdit::keyPressEvent(event);
    }
}

}  // namespace mirrorscope::ui::detail
