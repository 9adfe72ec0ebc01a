// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMessageBox>

namespace mirrorscope::ui::text {

/// Says something in plain text until it is closed; the window goes on meanwhile. UI thread.
void openMessage(QWidget* window, QMessageBox::Icon icon, const QString& objectName, const QString& what,
                 const QString& more, const QString& title = QStringLiteral("Mirrorscope"));

}  // namespace mirrorscope::ui::text
