// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/storage/database.h"
#include "core/storage/request_deletion.h"
#include "core/storage/rollup_writer.h"
#include "core/storage/statement.h"
#include "core/storage/verdict_withdrawal.h"
#include "core/traffic/mirrored_request.h"
#include "core/traffic/source.h"

namespace mirrorscope::storage {

/// Has the journal remove requests of demo traffic. Nobody may attribute or judge meanwhile, and all up to
/// `until` is attributed (Recording).
struct RemoveSynthetic {
    traffic::RequestId until = 0;                         // newer ones stay
    base::CancelToken cancel;                             // what is left then stays, all of it as it was
    std::shared_ptr<std::atomic<std::uint64_t>> removed;  // how many went so far
};

/// How many requests are flagged synthetic: reads all contexts, a second of a million. Cancelled.
base::Result<std::uint64_t> countSynthetic(Database& database, const base::CancelToken& cancel);

/// Removes what is flagged synthetic as if it had never come: the requests with all that hangs on them, also
/// what people said of them, their share in attacks, sources and roll-ups, attacks without another request,
/// and sources without another request with all that is known and was said of them. A source of which
/// retention removed requests stays: it still counts these. In the transaction of the caller; journal's
/// thread.
class SyntheticRemoval {
public:
    static base::Result<SyntheticRemoval> prepare(Database& database);

    /// About `time` of it; true: nothing is left to do.
    base::Result<bool> step(const RemoveSynthetic& order, std::chrono::milliseconds time);
    /// The transaction was committed: what is passed stays so.
    void keep() { m_kept = m_now; }
    /// After a rollback.
    void discard();

private:
    struct Statements {
        Statement choose;
        Statement chosen;
        Statement notes;
        Statement count;
        Statement last;
        RequestDeletion deletion;
    };
    /// How far an order is.
    struct Place {
        traffic::RequestId passed = 0;
        std::set<traffic::SourceId> sources;  // that lost requests
        std::optional<std::int64_t> firstMinute;
        std::int64_t lastMinute = 0;
        std::uint64_t removed = 0;
    };
    SyntheticRemoval(Database& database, Statements statements, VerdictWithdrawal verdicts,
                     RollupWriter rollup)
        : m_database(&database),
          m_statements(std::move(statements)),
          m_verdicts(std::move(verdicts)),
          m_rollup(std::move(rollup)) {}

    base::Result<void> removeWindow(traffic::RequestId until);
    base::Result<void> countOut();
    base::Result<bool> removeTops(std::chrono::steady_clock::time_point end);
    base::Result<void> removeEmptySources();
    base::Result<void> removeSource(traffic::SourceId source);
    std::string emptySources() const;

    Database* m_database;
    Statements m_statements;
    VerdictWithdrawal m_verdicts;
    RollupWriter m_rollup;
    Place m_now;
    Place m_kept;
};

}  // namespace mirrorscope::storage
