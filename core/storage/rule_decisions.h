// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/storage/database.h"
#include "core/storage/request_set.h"
#include "core/storage/triage_target.h"

namespace mirrorscope::storage {

/// The decisions that rules make while a session is recorded, and how far each has come. A rule archives what
/// it finds in steps; those of a day are one decision of the log, which grows while it is in force, so that
/// one undo takes a day back and the log stays short. It is about the attack types that the requests of its
/// first step had then (triage_state.h); a step with others begins another one. A step is one transaction of
/// some milliseconds: its requests, its counts and its cursor, or nothing. One owner, one thread, beside the
/// journal.
class RuleDecisions {
public:
    /// As openForUser().
    static base::Result<std::unique_ptr<RuleDecisions>> open(const std::filesystem::path& session);
    explicit RuleDecisions(Database database) : m_database(std::move(database)) {}

    /// Requests up to this one were looked at; unset: the rule has not begun here.
    base::Result<std::optional<traffic::RequestId>> cursorOf(const std::string& rule);
    base::Result<void> moveTo(const std::string& rule, traffic::RequestId cursor);
    /// What is no rule any more begins anew when it is one again.
    base::Result<void> forgetAllBut(const std::vector<std::string>& rules);

    /// What tells whether somebody decided meanwhile.
    struct LogState {
        std::int64_t last = 0;
        std::int64_t made = 0;
        bool operator==(const LogState&) const = default;
    };
    base::Result<LogState> logState();

    struct Step {
        std::string rule;
        std::string scope;   // of the log: name and filter
        std::string reason;  // of the log
        base::WallTime at{};
        RequestSet requests;  // about which nobody has decided
        traffic::RequestId upTo = 0;
        LogState found{};  // before they were found
    };
    /// False: somebody decided since, or is about to. Nothing was written; find the step again, later.
    base::Result<bool> archive(const Step& step);

private:
    base::Result<SeenHits> seenIn(const RequestSet& requests);
    base::Result<std::int64_t> decisionOf(const Step& step, const std::set<std::string>& types);
    base::Result<std::int64_t> newDecision(const Step& step, const std::set<std::string>& types);
    base::Result<void> addBlock(std::int64_t decision, std::int64_t block, const std::string& bits);
    base::Result<void> addCounts(std::int64_t decision, std::uint64_t requests, std::uint64_t hits);

    Database m_database;
};

}  // namespace mirrorscope::storage
