// SPDX-License-Identifier: Apache-2.0
#include "core/storage/journal.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/storage/arrival_queue.h"
#include "core/storage/arrival_writer.h"
#include "core/storage/background_budget.h"
#include "core/storage/background_writer.h"
#include "core/storage/database.h"
#include "core/storage/late_answers.h"
#include "core/storage/phase_marker.h"
#include "core/storage/session_file.h"
#include "core/storage/writer_lock.h"

namespace mirrorscope::storage {
namespace {

using Steady = std::chrono::steady_clock;

/// After a background step failed: a disk that is full stays so for a while.
constexpr std::chrono::milliseconds kRetry{100};
/// Without anything to try again the journal sleeps until something comes.
constexpr std::chrono::hours kUntilWoken{1};

}  // namespace

class Journal::Impl {
public:
    Impl(std::filesystem::path session, JournalOptions options, WriterLock lock,
         std::unique_ptr<Database> database, ArrivalWriter writer, LateAnswers late,
         std::unique_ptr<BackgroundWriter> background, traffic::RequestId lastId)
        : m_session(std::move(session)),
          m_options(std::move(options)),
          m_lock(std::move(lock)),
          m_database(std::move(database)),
          m_writer(std::move(writer)),
          m_bodies(m_writer.bodies()),
          m_late(std::move(late)),
          m_background(std::move(background)),
          m_marker(m_options.phaseFile),
          m_arrivals(m_options.queueBytes),
          m_lastId(lastId),
          m_lastBody(m_bodies.lastKey()),
          m_orphans(m_bodies.hasAbandoned()),
          m_thread([this] { run(); }) {}

    ~Impl() {
        m_arrivals.close();
        m_thread.join();
    }

    void addReceiver(traffic::DeliveryReceiver& receiver) {
        const std::lock_guard lock(m_mutex);
        m_receivers.push_back(&receiver);
    }

    bool offer(std::shared_ptr<traffic::Delivery> delivery) { return m_arrivals.put(std::move(delivery)); }

    bool offerPart(std::shared_ptr<traffic::PartDelivery> part) { return m_arrivals.put(std::move(part)); }

    traffic::BodyKey newBody() { return ++m_lastBody; }

    void dropBody(traffic::BodyKey body) {
        {
            const std::lock_guard lock(m_mutex);
            m_dropped.push_back(body);
            m_orphans = true;
        }
        m_arrivals.poke();
    }

    template <typename Batch>
    void record(Batch batch) {
        m_background->record(std::move(batch));
        m_arrivals.poke();
    }

    std::size_t backgroundBacklog() const { return m_background->backlog(); }

    void flush() {
        m_arrivals.poke();
        std::unique_lock lock(m_mutex);
        m_written.wait(lock, [this] { return isAllWritten(); });
    }

    void limitPages(std::int64_t pages) {
        m_pageLimit = pages;
        m_pageLimitChanged = true;
    }

    JournalStatus status() const {
        JournalStatus status;
        status.queuedRequests = m_arrivals.requests();
        status.queuedBytes = m_arrivals.bytes();
        status.queueLimitBytes = m_arrivals.limitBytes();
        status.lastId = m_lastId;
        const std::lock_guard lock(m_mutex);
        const auto& failure = m_failure ? m_failure : m_backgroundFailure;
        status.failing = failure.has_value();
        status.lastError = failure.value_or(base::Error{});
        return status;
    }

    const std::filesystem::path& path() const { return m_session; }

private:
    void run() {
        while (true) {
            auto arrivals = m_arrivals.take(m_options.transactionRows, m_options.transactionBytes);
            for (const traffic::BodyKey body : arrivals.abandoned) {
                abandon(body);
            }
            if (!arrivals.isEmpty()) {
                commit(std::move(arrivals));
            }
            const auto now = Steady::now();
            const bool idle = m_arrivals.isEmpty();
            const bool over = m_arrivals.isOver();
            // At the end orphans are left to the next start.
            const bool background = hasRecorded() || (!over && m_orphans);
            if (background && now >= m_nextTry && (idle || m_budget.allows(now))) {
                backgroundStep();
            } else if (over) {
                return;
            } else if (idle) {
                m_arrivals.wait(background ? std::chrono::ceil<std::chrono::milliseconds>(m_nextTry - now)
                                           : std::chrono::milliseconds(kUntilWoken));
            }
        }
    }

