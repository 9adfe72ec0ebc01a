// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/header_feed.h"

#include <algorithm>
#include <utility>

#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"

namespace mirrorscope::ui::forwarding {
namespace {

base::Result<HeaderSnapshot> askAll(api::SessionQueries& queries, const base::CancelToken& cancel) {
    auto sources = queries.sources(cancel);
    if (!sources) {
        return sources.error();
    }
    auto findings = queries.findings(cancel);
    if (!findings) {
        return findings.error();
    }
    auto presence = queries.headerPresence(cancel);
    if (!presence) {
        return presence.error();
    }
    auto mutes = queries.findingMutes(cancel);
    if (!mutes) {
        return mutes.error();
    }
    const auto now = base::SystemClock().wall();
    std::erase_if(*mutes, [now](const traffic::FindingMute& one) { return !one.holds(now); });
    auto baselines = queries.presenceBaselines(cancel);
    if (!baselines) {
        return baselines.error();
    }
    const auto progress = queries.progress();
    if (!progress) {
        return progress.error();
    }
    HeaderSnapshot snapshot{std::move(*sources), std::move(*findings),  std::move(*presence),
                            std::move(*mutes),   std::move(*baselines), 0};
    std::ranges::sort(snapshot.sources, {}, &traffic::Source::id);
    // Retention removes requests that were looked at, and some still wait.
    const auto waiting = static_cast<std::uint64_t>(
        std::max<std::int64_t>(0, progress->lastRequest - progress->contextCursor));
    snapshot.requests = progress->requests > waiting ? progress->requests - waiting : 0;
    return snapshot;
}

}  // namespace

const traffic::Source* HeaderSnapshot::source(traffic::SourceId id) const {
    const auto found = std::ranges::find(sources, id, &traffic::Source::id);
    return found == sources.end() ? nullptr : &*found;
}

const traffic::FindingMute* HeaderSnapshot::mute(const traffic::Finding& finding) const {
    const traffic::FindingKey key{finding.source, finding.code};
    const auto found = std::ranges::find(mutes, key, &traffic::FindingMute::key);
    return found == mutes.end() ? nullptr : &*found;
}

std::optional<traffic::PresenceBaseline> HeaderSnapshot::baseline(traffic::SourceId id) const {
    const auto found = std::ranges::find(baselines, id, &traffic::SourceBaseline::source);
    return found == baselines.end() ? std::nullopt : found->baseline;
}

HeaderFeed::HeaderFeed(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent)
    : QObject(parent), m_bridge(bridge), m_loader(loader), m_snapshot(std::make_shared<HeaderSnapshot>()) {
    m_timer.setInterval(kAskMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!m_bridge.isPaused()) {
            ask();
        }
    });
    connect(&m_loader, &live::PageLoader::reopened, this, [this] {
        m_asking = false;
        m_snapshot = std::make_shared<HeaderSnapshot>();
        emit changed(m_snapshot);
        if (m_timer.isActive()) {
            ask();
        }
    });
}

void HeaderFeed::setActive(bool active) {
    if (active == m_timer.isActive()) {
        return;
    }
    if (active) {
        ask();
        m_timer.start();
    } else {
        m_timer.stop();
        m_token.cancel();
        m_asking = false;
    }
}

void HeaderFeed::ask() {
    if (m_asking) {
        return;
    }
    m_asking = true;
    m_token = m_loader.ask<HeaderSnapshot>(
        this, askAll,
        [this](base::Result<HeaderSnapshot> answer) {
            m_asking = false;
            if (answer) {
                m_snapshot = std::make_shared<HeaderSnapshot>(std::move(*answer));
                emit changed(m_snapshot);
            }
        },
        live::Urgency::Background);
}

}  // namespace mirrorscope::ui::forwarding
