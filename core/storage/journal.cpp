// SPDX-License-Identifier: Apache-2.0
#include "core/storage/journal.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/storage/arrival_queue.h"
#include "core/storage/arrival_writer.h"
#include "core/storage/background_work.h"
#include "core/storage/database.h"
#include "core/storage/disk_guard.h"
#include "core/storage/phase_marker.h"
#include "core/storage/session_file.h"
#include "core/storage/writer_lock.h"

namespace mirrorscope::storage {
namespace {

using Steady = std::chrono::steady_clock;

}  // namespace

class Journal::Impl {
public:
    Impl(std::filesystem::path session, JournalOptions options, WriterLock lock,
         std::unique_ptr<Database> database, std::unique_ptr<ArrivalWriter> writer,
         std::unique_ptr<BackgroundWork> background, traffic::RequestId lastId)
        : m_session(std::move(session)),
          m_options(std::move(options)),
          m_lock(std::move(lock)),
          m_database(std::move(database)),
          m_writer(std::move(writer)),
          m_bodies(m_writer->bodies()),
          m_background(std::move(background)),
          m_guard(m_session, m_options.disk),
          m_marker(m_options.phaseFile),
          m_arrivals(m_options.queueBytes),
          m_lastId(lastId),
          m_lastBody(m_bodies.lastKey()),
          m_refusing(m_guard.look(Steady::now()) == DiskGuard::Level::Refusing),
          m_thread([this] { run(); }) {}

    ~Impl() {
        m_arrivals.close();
        m_thread.join();
    }

    void addReceiver(traffic::DeliveryReceiver& receiver) {
        const std::lock_guard lock(m_mutex);
        m_receivers.push_back(&receiver);
    }

    bool offer(std::shared_ptr<traffic::Delivery> delivery) {
        return !m_refusing && m_arrivals.put(std::move(delivery));
    }

    bool offerPart(std::shared_ptr<traffic::PartDelivery> part) {
        return !m_refusing && m_arrivals.put(std::move(part));
    }

    traffic::BodyKey newBody() { return ++m_lastBody; }
    traffic::BodyKey lastBody() const { return m_lastBody; }
    void giveBodiesAbove(traffic::BodyKey last) { m_lastBody = std::max(last, m_lastBody.load()); }

    void dropBody(traffic::BodyKey body) {
        m_background->drop(body);
        m_arrivals.poke();
    }

    /// Written at one of the looks that come every second anyway.
    void refused(const std::string& listener) { m_background->addRefused(listener); }
    void note(traffic::Annotation event) { m_background->note(std::move(event)); }

    template <typename Batch>
    void record(Batch batch) {
        m_background->record(std::move(batch));
        m_arrivals.poke();
    }

    std::size_t backgroundBacklog() const { return m_background->backlog(); }

    void flush() {
        m_arrivals.poke();
        m_background->waitUntilWritten();
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
        status.removed = m_background->removed();
        const auto behind = m_background->failure();
        const std::lock_guard lock(m_mutex);
        status.disk = m_disk;
        const auto& failure = m_failure ? m_failure : behind;
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
                m_background->abandon(body);
            }
            if (!arrivals.isEmpty()) {
                commit(std::move(arrivals));
            }
            const auto now = Steady::now();
            lookAtDisk(now);
            const bool idle = m_arrivals.isEmpty();
            const bool ending = m_arrivals.isOver();
            if (m_background->isDue(now, idle, ending)) {
                applyPageLimit();
                m_background->step(m_lastId, m_options.backgroundStep);
            } else if (ending) {
                return;
            } else if (idle) {
                m_arrivals.wait(untilNextLook(now));
            }
        }
    }

    std::chrono::milliseconds untilNextLook(Steady::time_point now) const {
        const auto background = m_background->nextLook();
        const auto look =
            std::min(background.value_or(Steady::time_point::max()), now + DiskGuard::kInterval);
        return std::chrono::ceil<std::chrono::milliseconds>(look - now);
    }

    void lookAtDisk(Steady::time_point now) {
        const DiskGuard::Level level = m_guard.look(now);
        m_refusing = level == DiskGuard::Level::Refusing;
        const std::lock_guard lock(m_mutex);
        m_disk = {level, m_guard.freeBytes()};
    }

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
            if (!stored) {
                m_background->addRefused(delivery->request.listener);
            }
            if (stored && delivery->isLate()) {
                m_background->addLate(delivery->request.id);
            } else if (!stored && delivery->request.bodyParts != 0) {
                m_background->abandon(delivery->request.bodyParts);
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

    base::Result<void> store(const Arrivals& arrivals) {
        applyPageLimit();
        m_marker.enter();
        auto outcome = m_writer->write(arrivals, m_lastId);
        m_marker.leave();
        return outcome;
    }

    void applyPageLimit() {
        if (m_pageLimitChanged.exchange(false)) {
            const std::string sql = "PRAGMA max_page_count=" + std::to_string(m_pageLimit);
            static_cast<void>(m_database->run(sql.c_str()));
        }
    }

    const std::filesystem::path m_session;
    const JournalOptions m_options;
    WriterLock m_lock;
    std::unique_ptr<Database> m_database;  // statements below belong to it
    std::unique_ptr<ArrivalWriter> m_writer;
    BodyWriter& m_bodies;  // its
    std::unique_ptr<BackgroundWork> m_background;
    DiskGuard m_guard;
    PhaseMarker m_marker;
    ArrivalQueue m_arrivals;
    std::atomic<traffic::RequestId> m_lastId;
    std::atomic<traffic::BodyKey> m_lastBody;
    std::atomic<bool> m_refusing;
    std::atomic<std::int64_t> m_pageLimit{0};
    std::atomic<bool> m_pageLimitChanged{false};
    mutable std::mutex m_mutex;
    std::vector<traffic::DeliveryReceiver*> m_receivers;
    std::optional<base::Error> m_failure;
    DiskSpace m_disk;
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
    auto prepared = ArrivalWriter::prepare(*database);
    if (!prepared) {
        return prepared.error();
    }
    auto writer = std::make_unique<ArrivalWriter>(std::move(*prepared));
    auto background = BackgroundWork::prepare(*database, writer->bodies(), options.retention);
    if (!background) {
        return background.error();
    }
    return std::unique_ptr<Journal>(
        new Journal(std::make_unique<Impl>(session, options, std::move(*lock), std::move(database),
                                           std::move(writer), std::move(*background), *lastId)));
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
void Journal::refused(const std::string& listener) {
    m_impl->refused(listener);
}
void Journal::note(traffic::Annotation event) {
    m_impl->note(std::move(event));
}
void Journal::dropBody(traffic::BodyKey body) {
    m_impl->dropBody(body);
}
traffic::BodyKey Journal::lastBody() const {
    return m_impl->lastBody();
}

void Journal::giveBodiesAbove(traffic::BodyKey last) {
    m_impl->giveBodiesAbove(last);
}

void Journal::record(traffic::ContextBatch batch) {
    m_impl->record(std::move(batch));
}
void Journal::record(traffic::VerdictBatch batch) {
    m_impl->record(std::move(batch));
}

void Journal::record(traffic::ReanalysisOrder order) {
    m_impl->record(std::move(order));
}

void Journal::record(ReattributionOrder order) {
    m_impl->record(order);
}

void Journal::record(RemoveSynthetic order) {
    m_impl->record(std::move(order));
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
