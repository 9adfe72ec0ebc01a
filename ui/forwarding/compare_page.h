// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>
#include <vector>

#include "core/base/cancel_token.h"
#include "ui/forwarding/compare_model.h"
#include "ui/forwarding/header_feed.h"

class QComboBox;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTableView;
class QToolButton;
class QVBoxLayout;

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::forwarding {

class PairsPanel;

/// Two requests side by side, who writes what differs, and the pairs of two sources. The first request is the
/// reference; of several others one is chosen. Reads off-thread. UI thread; the loaders outlive it.
class ComparePage : public QWidget {
    Q_OBJECT

public:
    ComparePage(live::PageLoader& loader, live::PageLoader& longReads, QWidget* parent = nullptr);

    /// At least two ids; the first one is A.
    void compare(const std::vector<traffic::RequestId>& requests);
    void setSources(const std::vector<traffic::Source>& sources);
    void setTimeZone(const QTimeZone& zone);
    void readAgain();
    /// "Compare: 12 and 14"; empty: nothing is compared.
    QString title() const;
    QTableView* table() const { return m_table; }
    QTableView* pairsTable() const;

signals:
    void titleChanged();
    void dialogWanted();
    void requestActivated(mirrorscope::traffic::RequestId id);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildEmpty();
    QWidget* buildComparison();
    QWidget* buildSides();
    QWidget* buildChoices();
    void showComparison(const SharedComparison& comparison);
    void explain();
    void choose();

    live::PageLoader& m_loader;
    CompareModel* m_model;
    PairsPanel* m_pairs;
    QStackedWidget* m_stack;
    QSplitter* m_columns;
    QTableView* m_table = nullptr;
    QLabel* m_told = nullptr;  // in place of a comparison
    QLabel* m_sideA = nullptr;
    QLabel* m_sideB = nullptr;
    QComboBox* m_others = nullptr;
    QLabel* m_counts = nullptr;
    QToolButton* m_onlyDifferences = nullptr;
    QToolButton* m_ignoreHabits = nullptr;
    QLabel* m_explainedField = nullptr;
    QLabel* m_explanation = nullptr;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    base::CancelToken m_token;
    traffic::RequestId m_a = 0;
    traffic::RequestId m_b = 0;
    std::vector<traffic::RequestId> m_candidates;  // for B
};

}  // namespace mirrorscope::ui::forwarding
