// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <QTimeZone>
#include <optional>

#include "core/api/header_queries.h"
#include "core/base/cancel_token.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;
class QVBoxLayout;

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::hops {
class HopPanel;
}  // namespace mirrorscope::ui::hops

namespace mirrorscope::ui::text {
class PatchView;
}

namespace mirrorscope::ui::forwarding {

class EvidenceModel;
class FindingHead;

/// One finding from what is wrong to what to change: the way of a request, evidence, patch, and what is seen
/// afterwards. Reads request and evidence off-thread when another finding is shown. UI thread; the loader
/// outlives it.
class FindingPage : public QWidget {
    Q_OBJECT

public:
    explicit FindingPage(live::PageLoader& loader, QWidget* parent = nullptr);

    /// nullptr: none. `source` is the name as received.
    /// `mute`: the one in force.
    void setFinding(const traffic::Finding* finding, const std::string& source,
                    const traffic::FindingMute* mute = nullptr);
    void setTimeZone(const QTimeZone& zone);
    /// Arrows scroll the page.
    void takeKeyboard();
    /// Request and evidence of the same finding.
    void readAgain();
    const std::optional<traffic::Finding>& finding() const { return m_finding; }
    const std::string& source() const { return m_source; }

    void copyPatch();
    /// Why it could not be written; empty when it was.
    QString savePatch(const QString& path) const;

signals:
    void requestChosen(mirrorscope::traffic::RequestId id);
    void requestActivated(mirrorscope::traffic::RequestId id);
    /// Unset: it is not to be muted any more.
    void muteAsked(const mirrorscope::traffic::Finding& finding,
                   const std::optional<mirrorscope::traffic::FindingMute>& mute);
    void markdownRequested(const mirrorscope::traffic::Finding& finding, const std::string& source);
    void allRequestsWanted(const mirrorscope::traffic::Finding& finding);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildPicture(QVBoxLayout& column);
    void buildEvidence(QVBoxLayout& column);
    void buildPatch(QVBoxLayout& column);
    QLabel* section(QVBoxLayout& column, const QString& title, QWidget* atEnd);
    void showHead();
    void showSentences();
    void askSavePatch();
    QString patch() const;

    live::PageLoader& m_loader;
    std::optional<traffic::Finding> m_finding;
    std::string m_source;
    std::optional<traffic::FindingMute> m_mute;  // in force
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    base::CancelToken m_headersToken;
    base::CancelToken m_evidenceToken;

    QStackedWidget* m_stack;
    QScrollArea* m_scroll;
    FindingHead* m_head = nullptr;
    QLabel* m_pictureTitle = nullptr;
    QLabel* m_pictureRequest = nullptr;
    hops::HopPanel* m_hops = nullptr;
    EvidenceModel* m_evidence;
    QTableView* m_evidenceTable = nullptr;
    QToolButton* m_showAll = nullptr;
    QLabel* m_seen = nullptr;
    QLabel* m_cause = nullptr;
    text::PatchView* m_patch = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_save = nullptr;
    QLabel* m_told = nullptr;  // what a button did
    QWidget* m_patchParts = nullptr;
    QVBoxLayout* m_after = nullptr;
};

}  // namespace mirrorscope::ui::forwarding
