// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/api/mirror_service.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace mirrorscope::ui::shell {

/// Where a listener listens, and whether it does. Acts at once on Start and Stop and says what went wrong in
/// place. UI thread; the service outlives it.
class ListenerDialog : public QDialog {
    Q_OBJECT

public:
    explicit ListenerDialog(api::MirrorService& service, QWidget* parent = nullptr);

    /// Chooses the listener to edit.
    void setListener(const std::string& name);

signals:
    /// A listener was started, moved or stopped.
    void applied();

private:
    void setUpParts();
    void layOut();
    void refresh();
    void showListener();
    void start();
    void stop();
    void showError(const QString& text);
    const api::ListenerStatus* chosen() const;

    api::MirrorService& m_service;
    api::ServiceStatus m_status;
    QComboBox* m_names;
    QLineEdit* m_address;
    QSpinBox* m_port;
    QLabel* m_state;
    QLabel* m_error;
    QPushButton* m_start;
    QPushButton* m_stop;
};

}  // namespace mirrorscope::ui::shell
