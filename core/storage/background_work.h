// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "core/storage/background_budget.h"
#include "core/storage/background_writer.h"
#include "core/storage/body_writer.h"
#include "core/storage/late_answers.h"
#include "core/storage/recording_events.h"
#include "core/storage/refusal_log.h"
#include "core/storage/retention.h"

namespace mirrorscope::storage {

/// Everything that a journal writes between two commits of arrivals: what followers found out, late answers,
/// bodies without a request, retention. In steps; arrivals come first. Recording and asking: any thread; the
/// rest: the journal's.
class BackgroundWork {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// `bodies` and `database` outlive it.
    static base::Result<std::unique_ptr<BackgroundWork>> prepare(Database& database, BodyWriter& bodies,
                                                                 const RetentionPolicy& retention);
    BackgroundWork(BodyWriter& bodies, LateAnswers late, std::unique_ptr<RefusalLog> refusals,
                   std::unique_ptr<RecordingEvents> events, std::unique_ptr<BackgroundWriter> recorded,
                   std::unique_ptr<Retention> retention);

    template <typename Batch>
    void record(Batch batch) {
        m_recorded->record(std::move(batch));
    }
    /// Batches that are not wholly written.
    std::size_t backlog() const { return m_recorded->backlog(); }
    /// No request will take this body.
    void drop(traffic::BodyKey body);
    /// Blocks until everything recorded is written and every dropped body is deleted.
    void waitUntilWritten();
    /// Of the last step.
    std::optional<base::Error> failure() const;
    RemovedPast removed() const;

    /// Any thread.
    void addRefused(const std::string& listener);
    void note(traffic::Annotation event) { m_events->note(std::move(event)); }
    void addLate(traffic::RequestId request) { m_late.add(request); }
    void abandon(traffic::BodyKey body);

    /// There is something to write now. `idle`: no arrivals wait. `ending`: only what would be lost
    /// otherwise; orphans and retention go on at the next start.
    bool isDue(Time now, bool idle, bool ending) const;
    /// When to look again although nothing comes.
    std::optional<Time> nextLook() const;
    /// One step of each kind, of about `time`. `lastId`: the newest request stored.
    void step(traffic::RequestId lastId, std::chrono::milliseconds time);

private:
    bool hasRecorded() const { return m_recorded->backlog() > 0 || !m_late.isEmpty(); }
    bool isAllWritten() const { return m_recorded->backlog() == 0 && !m_orphans; }
    base::Result<void> tryStep(Time now, traffic::RequestId lastId, std::chrono::milliseconds time);
    void takeDropped();

    BodyWriter& m_bodies;
    LateAnswers m_late;
    std::unique_ptr<RefusalLog> m_refusals;
    std::unique_ptr<RecordingEvents> m_events;
    std::unique_ptr<BackgroundWriter> m_recorded;
    std::unique_ptr<Retention> m_retention;
    BackgroundBudget m_budget;
    Time m_nextTry{};
    bool m_pastIsNext = false;
    std::atomic<bool> m_orphans;  // some to delete
    mutable std::mutex m_mutex;
    std::condition_variable m_written;
    std::vector<traffic::BodyKey> m_dropped;
    std::optional<base::Error> m_failure;
    RemovedPast m_removed;
};

}  // namespace mirrorscope::storage
