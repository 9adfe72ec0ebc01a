// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/session_writer.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/storage/context_writer.h"
#include "core/storage/journal.h"
#include "core/storage/request_writer.h"
#include "core/storage/session_file.h"
#include "core/storage/statement.h"
#include "core/storage/transaction.h"
#include "core/storage/verdict_writer.h"
#include "tests/bench/session_generator.h"

namespace mirrorscope::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::int64_t kBatch = 5000;
/// Batches that wait for the journal to write them beside the arrivals.
constexpr std::size_t kMostBacklog = 8;
constexpr std::chrono::milliseconds kLook{1};

double secondsSince(Steady::time_point begin) {
    return std::chrono::duration<double>(Steady::now() - begin).count();
}

/// Counts what the journal settled.
class Settled final : public traffic::DeliveryReceiver {
public:
    void delivered(const std::shared_ptr<const traffic::DeliveryBatch>& batch) override {
        {
            const std::lock_guard lock(m_mutex);
            m_count += static_cast<std::int64_t>(batch->size());
            m_failed = m_failed || batch->front()->state() != traffic::Delivery::State::Stored;
        }
        m_changed.notify_all();
    }

    /// False when some were not stored.
    bool waitFor(std::int64_t count) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_count >= count || m_failed; });
        return !m_failed;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::int64_t m_count = 0;
    bool m_failed = false;
};

/// A journal that takes whole batches.
class BulkJournal {
public:
    static base::Result<std::unique_ptr<BulkJournal>> open(const std::filesystem::path& session) {
        storage::JournalOptions options;
        options.backgroundStep = std::chrono::milliseconds(100);  // nobody waits for an answer here
        auto journal = storage::Journal::open(session, options);
        if (!journal) {
            return journal.error();
        }
        return std::make_unique<BulkJournal>(std::move(*journal));
    }

    explicit BulkJournal(std::unique_ptr<storage::Journal> journal) : m_journal(std::move(journal)) {
        m_journal->addReceiver(m_settled);
    }

    base::Result<void> write(GeneratedBatch batch) {
        for (auto& delivery : batch.requests) {
            while (!m_journal->offer(delivery)) {
                std::this_thread::sleep_for(kLook);
            }
        }
        m_rows += static_cast<std::int64_t>(batch.requests.size());
        // As followers do: only what is stored is attributed and judged.
        if (!m_settled.waitFor(m_rows)) {
            return m_journal->status().lastError;
        }
        m_journal->record(std::move(batch.contexts));
        m_journal->record(std::move(batch.verdicts));
        while (m_journal->backgroundBacklog() > kMostBacklog) {
            std::this_thread::sleep_for(kLook);
        }
        return {};
    }

    void flush() { m_journal->flush(); }

private:
    Settled m_settled;  // outlives the journal
    std::unique_ptr<storage::Journal> m_journal;
    std::int64_t m_rows = 0;
};

std::vector<GeneratedBatch> generate(std::uint64_t seed, std::int64_t rows, std::int64_t batch,
                                     WriteFigures& figures) {
    SessionGenerator generator(seed);
    std::vector<GeneratedBatch> batches;
    for (; figures.rows < rows; figures.rows += batch) {
        batches.push_back(generator.next(static_cast<std::size_t>(batch)));
        figures.rawBytes += batches.back().rawBytes;
    }
    return batches;
}

