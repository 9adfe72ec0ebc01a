// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTimeZone>
#include <QWidget>
#include <filesystem>
#include <functional>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/finding.h"
#include "ui/detail/shown_body.h"
#include "ui/detail/shown_request.h"

class QAction;
class QStackedWidget;
class QTabBar;

namespace mirrorscope::api {
struct ServiceStatus;
}
namespace mirrorscope::ui::live {
class LiveBridge;
class PageLoader;
struct LiveChanges;
}  // namespace mirrorscope::ui::live

namespace mirrorscope::ui::detail {

class BodyPage;
class BytePanel;
class DetailHead;
class EmptyState;
class ForwardingPage;
class HeadersPage;
class HitsPage;
class OverviewPage;
class RequestCopier;

/// Everything about one request, below the tables: overview, headers, body, hits, forwarding, raw. The old
/// content stays until the new one is read, so that moving with j and k does not flicker. UI thread; bridge
/// and loader outlive it.
class DetailPane : public QWidget {
    Q_OBJECT

public:
    enum class Tab : std::uint8_t { Overview, Headers, Body, Hits, Forwarding, Raw, Count };

    DetailPane(live::LiveBridge& bridge, live::PageLoader& loader, QWidget* parent = nullptr);
    ~DetailPane() override;

    /// Shows a request; 0 clears the pane.
    void showRequest(traffic::RequestId id);
    /// The one asked for last, shown or on its way.
    traffic::RequestId request() const { return m_wanted; }

    void setTab(Tab tab);
    Tab tab() const;
    void setTimeZone(const QTimeZone& zone);
    RequestCopier& copier() { return *m_copier; }
    /// A button at the right of the title, with these choices.
    void setCopyMenu(const QList<QAction*>& choices);
    /// The names by which a request's sender is known, for the overview; empty: none. Once.
    void setKnownAs(std::function<QString(const traffic::RequestDetail&)> knownAs);
    /// They are others now.
    void refreshOverview();
    /// Somebody said something about requests: what is told of this one is read again.
    void readAgain();
    /// Finds in the bytes of the current tab, when it shows some.
    void openFind();

signals:
    // Of the request that is shown.
    void tagRequested(const std::string& name, bool isSet);
    void noteRequested(const std::string& note);
    void noteRemovalRequested(const mirrorscope::traffic::Note& note);
    /// Its content is on the screen.
    void requestShown(mirrorscope::traffic::RequestId id);
    /// "Show only" or "Exclude" of a header line, as received.
    void headerConditionRequested(const QByteArray& name, const QByteArray& value, bool exclude);
    /// A finding that the request shows is to be opened.
    void findingActivated(mirrorscope::traffic::FindingId id);

private:
    void buildHead();
    void buildPages();
    void load();
    struct Loaded;
    void take(base::Result<Loaded> answer);
    void showReceived(SharedBody body);
    void showWay();
    void takeBody();
    void showContent();
    void showTabTitles();
    void showPage();
    void showWaiting();
    void showSecretsAnew();
    void clear();
    void applyLive(const live::LiveChanges& changes);
    void applyStatus(const api::ServiceStatus& status);
    BytePanel* currentBytes() const;

    live::LiveBridge& m_bridge;
    live::PageLoader& m_loader;
    base::CancelToken m_token;
    std::filesystem::path m_session;
    traffic::RequestId m_wanted = 0;
    SharedRequest m_request;  // null: an empty state is shown
    QTimeZone m_zone = QTimeZone::utc();

    DetailHead* m_head = nullptr;
    QTabBar* m_tabs = nullptr;  // of the head
    QStackedWidget* m_pages = nullptr;
    EmptyState* m_empty = nullptr;
    OverviewPage* m_overview = nullptr;
    HeadersPage* m_headers = nullptr;
    BodyPage* m_body = nullptr;
    RequestCopier* m_copier;  // child
    HitsPage* m_hits = nullptr;
    ForwardingPage* m_forwarding = nullptr;
    BytePanel* m_raw = nullptr;
};

}  // namespace mirrorscope::ui::detail
