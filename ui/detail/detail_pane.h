// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/rows.h"
#include "ui/live/live_changes.h"

class QLabel;
class QStackedWidget;
class QTabBar;

namespace mirrorscope::api {
struct ServiceStatus;
}
namespace mirrorscope::ui::live {
class LiveBridge;
class PageLoader;
}  // namespace mirrorscope::ui::live

namespace mirrorscope::ui::detail {

/// Everything about one request, below the tables: overview, headers, body, hits, raw. The old content stays
/// until the new one is read, so that moving with j and k does not flicker. UI thread; bridge and loader
/// outlive it.
class DetailPane : public QWidget {
    Q_OBJECT

public:
    enum class Tab : std::uint8_t { Overview, Headers, Body, Hits, Raw, Count };

    DetailPane(live::LiveBridge& bridge, live::PageLoader& loader, QWidget* parent = nullptr);
    ~DetailPane() override;

    /// Shows a request; 0 clears the pane.
    void showRequest(traffic::RequestId id);
    traffic::RequestId request() const { return m_wanted; }

    void setTab(Tab tab);
    Tab tab() const;
    /// Minutes east of UTC, as in the tables.
    void setUtcOffset(int minutes);

signals:
    void requestShown(mirrorscope::traffic::RequestId id);

private:
    void load();
    void show(base::Result<traffic::RequestDetail> answer);
    void applyLive(const live::LiveChanges& changes);
    void applyStatus(const api::ServiceStatus& status);

    live::LiveBridge& m_bridge;
    live::PageLoader& m_loader;
    base::CancelToken m_token;
    traffic::RequestId m_wanted = 0;
    int m_utcOffset = 0;
    std::shared_ptr<const traffic::RequestDetail> m_detail;
};

}  // namespace mirrorscope::ui::detail
