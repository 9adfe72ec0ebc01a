// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/message_box.h"

namespace mirrorscope::ui::text {

void openMessage(QWidget* window, QMessageBox::Icon icon, const QString& objectName, const QString& what,
                 const QString& more, const QString& title) {
    auto* box = new QMessageBox(icon, title, what, QMessageBox::Close, window);
    box->setObjectName(objectName);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(more);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

}  // namespace mirrorscope::ui::text
