// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/event_log.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

#include "core/base/error_text.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::shell {
namespace {

using namespace std::chrono_literals;

constexpr auto kOneEntry = 10s;

QString tr(const char* text) {
    return QCoreApplication::translate("EventLog", text);
}

std::uint64_t notAllowedOf(const api::ListenerStatus& status) {
    std::uint64_t sum = 0;
    for (const traffic::PeerCounters& peer : status.peers) {
        sum += peer.notAllowed;
    }
    return sum;
}

}  // namespace

void EventLog::add(Event event) {
    m_events.push_front(std::move(event));
    ++m_added;
    if (m_events.size() > kMost) {
        m_events.pop_back();
    }
}

/// Grows the newest entry of that kind while it is young.
void EventLog::noteCount(Event::Kind kind, const std::string& listener, std::uint64_t more,
                         base::WallTime at) {
    if (more == 0) {
        return;
    }
    const auto same = [&](const Event& event) { return event.kind == kind && event.listener == listener; };
    const auto found = std::ranges::find_if(m_events, same);
    std::uint64_t& count = m_counts[{kind, listener}];
    const bool grows = found != m_events.end() && at - found->at < kOneEntry;
    count = grows ? count + more : more;
    const QString what =
        kind == Event::Kind::Refused
            ? tr("%1 requests refused: not stored in time").arg(text::countText(count))
            : tr("%1 connections refused: not on the allow-list").arg(text::countText(count));
    if (grows) {
        found->what = what;
        ++m_added;
        return;
    }
    add({at, kind, what, tr("listener “%1”").arg(text::shownText(listener)),
         kind == Event::Kind::Refused ? EventAction::None : EventAction::WhyNothing, listener, 0});
}

void EventLog::noteListener(const api::ListenerStatus& status, base::WallTime at) {
    const std::string& name = status.address.name;
    const bool isKnown = m_listeners.contains(name);
    Listener& before = m_listeners[name];
    const Listener now{status.listening, !status.listening && status.failure, status.refused,
                       notAllowedOf(status)};
    const QString place = QString::fromStdString(status.address.text());
    const QString shown = text::shownText(name);
    if (m_hasStatus || isKnown) {
        if (now.failed && !before.failed) {
            add({at, Event::Kind::ListenerFailed, tr("Listener “%1” cannot start").arg(shown),
                 text::shownText(base::errorSentences(*status.failure).what), EventAction::ListenerSettings,
                 name, 0});
        } else if (now.listening != before.listening && !now.failed) {
            add({at, Event::Kind::Listener,
                 now.listening ? tr("Listener “%1” started").arg(shown)
                               : tr("Listener “%1” stopped: nothing is received").arg(shown),
                 place, EventAction::None, name, 0});
        }
        // Less than before: it counts anew.
        noteCount(Event::Kind::Refused, name,
                  now.refused >= before.refused ? now.refused - before.refused : now.refused, at);
        noteCount(Event::Kind::NotAllowed, name,
                  now.notAllowed >= before.notAllowed ? now.notAllowed - before.notAllowed : now.notAllowed,
                  at);
    }
    before = now;
}

bool EventLog::noteStatus(const api::ServiceStatus& status, base::WallTime at) {
    const std::uint64_t before = m_added;
    for (const api::ListenerStatus& listener : status.listeners) {
        noteListener(listener, at);
    }
    if (m_disk && *m_disk != status.disk.level) {
        using enum api::DiskStatus::Level;
        const QString left = status.disk.freeBytes
                                 ? tr("%1 left").arg(text::bytesText(*status.disk.freeBytes))
                                 : text::unknownText();
        add({at,
             Event::Kind::Disk,
             status.disk.level == Fine  ? tr("The disk has room again")
             : status.disk.level == Low ? tr("Disk nearly full")
                                        : tr("Disk full: new requests are refused"),
             left,
             EventAction::None,
             {},
             0});
    }
    m_disk = status.disk.level;
    m_hasStatus = true;
    return m_added != before;
}

bool EventLog::noteSources(const std::vector<SourceState>& sources, base::WallTime at) {
    const std::uint64_t before = m_added;
    for (const SourceState& now : sources) {
        const auto known = m_sources.find(now.id);
        const bool wasSilent = known != m_sources.end() && known->second.silent;
        const std::uint64_t errors = known == m_sources.end() ? 0 : known->second.openErrors;
        // One that was silent when the window opened is worth an entry as well.
        if (now.silent && !wasSilent) {
            add({at,
                 Event::Kind::Silent,
                 tr("%1 is silent").arg(now.name),
                 now.usual,
                 EventAction::CheckMirror,
                 {},
                 now.id});
        } else if (!now.silent && wasSilent) {
            add({at,
                 Event::Kind::Back,
                 tr("%1 sends again").arg(now.name),
                 {},
                 EventAction::None,
                 {},
                 now.id});
        }
        if (m_hasSources && now.openErrors > errors) {
            add({at,
                 Event::Kind::Finding,
                 tr("New finding: the headers of %1 are wrong").arg(now.name),
                 tr("%1 open errors").arg(text::countText(now.openErrors)),
                 EventAction::ShowFindings,
                 {},
                 now.id});
        }
        m_sources[now.id] = now;
    }
    m_hasSources = true;
    return m_added != before;
}

}  // namespace mirrorscope::ui::shell
