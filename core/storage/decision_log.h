// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/storage/database.h"
#include "core/storage/request_set.h"
#include "core/storage/triage_target.h"
#include "core/traffic/decision.h"
#include "core/traffic/triage.h"

namespace mirrorscope::storage {

/// What a person decides.
struct DecisionDraft {
    traffic::TriageState state = traffic::TriageState::New;
    std::string reason;
    base::WallTime at{};
};

/// The tables decision, triage and decided: decisions in the order in which they were made. One is in force
/// as a whole from its last transaction on; what came between, a crash too, leaves it without effect, and its
/// rows are removed by who decides an hour or more later. Taken back, not completed: nobody was told that it
/// was made. Transactions of some milliseconds. Lives shorter than its Database; its thread.
class DecisionLog {
public:
    /// Rows and blocks of one transaction: some milliseconds of the write lock.
    static constexpr std::int64_t kRows = 1000;
    static constexpr std::size_t kBlocks = 256;  // 1 million ids

    explicit DecisionLog(Database& database) : m_database(database) {}

    /// RequestNotFound, AttackNotFound, HitNotFound (of that rule).
    base::Result<traffic::DecisionReceipt> decide(const TriageTarget& target, const DecisionDraft& draft);
    /// About all of the set that fits `filter`, whose hits were counted. Cancelled: nothing was decided.
    base::Result<traffic::DecisionReceipt> decideAll(const RequestSet& requests, std::uint64_t hits,
                                                     const std::string& filter, const DecisionDraft& draft,
                                                     const base::CancelToken& cancel);
    /// False when there is none of that id, or it is so already.
    base::Result<bool> setUndone(std::int64_t decision, bool isUndone);
    /// The newest first.
    base::Result<std::vector<traffic::LoggedDecision>> newest(std::size_t limit);
    /// Of those that were begun before that time and left unfinished.
    base::Result<void> removeUnfinished(base::WallTime before);

private:
    struct Heading;
    /// Writes some of the rows of the decision of that id; whether there are more.
    using Part = std::function<base::Result<bool>(std::int64_t decision)>;

    base::Result<traffic::DecisionReceipt> write(const Heading& heading, const Part& part,
                                                 const base::CancelToken& cancel);
    base::Result<bool> writeNext(const Heading& heading, const Part& part, traffic::DecisionReceipt& receipt);
    base::Result<traffic::DecisionReceipt> decideRequest(const TriageTarget& target,
                                                         const DecisionDraft& draft);
    base::Result<traffic::DecisionReceipt> decideAttack(const TriageTarget& target,
                                                        const DecisionDraft& draft);
    base::Result<void> remove(std::int64_t decision);
    base::Result<std::int64_t> change(const char* sql, std::initializer_list<std::int64_t> values);
    base::Result<std::int64_t> number(const char* sql, std::initializer_list<std::int64_t> values);

    Database& m_database;
};

}  // namespace mirrorscope::storage
