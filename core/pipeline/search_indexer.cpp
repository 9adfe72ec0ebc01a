// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/search_indexer.h"

#include "core/pipeline/idle_priority.h"
#include "core/pipeline/pause.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {
namespace {

/// Requests a transaction: FTS5 writes what it gathered at each commit, so that small ones cost more.
constexpr std::size_t kBatch = 2000;
/// After a failure, and while the disk is nearly full.
constexpr std::chrono::seconds kRetry{10};
constexpr std::chrono::minutes kBetweenDrops{1};
/// When fewer came: the next ones are worth waiting for. Until then they are found by reading them.
constexpr std::chrono::milliseconds kGathering{500};

}  // namespace

SearchIndexer::SearchIndexer(const storage::Journal& journal, const CommittedTail& tail)
    : m_journal(journal), m_tail(tail), m_thread([this](const std::stop_token& stop) { run(stop); }) {}

bool SearchIndexer::openIndex() {
    auto opened = storage::SearchIndex::open(m_journal.path());
    if (!opened) {
        return false;
    }
    m_index = std::move(*opened);
    m_done = m_index->cursor();
    return true;
}

void SearchIndexer::run(const std::stop_token& stop) {
    runOnlyWhenIdle();
    while (!stop.stop_requested()) {
        const bool hasRoom = m_journal.status().disk.level == storage::DiskGuard::Level::Fine;
        if (!hasRoom || !openIndex()) {
            pauseFor(kRetry, stop);
            continue;
        }
        JournalFollower follower(m_tail, m_journal.path(), m_index->cursor(),
                                 JournalFollower::Needs::Attributed);
        bool fine = true;
        while (fine && !stop.stop_requested()) {
            const auto requests = follower.next(kBatch, stop);
            fine = m_journal.status().disk.level == storage::DiskGuard::Level::Fine &&
                   m_index->add(requests).has_value();
            m_done = m_index->cursor();
            dropRemoved();
            if (requests.size() < kBatch) {
                pauseFor(kGathering, stop);
            }
        }
        if (!fine) {
            pauseFor(kRetry, stop);
        }
    }
}

void SearchIndexer::dropRemoved() {
    const auto now = std::chrono::steady_clock::now();
    if (now < m_nextDrop || m_journal.status().removed.newest == 0) {
        return;
    }
    m_nextDrop = now + kBetweenDrops;
    auto reader = storage::SessionReader::open(m_journal.path());
    const auto oldest =
        reader ? (*reader)->oldestRequest() : base::Result<traffic::RequestId>(reader.error());
    if (oldest && *oldest > 0) {
        static_cast<void>(m_index->dropBefore(*oldest));  // tried again
    }
}

}  // namespace mirrorscope::pipeline
