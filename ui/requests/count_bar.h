// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimer>
#include <QWidget>
#include <cstdint>

class QLabel;
class QProgressBar;
class QPushButton;

namespace mirrorscope::ui::requests {

class RequestsView;
struct SearchState;
struct SortState;

/// The 26 px line above the requests table: how many rows, how far a search or a sort is, Cancel and
/// Continue, and the pill "38 new". The shell puts it above the view. UI thread.
class CountBar : public QWidget {
    Q_OBJECT

public:
    explicit CountBar(QWidget* parent = nullptr);
    void setView(RequestsView* view);  // not owned, once, with its model set
    /// Said beside the count while no search runs: "Paused at 14:47:12, 3,118 newer". Plain text.
    void setNote(const QString& note);

private:
    void refresh();
    void showSearch(const SearchState& state);
    void showSort(const SortState& state);
    void showProgress(bool isRunning, std::uint64_t done, std::uint64_t total);

    RequestsView* m_view = nullptr;
    QLabel* m_count = nullptr;
    QLabel* m_progressText = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_stop = nullptr;
    QLabel* m_hint = nullptr;
    QPushButton* m_pill = nullptr;
    QTimer m_timer;           // until the next refresh
    bool m_isBehind = false;  // changed since the last one
    QString m_note;
};

}  // namespace mirrorscope::ui::requests