    bool hasRecorded() const { return m_background->backlog() > 0 || !m_late.isEmpty(); }
    /// Called with the mutex held.
    bool isAllWritten() const { return m_background->backlog() == 0 && !m_orphans; }

    void commit(Arrivals arrivals) {
        failBroken(arrivals);
        if (arrivals.isEmpty()) {
            return;
        }
        const auto stored = store(arrivals);
        {
            const std::lock_guard lock(m_mutex);
            m_failure = stored ? std::nullopt : std::optional(stored.error());
        }
        if (stored && !arrivals.requests.empty()) {
            m_lastId = arrivals.requests.back()->request.id;
        }
        settleParts(std::move(arrivals.parts), stored.has_value());
        settleRequests(std::move(arrivals.requests), stored.has_value());
    }

    /// Requests of which a part was not stored are not stored either, nor are further parts.
    void failBroken(Arrivals& arrivals) {
        const auto parts = std::ranges::stable_partition(
            arrivals.parts, [this](const auto& part) { return !m_bodies.isBroken(part->part.body); });
        traffic::PartBatch lostParts(parts.begin(), parts.end());
        arrivals.parts.erase(parts.begin(), parts.end());
        const auto requests = std::ranges::stable_partition(arrivals.requests, [this](const auto& delivery) {
            return !m_bodies.isBroken(delivery->request.bodyParts);
        });
        traffic::DeliveryBatch lostRequests(requests.begin(), requests.end());
        arrivals.requests.erase(requests.begin(), requests.end());
        settleParts(std::move(lostParts), false);
        settleRequests(std::move(lostRequests), false);
    }

    void settleParts(traffic::PartBatch parts, bool stored) {
        if (parts.empty()) {
            return;
        }
        for (const auto& part : parts) {
            part->settle(stored);
            if (!stored) {
                m_bodies.markBroken(part->part.body);
            }
        }
        const auto shared = std::make_shared<const traffic::PartBatch>(std::move(parts));
        for (traffic::DeliveryReceiver* receiver : receivers()) {
            receiver->partsDelivered(shared);
        }
    }

    void settleRequests(traffic::DeliveryBatch requests, bool stored) {
        if (requests.empty()) {
            return;
        }
        for (const auto& delivery : requests) {
            delivery->settle(stored);
            if (stored && delivery->isLate()) {
                m_late.add(delivery->request.id);
            } else if (!stored && delivery->request.bodyParts != 0) {
                abandon(delivery->request.bodyParts);
            }
        }
        const auto shared = std::make_shared<const traffic::DeliveryBatch>(std::move(requests));
        for (traffic::DeliveryReceiver* receiver : receivers()) {
            receiver->delivered(shared);
        }
    }

    std::vector<traffic::DeliveryReceiver*> receivers() const {
        const std::lock_guard lock(m_mutex);
        return m_receivers;
    }

    void abandon(traffic::BodyKey body) {
        m_bodies.abandon(body);
        m_orphans = true;
    }

    base::Result<void> store(const Arrivals& arrivals) {
        applyPageLimit();
        m_marker.enter();
        auto outcome = m_writer.write(arrivals, m_lastId);
        m_marker.leave();
        return outcome;
    }

    void applyPageLimit() {
        if (m_pageLimitChanged.exchange(false)) {
            const std::string sql = "PRAGMA max_page_count=" + std::to_string(m_pageLimit);
            static_cast<void>(m_database->run(sql.c_str()));
        }
    }

    void backgroundStep() {
        applyPageLimit();
        const auto begin = Steady::now();
        takeDropped();
        auto outcome = m_late.write(m_options.transactionRows);
        if (outcome) {
            outcome = m_background->step(m_options.backgroundStep);
        }
        if (outcome) {
            outcome = m_bodies.sweep();
        }
        const auto end = Steady::now();
        m_budget.spend(begin, end);
        m_nextTry = outcome ? end : end + kRetry;
        const std::lock_guard lock(m_mutex);
        m_backgroundFailure = outcome ? std::nullopt : std::optional(outcome.error());
        m_orphans = m_bodies.hasAbandoned() || !m_dropped.empty();
        if (isAllWritten()) {
            m_written.notify_all();
        }
    }

