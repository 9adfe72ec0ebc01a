// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/forwarding/findings_model.h"

class QLabel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace mirrorscope::ui::forwarding {

/// The list of findings with its counts. Keeps the chosen one while others come, go and close. UI thread.
class FindingsPanel : public QWidget {
    Q_OBJECT

public:
    explicit FindingsPanel(QWidget* parent = nullptr);

    void setSnapshot(const SharedSnapshot& snapshot);
    /// Of the source chosen elsewhere, and words.
    void setNarrowing(const std::optional<std::string>& source, const QString& words);
    void setTimeZone(const QTimeZone& zone);

    /// Shows it, closed or not; false when there is no such finding of the chosen source.
    bool choose(traffic::FindingId id);
    /// 0: none.
    traffic::FindingId chosen() const { return m_chosen; }
    QTableView* table() const { return m_table; }
    FindingsModel& model() { return *m_model; }

signals:
    /// Another one, or the same with newer numbers; nullptr: none. Valid during the call.
    void findingShown(const mirrorscope::traffic::Finding* finding);
    /// Enter or a double click.
    void pageWanted();

private:
    void buildTable();
    void takeCurrent();
    void refresh();
    void openTitleMenu(const QPoint& position);

    FindingsModel* m_model;
    QTableView* m_table;
    QLabel* m_counts;
    QLabel* m_emptyTitle;
    QLabel* m_emptyText;
    QToolButton* m_closed;
    QToolButton* m_muted;
    QStackedWidget* m_stack;
    SharedSnapshot m_snapshot;
    traffic::FindingId m_chosen = 0;
    bool m_isReading = false;  // rows move by us
};

}  // namespace mirrorscope::ui::forwarding
