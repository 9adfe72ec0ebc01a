// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "core/api/mirror_service.h"
#include "core/base/clock.h"
#include "core/detection/engine.h"
#include "core/storage/journal.h"

namespace mirrorscope::pipeline {

/// Writes into the session which listeners came on and went off, so that charts can tell a gap from silence
/// later, and which rules were loaded. Any thread.
class ListeningNotes {
public:
    explicit ListeningNotes(const base::Clock& clock) : m_clock(clock) {}

    /// What changed since it was told last.
    void follow(const std::vector<api::ListenerStatus>& listeners, storage::Journal& journal);
    /// The session before says that all went off, the next one that they are on.
    void move(storage::Journal& last, storage::Journal& next);
    void noteRules(const detection::EngineInfo& rules, storage::Journal& journal) const;

private:
    void note(traffic::Annotation::Kind kind, const std::string& name, const std::string& detail,
              storage::Journal& journal) const;

    const base::Clock& m_clock;
    std::mutex m_mutex;
    std::map<std::string, std::string> m_on;  // name, address
};

}  // namespace mirrorscope::pipeline
