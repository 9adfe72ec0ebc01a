// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/query/syntax_tree.h"
#include "core/traffic/finding.h"
#include "core/traffic/mirrored_request.h"
#include "ui/forwarding/header_feed.h"

class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace mirrorscope::ui::filter {
class FilterState;
}

namespace mirrorscope::ui::forwarding {

class ComparePage;
class FindingPage;
class FindingsPanel;
class PresencePanel;

/// The centre of the Headers perspective: findings and the presence matrix beside the page of one finding.
/// Asks the session only while it is seen. UI thread; what it is given outlives it.
class HeadersPage : public QWidget {
    Q_OBJECT

public:
    enum class Tab : std::uint8_t { Findings, Matrix, Compare };

    /// `longReads` reads whole sessions: what is looked at and what is live does not wait for it.
    HeadersPage(live::LiveBridge& bridge, live::PageLoader& loader, live::PageLoader& longReads,
                filter::FilterState& filter, QWidget* parent = nullptr);

    void setTab(Tab tab);
    Tab tab() const;
    /// At least two; the first is the reference. Shows them.
    void compare(const std::vector<traffic::RequestId>& requests);
    /// Asks for the ids; the first field has `a`, when it is not 0.
    void askCompare(traffic::RequestId a);
    void setTimeZone(const QTimeZone& zone);
    /// Too narrow for two columns: the page of a finding is below the list.
    void setPageBelow(bool below);
    /// Shows it among the findings, as soon as they are read.
    void openFinding(traffic::FindingId id);
    /// The finding on the page with the name of its source; none on the other tabs.
    std::optional<std::pair<traffic::Finding, std::string>> shownFinding() const;
    /// F5.
    void readAgain();
    /// Ctrl+L: the field that narrows findings and headers.
    void focusFind();

    /// What F6 goes through, in this order.
    QList<QWidget*> panes() const;
    /// Those with rows.
    QList<QWidget*> tables() const;

signals:
    void requestChosen(mirrorscope::traffic::RequestId id);
    void requestActivated(mirrorscope::traffic::RequestId id);
    /// To be muted, or not any more (unset); somebody writes it and reads again.
    void muteAsked(const mirrorscope::traffic::Finding& finding,
                   const std::optional<mirrorscope::traffic::FindingMute>& mute);
    /// See BaselineButton.
    void baselineAsked(const QString& what,
                       const std::vector<mirrorscope::traffic::SourceBaseline>& baselines);
    /// A copy of it for others.
    void markdownRequested(const mirrorscope::traffic::Finding& finding, const std::string& source);
    /// The filter asks for them now; somebody shows the requests.
    void requestsWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildParts();
    void wire();
    void applySnapshot(const SharedSnapshot& snapshot);
    void applyNarrowing();
    void showParts();
    void showTitles();
    void sizeParts();
    void showFinding(const traffic::Finding* finding);
    void chooseFinding(traffic::FindingId id);
    void filterBy(const std::vector<query::Node>& conditions);
    void filterByHeader(const std::string& source, const std::string& header, bool with);
    void filterByFinding(const traffic::Finding& finding);

    filter::FilterState& m_filter;
    HeaderFeed* m_feed;
    QTabBar* m_tabs;
    QLineEdit* m_find = nullptr;
    QToolButton* m_source = nullptr;
    QStackedWidget* m_stack = nullptr;
    ComparePage* m_compare = nullptr;
    QSplitter* m_columns = nullptr;
    QSplitter* m_lists = nullptr;
    FindingsPanel* m_findings = nullptr;
    PresencePanel* m_presence = nullptr;
    FindingPage* m_page = nullptr;
    traffic::FindingId m_wanted = 0;  // to be chosen with the next snapshot
    bool m_isSized = false;           // the splitters have the sizes of this width
};

}  // namespace mirrorscope::ui::forwarding
