// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "core/base/cancel_token.h"
#include "core/standing/archive_rule.h"
#include "core/storage/rule_decisions.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {

/// Archives by rule what a session has judged since the round before. A rule begins with what is judged after
/// it was switched on, looks at each request once, and leaves those alone about which somebody has decided.
/// Requests on which a regular expression gives up stay as they are. One owner, one thread.
class RuleArchiver {
public:
    /// Rules of the first round begin behind that request: what was judged when the recording began.
    RuleArchiver(std::filesystem::path session, traffic::RequestId judged);
    ~RuleArchiver();

    /// Whether there is more to do at once. Errors of storage: the next round tries again; Cancelled.
    base::Result<bool> round(const standing::ArchiveRules& inForce, base::WallTime now,
                             const base::CancelToken& cancel);
    /// All that was judged up to here was looked at.
    traffic::RequestId reached() const { return m_reached; }

    /// Ids looked at in a step, and the most that one archives: some ten milliseconds.
    static constexpr traffic::RequestId kIdsOfAStep = 20'000;
    static constexpr std::size_t kMostOfAStep = 1000;
    /// Between two writes of a cursor that found nothing.
    static constexpr std::chrono::seconds kIdleCursor{30};

private:
    struct Found;
    struct Place {
        traffic::RequestId cursor = 0;
        base::WallTime written{};
    };

    base::Result<void> open();
    base::Result<void> beginRules(const standing::ArchiveRules& rules, base::WallTime now);
    base::Result<bool> step(const standing::ArchiveRule& rule, base::WallTime now, traffic::RequestId judged,
                            const base::CancelToken& cancel);
    base::Result<Found> find(const standing::ArchiveRule& rule, base::WallTime now, traffic::RequestId after,
                             traffic::RequestId until, const base::CancelToken& cancel);

    const std::filesystem::path m_session;
    traffic::RequestId m_first;  // of rules that have not begun here
    bool m_isFirst = true;
    std::unique_ptr<storage::SessionReader> m_reader;
    std::unique_ptr<storage::RuleDecisions> m_decisions;
    std::map<std::string, Place> m_places;  // by the name of the rule
    traffic::RequestId m_reached = 0;
};

}  // namespace mirrorscope::pipeline
