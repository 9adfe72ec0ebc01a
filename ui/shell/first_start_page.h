// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace mirrorscope::api {
struct ServiceStatus;
}

namespace mirrorscope::ui::shell {

/// The centre while the session holds no request: whether it is listening, and what to do first. UI thread.
class FirstStartPage : public QWidget {
    Q_OBJECT

public:
    explicit FirstStartPage(QWidget* parent = nullptr);

    void setStatus(const api::ServiceStatus& status, bool demoRunning);

signals:
    void addSourceRequested();
    void demoRequested();
    void listenerSettingsRequested();
    void whyNothingRequested();

private:
    QWidget* buildCards();
    QWidget* buildCurlLine();
    void copyCommand();

    QLabel* m_state;
    QLabel* m_listenerText = nullptr;
    QPushButton* m_demo = nullptr;
    QLabel* m_command = nullptr;
    QWidget* m_curlLine = nullptr;
    QLabel* m_whoMaySend = nullptr;
};

}  // namespace mirrorscope::ui::shell
