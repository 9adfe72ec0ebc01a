// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/pipeline/committed_tail.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {

/// Hands out the journal's requests in the order of their ids from a cursor on: from memory while it keeps
/// up, from the store when it is behind (burst, crash, new rules). One owner, one thread.
class JournalFollower {
public:
    /// What must be known of a request before this follower sees it. Stored: bodies that are in parts may be
    /// missing (attribution reads heads); Attributed: all kept bytes of every body are there.
    enum class Needs { Stored, Attributed };

    JournalFollower(const CommittedTail& tail, std::filesystem::path session, traffic::RequestId cursor,
                    Needs needs);

    /// Blocks until there is at least one request beyond the cursor, then moves the cursor behind what it
    /// returns. Empty only when asked to stop or at the deadline.
    std::vector<traffic::StoredRequest> next(std::size_t limit, const std::stop_token& stop,
                                             std::optional<CommittedTail::Deadline> deadline = std::nullopt);

    traffic::RequestId cursor() const { return m_cursor; }

private:
    std::vector<traffic::StoredRequest> fromStore(std::size_t limit);
    bool openReader();
    void fetchBodies(std::vector<traffic::StoredRequest>& entries);

    const CommittedTail& m_tail;
    std::filesystem::path m_session;
    traffic::RequestId m_cursor;
    Needs m_needs;
    std::unique_ptr<storage::SessionReader> m_reader;
};

}  // namespace mirrorscope::pipeline
