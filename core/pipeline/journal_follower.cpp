// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/journal_follower.h"

#include <algorithm>
#include <utility>

#include "core/pipeline/pause.h"

namespace mirrorscope::pipeline {
namespace {

/// One read of the store; more would only make the first result wait.
constexpr std::size_t kStoreReadBytes = 8U << 20U;
/// Between two looks at the store while it cannot answer yet (contexts not written, disk trouble).
constexpr std::chrono::milliseconds kRetry{50};

}  // namespace

JournalFollower::JournalFollower(const CommittedTail& tail, std::filesystem::path session,
                                 traffic::RequestId cursor, Needs needs)
    : m_tail(tail), m_session(std::move(session)), m_cursor(cursor), m_needs(needs) {}

std::vector<traffic::StoredRequest> JournalFollower::next(std::size_t limit, const std::stop_token& stop,
                                                          std::optional<CommittedTail::Deadline> deadline) {
    const bool attributed = m_needs == Needs::Attributed;
    while (!stop.stop_requested()) {
        const bool more = attributed ? m_tail.waitAttributedBeyond(m_cursor, stop, deadline)
                                     : m_tail.waitStoredBeyond(m_cursor, stop, deadline);
        if (!more) {
            break;
        }
        const auto upTo = attributed ? m_tail.lastAttributed() : m_tail.lastStored();
        auto [entries, inMemory] = m_tail.read(m_cursor, upTo, limit);
        if (!inMemory) {
            entries = fromStore(limit);
        } else if (attributed) {
            fetchBodies(entries);
        }
        if (!entries.empty()) {
            m_cursor = entries.back().request->id;
            return std::move(entries);
        }
        pauseFor(kRetry, stop);
    }
    return {};
}

bool JournalFollower::openReader() {
    if (!m_reader) {
        if (auto opened = storage::SessionReader::open(m_session)) {
            m_reader = std::move(*opened);
        }
    }
    return m_reader != nullptr;
}

/// Bodies in parts are not in memory. Ends the slice where those read would take too much, or where one
/// cannot be read: the rest comes next time.
void JournalFollower::fetchBodies(std::vector<traffic::StoredRequest>& entries) {
    std::uint64_t bytes = 0;
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        const traffic::MirroredRequest& request = *entry->request;
        if (request.bodyParts == 0) {
            continue;
        }
        bytes += request.partsBytes;
        const bool fits = entry == entries.begin() || bytes <= kStoreReadBytes;
        auto body = fits && openReader() ? m_reader->bodyInParts(request.id)
                                         : base::Result<std::string>(base::Error{});
        if (!body) {
            entries.erase(entry, entries.end());
            if (fits) {
                m_reader.reset();
            }
            return;
        }
        auto whole = std::make_shared<traffic::MirroredRequest>(request);
        whole->body = std::move(*body);
        whole->bodyParts = 0;
        entry->request = std::move(whole);
    }
}

std::vector<traffic::StoredRequest> JournalFollower::fromStore(std::size_t limit) {
    if (!openReader()) {
        return {};
    }
    auto rows = m_reader->follow(m_cursor, limit, kStoreReadBytes);
    if (!rows) {
        m_reader.reset();
        return {};
    }
    if (m_needs == Needs::Attributed) {
        // A context that is still on its way to the disk ends the slice: its request comes next time.
        const auto waiting = std::ranges::find(*rows, nullptr, &traffic::StoredRequest::context);
        rows->erase(waiting, rows->end());
    }
    return std::move(*rows);
}

}  // namespace mirrorscope::pipeline
