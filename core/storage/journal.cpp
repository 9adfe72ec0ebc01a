// SPDX-License-Identifier: Apache-2.0
#include "core/storage/journal.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/storage/arrival_queue.h"
#include "core/storage/background_budget.h"
#include "core/storage/background_writer.h"
#include "core/storage/database.h"
#include "core/storage/late_answers.h"
#include "core/storage/phase_marker.h"
#include "core/storage/request_writer.h"
#include "core/storage/session_file.h"
#include "core/storage/transaction.h"
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
         std::unique_ptr<Database> database, RequestWriter requests, LateAnswers late,
         std::unique_ptr<BackgroundWriter> background, traffic::RequestId lastId)
        : m_session(std::move(session)),
          m_options(std::move(options)),
          m_lock(std::move(lock)),
          m_database(std::move(database)),
          m_requests(std::move(requests)),
          m_late(std::move(late)),
          m_background(std::move(background)),
          m_marker(m_options.phaseFile),
          m_arrivals(m_options.queueBytes),
          m_lastId(lastId),
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

    template <typename Batch>
    void record(Batch batch) {
        m_background->record(std::move(batch));
        m_arrivals.poke();
    }

    std::size_t backgroundBacklog() const { return m_background->backlog(); }

    void flush() {
        m_arrivals.poke();
        std::unique_lock lock(m_mutex);
        m_written.wait(lock, [this] { return m_background->backlog() == 0; });
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
            auto batch = m_arrivals.take(m_options.transactionRows, m_options.transactionBytes);
            if (!batch.empty()) {
                commit(std::move(batch));
            }
            const auto now = Steady::now();
            const bool idle = m_arrivals.isEmpty();
            if (hasBackground() && now >= m_nextTry && (idle || m_budget.allows(now))) {
                backgroundStep();
            } else if (m_arrivals.isOver()) {
                return;
            } else if (idle) {
                m_arrivals.wait(hasBackground()
                                    ? std::chrono::ceil<std::chrono::milliseconds>(m_nextTry - now)
                                    : std::chrono::milliseconds(kUntilWoken));
            }
        }
    }

    bool hasBackground() const { return m_background->backlog() > 0 || !m_late.isEmpty(); }

    void commit(traffic::DeliveryBatch batch) {
        const auto stored = store(batch);
        for (const auto& delivery : batch) {
            delivery->settle(stored.has_value());
            if (stored && delivery->isLate()) {
                m_late.add(delivery->request.id);
            }
        }
        if (stored) {
            m_lastId = batch.back()->request.id;
        }
        const auto shared = std::make_shared<const traffic::DeliveryBatch>(std::move(batch));
        std::vector<traffic::DeliveryReceiver*> receivers;
        {
            const std::lock_guard lock(m_mutex);
            m_failure = stored ? std::nullopt : std::optional(stored.error());
            receivers = m_receivers;
        }
        for (traffic::DeliveryReceiver* receiver : receivers) {
            receiver->delivered(shared);
        }
    }

    base::Result<void> store(const traffic::DeliveryBatch& batch) {
        applyPageLimit();
        m_marker.enter();
        auto outcome = insertAll(batch);
        m_marker.leave();
        if (!outcome) {
            m_requests.forgetListeners();
            for (const auto& delivery : batch) {
                delivery->request.id = 0;
            }
        }
        return outcome;
    }

    base::Result<void> insertAll(const traffic::DeliveryBatch& batch) {
        auto transaction = Transaction::begin(*m_database);
        if (!transaction) {
            return transaction.error();
        }
        traffic::RequestId id = m_lastId;
        for (const auto& delivery : batch) {
            delivery->request.id = ++id;
            if (auto inserted = m_requests.insert(delivery->request); !inserted) {
                return inserted;
            }
        }
        return transaction->commit();
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
        auto outcome = m_late.write(m_options.transactionRows);
        if (outcome) {
            outcome = m_background->step(m_options.backgroundStep);
        }
        const auto end = Steady::now();
        m_budget.spend(begin, end);
        m_nextTry = outcome ? end : end + kRetry;
        const std::lock_guard lock(m_mutex);
        m_backgroundFailure = outcome ? std::nullopt : std::optional(outcome.error());
        if (m_background->backlog() == 0) {
            m_written.notify_all();
        }
    }

    const std::filesystem::path m_session;
    const JournalOptions m_options;
    WriterLock m_lock;
    std::unique_ptr<Database> m_database;  // statements below belong to it
    RequestWriter m_requests;
    LateAnswers m_late;
    std::unique_ptr<BackgroundWriter> m_background;
    PhaseMarker m_marker;
    ArrivalQueue m_arrivals;
    BackgroundBudget m_budget;
    Steady::time_point m_nextTry{};  // of a background step; journal's thread
    std::atomic<traffic::RequestId> m_lastId;
    std::atomic<std::int64_t> m_pageLimit{0};
    std::atomic<bool> m_pageLimitChanged{false};
    mutable std::mutex m_mutex;
    std::condition_variable m_written;
    std::vector<traffic::DeliveryReceiver*> m_receivers;
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
    auto requests = RequestWriter::prepare(*database);
    if (!requests) {
        return requests.error();
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
        std::make_unique<Impl>(session, options, std::move(*lock), std::move(database), std::move(*requests),
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
