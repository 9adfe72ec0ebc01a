// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/traffic/finding.h"
#include "core/traffic/finding_mute.h"
#include "core/traffic/header_presence.h"
#include "core/traffic/presence_baseline.h"
#include "core/traffic/source.h"

namespace mirrorscope::ui::live {
class LiveBridge;
class PageLoader;
}  // namespace mirrorscope::ui::live

namespace mirrorscope::ui::forwarding {

/// What the header doctor knows at one moment.
struct HeaderSnapshot {
    std::vector<traffic::Source> sources;
    std::vector<traffic::Finding> findings;
    std::vector<traffic::HeaderPresence> presence;
    std::vector<traffic::FindingMute> mutes;  // in force
    std::vector<traffic::SourceBaseline> baselines;
    std::uint64_t requests = 0;  // looked at

    const traffic::Source* source(traffic::SourceId id) const;
    /// Null: it is not muted.
    const traffic::FindingMute* mute(const traffic::Finding& finding) const;
    /// Unset: the first requests are its baseline.
    std::optional<traffic::PresenceBaseline> baseline(traffic::SourceId source) const;
};
using SharedSnapshot = std::shared_ptr<const HeaderSnapshot>;

/// Asks for it while somebody looks, never two questions at once, and not while the view is paused. Owned by
/// the page, UI thread; bridge and loader outlive it.
class HeaderFeed : public QObject {
    Q_OBJECT

public:
    /// UI.md section 7: live views at most twice a second.
    static constexpr int kAskMilliseconds = 500;

    HeaderFeed(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent = nullptr);

    /// Asks at once, then again and again, or never more.
    void setActive(bool active);
    void ask();
    const SharedSnapshot& snapshot() const { return m_snapshot; }

signals:
    void changed(const mirrorscope::ui::forwarding::SharedSnapshot& snapshot);

private:
    live::LiveBridge& m_bridge;
    live::PageLoader& m_loader;
    QTimer m_timer;
    base::CancelToken m_token;
    SharedSnapshot m_snapshot;
    bool m_asking = false;
};

}  // namespace mirrorscope::ui::forwarding
