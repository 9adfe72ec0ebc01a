// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/analyst.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "core/pipeline/pause.h"

namespace mirrorscope::pipeline {
namespace {

/// Requests a thread and step: enough to keep all threads busy, few enough that results come a few times a
/// second even at 25 ms a request.
constexpr std::size_t kStepPerThread = 16;
/// Batches on their way to the disk; beyond this the analyst waits, so that a slow disk costs no memory.
constexpr std::size_t kMostUnwritten = 8;
constexpr std::chrono::milliseconds kBackoff{5};

std::vector<traffic::AttackType> typesOf(const traffic::VerdictBatch::Item& item) {
    std::vector<traffic::AttackType> types;
    for (const traffic::AttackChange& change : item.attacks) {
        if (std::ranges::find(types, change.attack.type) == types.end()) {
            types.push_back(change.attack.type);
        }
    }
    return types;
}

}  // namespace

Analyst::Analyst(storage::Journal& journal, const CommittedTail& tail, LiveFeed& feed,
                 const SourceDirectory& sources, std::shared_ptr<const detection::Engine> engine,
                 const PoolOptions& pool, AnalysisStart start)
    : m_journal(journal),
      m_feed(feed),
      m_sources(sources),
      m_engine(std::move(engine)),
      m_pool(m_engine, pool),
      m_grouping(start.openAttacks, start.lastAttack),
      m_board(start.openAttacks),
      m_follower(tail, journal.path(), start.cursor, JournalFollower::Needs::Attributed),
      m_changedUntil(start.changedUntil),
      m_done(start.cursor),
      m_thread([this](const std::stop_token& stop) { run(stop); }) {}

base::WallTime Analyst::workingOn() const {
    return base::WallTime(std::chrono::microseconds(m_workingOn.load(std::memory_order_relaxed)));
}

void Analyst::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        if (m_journal.backgroundBacklog() > kMostUnwritten) {
            pauseFor(kBackoff, stop);
            continue;
        }
        m_workingOn.store(0, std::memory_order_relaxed);
        analyse(m_follower.next(kStepPerThread * m_pool.threads(), stop), stop);
    }
}

std::vector<traffic::StoredRequest> Analyst::changedOf(std::vector<traffic::StoredRequest> requests) {
    if (requests.front().request->id > m_changedUntil) {
        return requests;
    }
    if (!m_reader) {
        if (auto opened = storage::SessionReader::open(m_journal.path())) {
            m_reader = std::move(*opened);
        }
    }
    const auto changed = m_reader ? m_reader->staleVerdicts(requests.front().request->id, m_changedUntil)
                                  : base::Result<std::vector<traffic::RequestId>>(base::Error{});
    if (!changed) {
        return requests;  // judging one twice costs time, leaving one out would be wrong
    }
    std::erase_if(requests, [&](const traffic::StoredRequest& stored) {
        const auto id = stored.request->id;
        return id <= m_changedUntil && !std::ranges::binary_search(*changed, id);
    });
    return requests;
}

/// What its source's mode leaves out is not judged.
std::vector<traffic::Verdict> Analyst::verdictsOf(const std::vector<traffic::StoredRequest>& requests,
                                                  const std::stop_token& stop) {
    std::vector<traffic::StoredRequest> judged;
    std::ranges::copy_if(requests, std::back_inserter(judged), [this](const traffic::StoredRequest& stored) {
        return m_sources.mode(stored.context->source) == traffic::SourceMode::Analyse;
    });
    auto found = judged.empty() ? std::vector<traffic::Verdict>{} : m_pool.inspectAll(judged, stop);
    std::vector<traffic::Verdict> all(requests.size());
    for (std::size_t i = 0, next = 0; i < requests.size(); ++i) {
        const auto mode = m_sources.mode(requests[i].context->source);
        if (next < judged.size() && judged[next].request == requests[i].request) {
            all[i] = std::move(found[next++]);
        } else {
            all[i].requestId = requests[i].request->id;
            all[i].state = mode == traffic::SourceMode::Ignore ? traffic::RequestState::Excluded
                                                               : traffic::RequestState::NotAnalysed;
        }
    }
    return all;
}

void Analyst::analyse(std::vector<traffic::StoredRequest> requests, const std::stop_token& stop) {
    if (requests.empty()) {
        return;
    }
    m_workingOn.store(requests.front().request->receivedAt.time_since_epoch().count(),
                      std::memory_order_relaxed);
    const traffic::RequestId last = requests.back().request->id;
    const auto changed = changedOf(std::move(requests));
    auto verdicts = verdictsOf(changed, stop);
    if (stop.stop_requested()) {
        return;  // some were not judged; the next start begins at the stored cursor
    }
    const detection::EngineInfo& info = m_engine->info();
    traffic::VerdictBatch batch{info.name, info.ruleSet, info.ruleSetHash, {}, last};
    std::vector<std::shared_ptr<const api::LiveEvent>> events;
    for (std::size_t i = 0; i < changed.size(); ++i) {
        batch.items.push_back(itemFor(std::move(verdicts[i]), changed[i]));
        events.push_back(eventFor(batch.items.back()));
    }
    m_journal.record(std::move(batch));
    m_feed.push(std::move(events));
    m_done.store(last, std::memory_order_relaxed);
}

traffic::VerdictBatch::Item Analyst::itemFor(traffic::Verdict verdict, const traffic::StoredRequest& stored) {
    traffic::VerdictBatch::Item item;
    item.verdict = std::move(verdict);
    item.source = stored.context->source;
    item.receivedAt = stored.request->receivedAt;
    item.listener = stored.request->listener;
    item.attackOfHit.assign(item.verdict.hits.size(), 0);
    m_grouping.assign(item, *stored.request, *stored.context);
    return item;
}

std::shared_ptr<const api::LiveEvent> Analyst::eventFor(const traffic::VerdictBatch::Item& item) {
    api::RequestJudged judged;
    judged.id = item.verdict.requestId;
    judged.state = item.verdict.state;
    judged.score = item.verdict.score;
    judged.threshold = item.verdict.threshold;
    judged.attackTypes = typesOf(item);
    for (const traffic::AttackChange& change : item.attacks) {
        traffic::AttackRow row;
        row.attack = m_board.add(change);
        std::tie(row.sourceName, row.sourceKind) = m_sources.nameAndKind(row.attack.source);
        judged.attacks.push_back(std::move(row));
    }
    return std::make_shared<const api::LiveEvent>(std::move(judged));
}

}  // namespace mirrorscope::pipeline
