// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/arrivals/mirror_commands.h"

namespace mirrorscope::ui::arrivals {

/// Commands, each with what it tells and a button that copies it. UI thread.
class CommandRows : public QWidget {
    Q_OBJECT

public:
    explicit CommandRows(QWidget* parent = nullptr);

    /// Built anew only when they are others.
    void setCommands(const QList<MirrorCommand>& commands);

private:
    QWidget* row(const MirrorCommand& command);

    QStringList m_shown;
};

}  // namespace mirrorscope::ui::arrivals
