// SPDX-License-Identifier: Apache-2.0
#include "core/storage/background_work.h"

#include <utility>

#include "core/base/clock.h"

namespace mirrorscope::storage {
namespace {

using Steady = std::chrono::steady_clock;

/// After a step failed: a disk that is full stays so for a while.
constexpr std::chrono::milliseconds kRetry{100};

}  // namespace

base::Result<std::unique_ptr<BackgroundWork>> BackgroundWork::prepare(Database& database, BodyWriter& bodies,
                                                                      const RetentionPolicy& policy) {
    auto late = LateAnswers::prepare(database);
    if (!late) {
        return late.error();
    }
    auto refusals = RefusalLog::prepare(database);
    if (!refusals) {
        return refusals.error();
    }
    auto events = RecordingEvents::prepare(database);
    if (!events) {
        return events.error();
    }
    auto recorded = BackgroundWriter::prepare(database);
    if (!recorded) {
        return recorded.error();
    }
    auto retention = Retention::prepare(database, policy);
    if (!retention) {
        return retention.error();
    }
    return std::make_unique<BackgroundWork>(bodies, std::move(*late),
                                            std::make_unique<RefusalLog>(database, std::move(*refusals)),
                                            std::move(*events), std::move(*recorded), std::move(*retention));
}

BackgroundWork::BackgroundWork(BodyWriter& bodies, LateAnswers late, std::unique_ptr<RefusalLog> refusals,
                               std::unique_ptr<RecordingEvents> events,
                               std::unique_ptr<BackgroundWriter> recorded,
                               std::unique_ptr<Retention> retention)
    : m_bodies(bodies),
      m_late(std::move(late)),
      m_refusals(std::move(refusals)),
      m_events(std::move(events)),
      m_recorded(std::move(recorded)),
      m_retention(std::move(retention)),
      m_orphans(bodies.hasAbandoned()),
      m_removed(m_retention->removed()) {}

void BackgroundWork::drop(traffic::BodyKey body) {
    const std::lock_guard lock(m_mutex);
    m_dropped.push_back(body);
    m_orphans = true;
}

void BackgroundWork::waitUntilWritten() {
    std::unique_lock lock(m_mutex);
    m_written.wait(lock, [this] { return isAllWritten(); });
}

std::optional<base::Error> BackgroundWork::failure() const {
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

RemovedPast BackgroundWork::removed() const {
    const std::lock_guard lock(m_mutex);
    return m_removed;
}

void BackgroundWork::addRefused(const std::string& listener) {
    m_refusals->add(listener, base::SystemClock().wall());
}

void BackgroundWork::abandon(traffic::BodyKey body) {
    m_bodies.abandon(body);
    m_orphans = true;
}

bool BackgroundWork::isDue(Time now, bool idle, bool ending) const {
    const bool refusals = !m_refusals->isEmpty() && (ending || now >= m_refusals->due());
    const bool any = hasRecorded() || refusals || m_events->isDue(now) ||
                     (!ending && (m_orphans || m_retention->isDue(now)));
    return any && now >= m_nextTry && (idle || m_budget.allows(now));
}

std::optional<BackgroundWork::Time> BackgroundWork::nextLook() const {
    if (hasRecorded() || m_orphans) {
        return m_nextTry;
    }
    const auto look = m_retention->nextLook();
    return look ? std::optional(std::max(*look, m_nextTry)) : std::nullopt;
}

void BackgroundWork::step(traffic::RequestId lastId, std::chrono::milliseconds time) {
    const auto begin = Steady::now();
    takeDropped();
    const auto outcome = tryStep(begin, lastId, time);
    const auto end = Steady::now();
    m_budget.spend(begin, end);
    m_nextTry = outcome ? end : end + kRetry;
    const std::lock_guard lock(m_mutex);
    m_failure = outcome ? std::nullopt : std::optional(outcome.error());
    m_removed = m_retention->removed();
    m_orphans = m_bodies.hasAbandoned() || !m_dropped.empty();
    if (isAllWritten()) {
        m_written.notify_all();
    }
}

/// Takes turns with the past when both are due: neither waits for the other to end.
base::Result<void> BackgroundWork::tryStep(Time now, traffic::RequestId lastId,
                                           std::chrono::milliseconds time) {
    if (now >= m_refusals->due() || m_recorded->backlog() == 0) {
        if (auto refused = m_refusals->write(now); !refused) {
            return refused;
        }
    }
    if (m_events->isDue(now)) {
        if (auto noted = m_events->write(now); !noted) {
            return noted;
        }
    }
    if (auto late = m_late.write(); !late) {
        return late;
    }
    if (auto swept = m_bodies.sweep(); !swept) {
        return swept;
    }
    const bool recorded = m_recorded->backlog() > 0;
    const bool past = m_retention->isDue(now);
    m_pastIsNext = recorded && past && !m_pastIsNext;
    if (past && !m_pastIsNext) {
        return m_retention->step(now, base::SystemClock().wall(), lastId, time);
    }
    auto outcome = recorded ? m_recorded->step(time) : base::Result<void>();
    if (m_recorded->hasRemoved()) {
        m_retention->forgetCount();
    }
    return outcome;
}

void BackgroundWork::takeDropped() {
    std::vector<traffic::BodyKey> dropped;
    {
        const std::lock_guard lock(m_mutex);
        dropped.swap(m_dropped);
    }
    for (const traffic::BodyKey body : dropped) {
        m_bodies.abandon(body);
    }
}

}  // namespace mirrorscope::storage
