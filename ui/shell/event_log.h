// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/api/mirror_service.h"
#include "core/traffic/finding.h"

namespace mirrorscope::ui::shell {

/// What one can do about something that happened.
enum class EventAction : std::uint8_t { None, ListenerSettings, CheckMirror, ShowFindings, WhyNothing };

/// Something that happened while this window looked. Plain value.
struct Event {
    enum class Kind : std::uint8_t {
        Listener,
        ListenerFailed,
        Refused,
        NotAllowed,
        Silent,
        Back,
        Disk,
        Finding
    };

    base::WallTime at{};
    Kind kind = Kind::Listener;
    QString what;     // "mesh-gateway is silent"
    QString numbers;  // "usual rate 151/s, alarm after 60 s"
    EventAction action = EventAction::None;
    std::string listener{};
    traffic::SourceId source = 0;
};

/// A source as the log sees it.
struct SourceState {
    traffic::SourceId id = 0;
    QString name;
    bool silent = false;
    QString usual;  // when it is silent
    std::uint64_t openErrors = 0;
};

/// What happened since the window was opened, newest first, at most 500 entries: the store knows of none of
/// it. Refusals within 10 s are one entry. The first look is what was before and tells nothing. UI thread.
class EventLog {
public:
    static constexpr std::size_t kMost = 500;

    /// Both return whether something new happened.
    bool noteStatus(const api::ServiceStatus& status, base::WallTime at);
    bool noteSources(const std::vector<SourceState>& sources, base::WallTime at);
    void clear() { m_events.clear(); }

    const std::deque<Event>& events() const { return m_events; }

private:
    struct Listener {
        bool listening = false;
        bool failed = false;
        std::uint64_t refused = 0;
        std::uint64_t notAllowed = 0;
    };
    void noteListener(const api::ListenerStatus& status, base::WallTime at);
    void noteCount(Event::Kind kind, const std::string& listener, std::uint64_t more, base::WallTime at);
    void add(Event event);

    std::deque<Event> m_events;  // newest first
    std::map<std::string, Listener> m_listeners;
    std::map<std::pair<Event::Kind, std::string>, std::uint64_t> m_counts;  // of the entry that still grows
    std::map<traffic::SourceId, SourceState> m_sources;
    std::optional<api::DiskStatus::Level> m_disk;
    bool m_hasStatus = false;
    bool m_hasSources = false;
    std::uint64_t m_added = 0;
};

}  // namespace mirrorscope::ui::shell
