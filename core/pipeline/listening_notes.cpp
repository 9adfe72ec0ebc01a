// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/listening_notes.h"

#include <utility>

namespace mirrorscope::pipeline {

using Kind = traffic::Annotation::Kind;

void ListeningNotes::follow(const std::vector<api::ListenerStatus>& listeners, storage::Journal& journal) {
    const std::lock_guard lock(m_mutex);
    std::map<std::string, std::string> now;
    for (const api::ListenerStatus& listener : listeners) {
        if (listener.listening) {
            now.emplace(listener.address.name, listener.address.text());
        }
    }
    for (const auto& [name, address] : m_on) {
        if (!now.contains(name)) {
            note(Kind::ListenerOff, name, address, journal);
        }
    }
    for (const auto& [name, address] : now) {
        const auto before = m_on.find(name);
        if (before == m_on.end() || before->second != address) {
            note(Kind::ListenerOn, name, address, journal);
        }
    }
    m_on = std::move(now);
}

void ListeningNotes::move(storage::Journal& last, storage::Journal& next) {
    const std::lock_guard lock(m_mutex);
    for (const auto& [name, address] : m_on) {
        note(Kind::ListenerOff, name, address, last);
        note(Kind::ListenerOn, name, address, next);
    }
}

void ListeningNotes::noteRules(const detection::EngineInfo& rules, storage::Journal& journal) const {
    note(Kind::RulesLoaded, rules.ruleSet, "PL " + std::to_string(rules.paranoia), journal);
}

void ListeningNotes::note(Kind kind, const std::string& name, const std::string& detail,
                          storage::Journal& journal) const {
    traffic::Annotation event;
    event.at = m_clock.wall();
    event.kind = kind;
    event.what = name;
    event.detail = detail;
    journal.note(std::move(event));
}

}  // namespace mirrorscope::pipeline