    void takeDropped() {
        std::vector<traffic::BodyKey> dropped;
        {
            const std::lock_guard lock(m_mutex);
            dropped.swap(m_dropped);
        }
        for (const traffic::BodyKey body : dropped) {
            m_bodies.abandon(body);
        }
    }

    const std::filesystem::path m_session;
    const JournalOptions m_options;
    WriterLock m_lock;
    std::unique_ptr<Database> m_database;  // statements below belong to it
    ArrivalWriter m_writer;
    BodyWriter& m_bodies;  // its
    LateAnswers m_late;
    std::unique_ptr<BackgroundWriter> m_background;
    PhaseMarker m_marker;
    ArrivalQueue m_arrivals;
    BackgroundBudget m_budget;
    Steady::time_point m_nextTry{};  // of a background step; journal's thread
    std::atomic<traffic::RequestId> m_lastId;
    std::atomic<traffic::BodyKey> m_lastBody;
    std::atomic<bool> m_orphans;  // some to delete
    std::atomic<std::int64_t> m_pageLimit{0};
    std::atomic<bool> m_pageLimitChanged{false};
    mutable std::mutex m_mutex;
    std::condition_variable m_written;
    std::vector<traffic::DeliveryReceiver*> m_receivers;
    std::vector<traffic::BodyKey> m_dropped;
    std::optional<base::Error> m_failure;
    std::optional<base::Error> m_backgroundFailure;
    std::thread m_thread;  // last: everything it uses is there before it starts
};

base::Result<std::unique_ptr<Journal>> Journal::open(const std::filesystem::path& session,
                                                     const JournalOptions& options) {
    auto lock = WriterLock::take(session);
    if (!lock) {
        return lock.error();
    }
    auto opened = openForRecording(session);
    if (!opened) {
        return opened.error();
    }
    auto database = std::make_unique<Database>(std::move(*opened));
    // Ids are never reused: the highest one ever given is in sqlite_sequence, also after its row is gone.
    const auto lastId = database->number("SELECT seq FROM sqlite_sequence WHERE name = 'request'");
    if (!lastId) {
        return lastId.error();
    }
    auto writer = ArrivalWriter::prepare(*database);
    if (!writer) {
        return writer.error();
    }
    auto late = LateAnswers::prepare(*database);
    if (!late) {
        return late.error();
    }
    auto background = BackgroundWriter::prepare(*database);
    if (!background) {
        return background.error();
    }
    return std::unique_ptr<Journal>(new Journal(
        std::make_unique<Impl>(session, options, std::move(*lock), std::move(database), std::move(*writer),
                               std::move(*late), std::move(*background), *lastId)));
}

Journal::Journal(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Journal::~Journal() = default;

void Journal::addReceiver(traffic::DeliveryReceiver& receiver) {
    m_impl->addReceiver(receiver);
}
bool Journal::offer(std::shared_ptr<traffic::Delivery> delivery) {
    return m_impl->offer(std::move(delivery));
}
traffic::BodyKey Journal::newBody() {
    return m_impl->newBody();
}
bool Journal::offerPart(std::shared_ptr<traffic::PartDelivery> part) {
    return m_impl->offerPart(std::move(part));
}
void Journal::dropBody(traffic::BodyKey body) {
    m_impl->dropBody(body);
}
void Journal::record(traffic::ContextBatch batch) {
    m_impl->record(std::move(batch));
}
void Journal::record(traffic::VerdictBatch batch) {
    m_impl->record(std::move(batch));
}
std::size_t Journal::backgroundBacklog() const {
    return m_impl->backgroundBacklog();
}
void Journal::flush() {
    m_impl->flush();
}
void Journal::limitPages(std::int64_t pages) {
    m_impl->limitPages(pages);
}
JournalStatus Journal::status() const {
    return m_impl->status();
}
const std::filesystem::path& Journal::path() const {
    return m_impl->path();
}

}  // namespace mirrorscope::storage
