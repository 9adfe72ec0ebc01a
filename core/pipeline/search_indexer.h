// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <thread>

#include "core/pipeline/journal_follower.h"
#include "core/storage/journal.h"
#include "core/storage/search_index.h"

namespace mirrorscope::pipeline {

/// The third follower: keeps the index of words up with the session, when nothing else wants the processor
/// and while the disk has room. Failing harms nothing but the speed of free words. Owns its thread; what it
/// is given must outlive it.
class SearchIndexer {
public:
    SearchIndexer(const storage::Journal& journal, const CommittedTail& tail);

    /// Everything up to this request is indexed.
    traffic::RequestId cursor() const { return m_done.load(std::memory_order_relaxed); }

private:
    void run(const std::stop_token& stop);
    bool openIndex();
    /// What retention has removed; now and then.
    void dropRemoved();

    const storage::Journal& m_journal;
    const CommittedTail& m_tail;
    std::unique_ptr<storage::SearchIndex> m_index;
    std::atomic<traffic::RequestId> m_done{0};
    std::chrono::steady_clock::time_point m_nextDrop{};
    std::jthread m_thread;  // last: stops before the rest goes
};

}  // namespace mirrorscope::pipeline
