// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTimeZone>
#include <QWidget>

#include "core/query/completion.h"
#include "core/query/syntax_tree.h"
#include "core/traffic/rows.h"
#include "ui/shell/perspective.h"
#include "ui/shell/size_class.h"

class QPushButton;
class QStackedWidget;

namespace mirrorscope::api {
struct ServiceStatus;
}
namespace mirrorscope::ui::attacks {
class AttacksModel;
class AttacksView;
class GroupButton;
struct Grouping;
}  // namespace mirrorscope::ui::attacks
namespace mirrorscope::ui::filter {
class Filter;
class FilterBar;
class FilterState;
}  // namespace mirrorscope::ui::filter
namespace mirrorscope::ui::known {
class HiddenCount;
class HiddenNote;
class KnownList;
}  // namespace mirrorscope::ui::known
namespace mirrorscope::ui::live {
class LiveBridge;
class PageLoader;
}  // namespace mirrorscope::ui::live
namespace mirrorscope::ui::requests {
class CountBar;
class RequestsModel;
class RequestsView;
}  // namespace mirrorscope::ui::requests
namespace mirrorscope::ui::views {
class ViewBar;
struct ViewLook;
}  // namespace mirrorscope::ui::views

namespace mirrorscope::ui::shell {

class AttackCountBar;
class ChartArea;
class SlidingRange;
class TableLook;
class TriageBar;
class ValueFeed;

/// The centre of the Triage perspective: view tabs, filter, rate chart, count line, and the table of the
/// chosen tab. UI thread; what it is given outlives it.
class TriagePage : public QWidget {
    Q_OBJECT

public:
    enum class View : std::uint8_t { Attacks, Requests };

    TriagePage(live::LiveBridge& bridge, live::PageLoader& loader, filter::FilterState& filter,
               QWidget* parent = nullptr);

    /// After the bridge was started.
    void start();
    /// The free view, with the filter and the layout that the free ones have.
    void setView(View view);
    /// Stays in a saved view that is of this table.
    void showTable(View view);
    View view() const;
    void setChartShown(bool shown);
    void setChartShare(ChartShare share);
    void setGrouping(const attacks::Grouping& grouping);
    void setSizeClass(const SizeClass& size);
    void setTimeZone(const QTimeZone& zone);
    void setStatus(const api::ServiceStatus& status);
    /// Once. Rows bear their names, and are left out while they are hidden: triage_page_known.cpp.
    void setKnown(known::KnownList& list, live::PageLoader& loader);
    /// What the count lines say at their right; empty: nothing.
    void setNote(const QString& note);
    void readAgain();

    filter::FilterBar& filterBar() { return *m_filterBar; }
    /// For completion in another bar; not after the page.
    query::ValueProvider valueProvider() const;
    ChartArea& chart() { return *m_chart; }
    attacks::AttacksView& attacksView() { return *m_attacksView; }
    requests::RequestsView& requestsView() { return *m_requestsView; }
    TriageBar& triageBar() { return *m_triageBar; }
    views::ViewBar& views() { return *m_views; }
    /// Of the free views, without what a saved one or a narrow window does to it.
    views::ViewLook freeLook() const;
    QWidget* table() const;
    /// In the order of their tabs.
    QList<QWidget*> tables() const;

public slots:
    void askForHeader(const QByteArray& name, const QByteArray& value, bool exclude);

signals:
    /// A row was chosen; `isAttack`: its hits are what matters.
    void requestChosen(mirrorscope::traffic::RequestId id, bool isAttack);
    /// Enter or double click: the detail gets the keyboard.
    void detailRequested();
    /// All that is stored is analysed, or something waits again.
    void analysedChanged();
    /// The user chose what the attacks are grouped by.
    void groupingChosen(const mirrorscope::ui::attacks::Grouping& grouping);

private:
    QWidget* buildAttacks();
    QWidget* buildRequests();
    void layOut();
    void wireViews();
    void askForHeaderColumn();
    void ask(const query::Node& condition, bool exclude);
    void applyFilter();
    void applyKnown();
    filter::Filter withoutHidden(const filter::Filter& filter);
    void followHidden(const api::ServiceStatus& status);
    bool mayLoseOldestRows() const;

    live::LiveBridge& m_bridge;
    filter::FilterState& m_filter;
    attacks::AttacksModel* m_attacks;
    requests::RequestsModel* m_requests;
    TableLook* m_look;
    views::ViewBar* m_views;
    filter::FilterBar* m_filterBar;
    QPushButton* m_saveView;
    ValueFeed* m_values;
    ChartArea* m_chart;
    QStackedWidget* m_tables;
    TriageBar* m_triageBar;
    AttackCountBar* m_attackCount = nullptr;
    requests::CountBar* m_requestCount = nullptr;
    attacks::AttacksView* m_attacksView = nullptr;
    attacks::GroupButton* m_groupButton = nullptr;
    requests::RequestsView* m_requestsView = nullptr;
    SlidingRange* m_sliding;
    known::KnownList* m_known = nullptr;
    known::HiddenCount* m_hidden = nullptr;
    QList<known::HiddenNote*> m_hiddenNotes;
    bool m_isAnalysed = true;  // nothing waits
};

}  // namespace mirrorscope::ui::shell