base::Result<void> dropIndices(storage::Database& database) {
    std::vector<std::string> names;
    auto list = storage::Statement::prepare(
        database, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
    if (!list) {
        return list.error();
    }
    while (list->next()) {
        names.push_back(list->bytes(0));
    }
    for (const std::string& name : names) {
        if (auto dropped = database.run(("DROP INDEX " + name).c_str()); !dropped) {
            return dropped;
        }
    }
    return {};
}

/// The journal's statements in a loop.
class PlainLoop {
public:
    static base::Result<PlainLoop> prepare(storage::Database& database) {
        auto requests = storage::RequestWriter::prepare(database);
        auto contexts = storage::ContextWriter::prepare(database);
        auto verdicts = storage::VerdictWriter::prepare(database);
        if (!requests || !contexts || !verdicts) {
            return !requests ? requests.error() : !contexts ? contexts.error() : verdicts.error();
        }
        return PlainLoop(database, std::move(*requests), std::move(*contexts), std::move(*verdicts));
    }

    base::Result<void> write(const GeneratedBatch& batch) {
        auto transaction = storage::Transaction::begin(*m_database);
        if (!transaction) {
            return transaction.error();
        }
        for (std::size_t i = 0; i < batch.requests.size(); ++i) {
            traffic::MirroredRequest& request = batch.requests[i]->request;
            request.id = batch.contexts.items[i].context.requestId;
            auto written = m_requests.insert(request);
            written = written ? m_contexts.write(batch.contexts.items[i]) : written;
            written = written ? m_verdicts.write(batch.verdicts, batch.verdicts.items[i]) : written;
            if (!written) {
                return written;
            }
        }
        m_contexts.discard();  // roll-ups and counters that finish() would write
        m_verdicts.discard();
        return transaction->commit();
    }

private:
    PlainLoop(storage::Database& database, storage::RequestWriter requests, storage::ContextWriter contexts,
              storage::VerdictWriter verdicts)
        : m_database(&database),
          m_requests(std::move(requests)),
          m_contexts(std::move(contexts)),
          m_verdicts(std::move(verdicts)) {}

    storage::Database* m_database;
    storage::RequestWriter m_requests;
    storage::ContextWriter m_contexts;
    storage::VerdictWriter m_verdicts;
};

}  // namespace

base::Result<WriteFigures> writeSession(const std::filesystem::path& session, std::uint64_t seed,
                                        std::int64_t rows,
                                        const std::function<void(std::int64_t)>& progress) {
    auto journal = BulkJournal::open(session);
    if (!journal) {
        return journal.error();
    }
    WriteFigures figures;
    SessionGenerator generator(seed);
    const auto begin = Steady::now();
    while (figures.rows < rows) {
        GeneratedBatch batch =
            generator.next(static_cast<std::size_t>(std::min(kBatch, rows - figures.rows)));
        figures.rows += static_cast<std::int64_t>(batch.requests.size());
        figures.rawBytes += batch.rawBytes;
        if (auto written = (*journal)->write(std::move(batch)); !written) {
            return written.error();
        }
        progress(figures.rows);
    }
    (*journal)->flush();
    figures.seconds = secondsSince(begin);
    return figures;
}

base::Result<WriteFigures> writeMemory(const std::filesystem::path& session, std::uint64_t seed,
                                       std::int64_t rows) {
    WriteFigures figures;
    auto batches = generate(seed, rows, kBatch, figures);
    auto journal = BulkJournal::open(session);
    if (!journal) {
        return journal.error();
    }
    const auto begin = Steady::now();
    for (GeneratedBatch& batch : batches) {
        if (auto written = (*journal)->write(std::move(batch)); !written) {
            return written.error();
        }
    }
    (*journal)->flush();
    figures.seconds = secondsSince(begin);
    return figures;
}

base::Result<WriteFigures> writePlain(const std::filesystem::path& session, std::uint64_t seed,
                                      std::int64_t rows, std::int64_t batch) {
    WriteFigures figures;
    const auto batches = generate(seed, rows, batch, figures);
    auto database = storage::openForRecording(session);
    if (!database) {
        return database.error();
    }
    if (auto dropped = dropIndices(*database); !dropped) {
        return dropped.error();
    }
    auto loop = PlainLoop::prepare(*database);
    if (!loop) {
        return loop.error();
    }
    const auto begin = Steady::now();
    for (const GeneratedBatch& one : batches) {
        if (auto written = loop->write(one); !written) {
            return written.error();
        }
    }
    figures.seconds = secondsSince(begin);
    return figures;
}

}  // namespace mirrorscope::bench
