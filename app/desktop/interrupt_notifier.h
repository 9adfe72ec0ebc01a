// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace mirrorscope::desktop {

/// Turns SIGINT and SIGTERM into a Qt signal. One instance; UI thread.
class InterruptNotifier : public QObject {
    Q_OBJECT

public:
    explicit InterruptNotifier(QObject* parent = nullptr);
    ~InterruptNotifier() override;

signals:
    void interrupted();
};

}  // namespace mirrorscope::desktop
