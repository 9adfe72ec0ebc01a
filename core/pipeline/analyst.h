// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "core/detection/attack_grouping.h"
#include "core/detection/engine.h"
#include "core/pipeline/attack_board.h"
#include "core/pipeline/committed_tail.h"
#include "core/pipeline/inspection_pool.h"
#include "core/pipeline/journal_follower.h"
#include "core/pipeline/live_feed.h"
#include "core/pipeline/source_directory.h"
#include "core/storage/journal.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {

/// Where the analysis of a session stands when the analyst takes over.
struct AnalysisStart {
    traffic::RequestId cursor = 0;
    std::vector<traffic::Attack> openAttacks;
    traffic::AttackId lastAttack = 0;
    /// Up to this request only those are judged whose context changed after they were; 0: all are.
    traffic::RequestId changedUntil = 0;
};

/// The second follower: has attributed requests judged by the rules, groups their hits into attacks, and
/// hands that to the journal and the feed. May lag far behind arrival and catches up from the store. Owns its
/// threads; what it is given must outlive it.
class Analyst {
public:
    Analyst(storage::Journal& journal, const CommittedTail& tail, LiveFeed& feed,
            const SourceDirectory& sources, std::shared_ptr<const detection::Engine> engine,
            const PoolOptions& pool, AnalysisStart start);

    const detection::EngineInfo& engine() const { return m_engine->info(); }
    /// The last request whose verdict was handed to the journal.
    traffic::RequestId cursor() const { return m_done.load(std::memory_order_relaxed); }
    /// When the oldest request being judged arrived; unset epoch when it is idle.
    base::WallTime workingOn() const;

private:
    void run(const std::stop_token& stop);
    void analyse(std::vector<traffic::StoredRequest> requests, const std::stop_token& stop);
    std::vector<traffic::StoredRequest> changedOf(std::vector<traffic::StoredRequest> requests);
    std::vector<traffic::Verdict> verdictsOf(const std::vector<traffic::StoredRequest>& requests,
                                             const std::stop_token& stop);
    traffic::VerdictBatch::Item itemFor(traffic::Verdict verdict, const traffic::StoredRequest& stored);
    std::shared_ptr<const api::LiveEvent> eventFor(const traffic::VerdictBatch::Item& item);

    storage::Journal& m_journal;
    LiveFeed& m_feed;
    const SourceDirectory& m_sources;
    std::shared_ptr<const detection::Engine> m_engine;
    InspectionPool m_pool;
    detection::AttackGrouping m_grouping;
    AttackBoard m_board;
    JournalFollower m_follower;
    const traffic::RequestId m_changedUntil;
    std::unique_ptr<storage::SessionReader> m_reader;  // of what has changed
    std::atomic<traffic::RequestId> m_done;
    std::atomic<std::int64_t> m_workingOn{0};
    std::jthread m_thread;  // last: stops before the rest goes
};

}  // namespace mirrorscope::pipeline
