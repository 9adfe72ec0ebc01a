// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/traffic/mirrored_request.h"

class QLabel;
class QLineEdit;

namespace mirrorscope::ui::shell {

/// Asks for a request id and says at once when there is no such request. UI thread.
class GoToDialog : public QDialog {
    Q_OBJECT

public:
    explicit GoToDialog(traffic::RequestId last, QWidget* parent = nullptr);

signals:
    void chosen(mirrorscope::traffic::RequestId id);

private:
    void go();

    traffic::RequestId m_last;
    QLineEdit* m_edit;
    QLabel* m_error;
};

}  // namespace mirrorscope::ui::shell
