// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/application.h"

#include <QApplication>
#include <QFile>

#include "ui/shell/layout_store.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::shell {

void prepareApplication(QApplication& application, bool reset) {
    QCoreApplication::setApplicationName(QStringLiteral("mirrorscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MIRRORSCOPE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Mirrorscope"));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.mirrorscope.Mirrorscope"));
    if (reset) {
        QFile::remove(LayoutStore::standardFile());
    }
    theme::Theme::instance().install(application);
}

}  // namespace mirrorscope::ui::shell
