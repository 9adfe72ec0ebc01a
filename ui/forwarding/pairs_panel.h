// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "core/base/cancel_token.h"
#include "ui/forwarding/header_feed.h"
#include "ui/forwarding/pairs_question.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::forwarding {

/// "The same request via A and B": the pairs of two sources, and what differs over all of them. Reading the
/// session takes its time, with progress and Cancel, on a loader of its own. UI thread.
class PairsPanel : public QWidget {
    Q_OBJECT

public:
    explicit PairsPanel(live::PageLoader& longReads, QWidget* parent = nullptr);

    void setSources(const std::vector<traffic::Source>& sources);
    void setTimeZone(const QTimeZone& zone);
    QTableView* table() const { return m_table; }
    bool isReading() const { return m_progress != nullptr; }

signals:
    void pairChosen(mirrorscope::traffic::RequestId a, mirrorscope::traffic::RequestId b);

private:
    QWidget* buildChoice();
    void start();
    void stop();
    void showFound(const PairsFound& found);
    void refreshButton();

    live::PageLoader& m_loader;
    PairsModel* m_pairs;
    PairTotalsModel* m_totals;
    QComboBox* m_a = nullptr;
    QComboBox* m_b = nullptr;
    QPushButton* m_button = nullptr;
    QLabel* m_told = nullptr;
    QLabel* m_totalsTitle = nullptr;
    QTableView* m_table;
    QTableView* m_totalsTable;
    QTimer m_timer;
    base::CancelToken m_token;
    SharedPairsProgress m_progress;  // nullptr: nothing is read
    std::vector<traffic::SourceId> m_sources;
};

}  // namespace mirrorscope::ui::forwarding
