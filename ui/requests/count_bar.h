// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace mirrorscope::ui::requests {

class RequestsView;

/// The 26 px line above the requests table: how many rows, how far a search is, Cancel and Continue, and the
/// pill "38 new". The shell puts it above the view. UI thread.
class CountBar : public QWidget {
    Q_OBJECT

public:
    explicit CountBar(QWidget* parent = nullptr);
    void setView(RequestsView* view);  // not owned; with its model set

private:
    void refresh();

    RequestsView* m_view = nullptr;
    QLabel* m_count = nullptr;
    QLabel* m_progressText = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_stop = nullptr;
    QLabel* m_hint = nullptr;
    QPushButton* m_pill = nullptr;
};

}  // namespace mirrorscope::ui::requests
