// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/attached_mirror_service.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/pipeline/local_session_queries.h"
#include "core/pipeline/session_size.h"
#include "core/storage/writer_lock.h"

namespace mirrorscope::pipeline {
namespace {

/// Between two looks at the file: a window draws 15 times a second at most.
constexpr std::chrono::milliseconds kInterval{100};
/// Live events between two looks of a window.
constexpr std::size_t kFeedEvents = 32'768;
/// Rows read at once; the rest at the next look.
constexpr std::size_t kRows = 4000;

api::LiveEvent arrived(traffic::RequestRow row) {
    row.context = {};
    row.sourceName.clear();
    row.state = traffic::RequestState::Pending;
    row.score = 0;
    row.threshold = 0;
    row.attackTypes.clear();
    return api::RequestArrived{std::move(row)};
}

}  // namespace

base::Result<std::unique_ptr<AttachedMirrorService>> AttachedMirrorService::open(
    const std::filesystem::path& session) {
    auto reader = storage::SessionReader::open(session);
    if (!reader) {
        return reader.error();
    }
    const auto progress = (*reader)->progress();
    if (!progress) {
        return progress.error();
    }
    return std::unique_ptr<AttachedMirrorService>(
        new AttachedMirrorService(session, std::move(*reader), *progress));
}

AttachedMirrorService::AttachedMirrorService(std::filesystem::path session,
                                             std::unique_ptr<storage::SessionReader> reader,
                                             const traffic::SessionProgress& progress)
    : m_session(std::move(session)), m_reader(std::move(reader)), m_feed(kFeedEvents), m_seen(progress) {
    look();
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

AttachedMirrorService::~AttachedMirrorService() {
    m_cancel.cancel();
    m_thread.request_stop();
    m_thread.join();
}

void AttachedMirrorService::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_mutex);
            m_stopped.wait_for(lock, stop, kInterval, [] { return false; });
        }
        if (!stop.stop_requested()) {
            look();
        }
    }
}

void AttachedMirrorService::look() {
    const auto now = m_reader->progress();
    base::Result<void> read = now ? base::Result<void>() : now.error();
    Events events;
    if (now && m_feed.isWatched()) {
        for (const auto part : {&AttachedMirrorService::readArrived, &AttachedMirrorService::readAttributed,
                                &AttachedMirrorService::readJudged}) {
            read = read ? (this->*part)(*now, events) : read;
        }
    } else if (now) {
        m_seen = *now;
    }
    m_feed.push(std::move(events));

    const auto recorder = storage::WriterLock::holder(m_session);
    const std::lock_guard lock(m_mutex);
    m_status.session = m_session;
    m_status.attached = api::AttachedStatus{recorder.value_or("")};
    m_status.sessionBytes = sessionSize(m_session);
    m_status.storageFailure = read ? std::nullopt : std::optional(read.error());
    if (now) {
        m_status.lastRequest = now->lastRequest;
        m_status.analysis.attributionBacklog =
            static_cast<std::uint64_t>(now->lastRequest - now->contextCursor);
        m_status.analysis.verdictBacklog = static_cast<std::uint64_t>(now->lastRequest - now->verdictCursor);
    }
}

base::Result<std::vector<traffic::RequestRow>> AttachedMirrorService::rowsAfter(traffic::RequestId after,
                                                                                traffic::RequestId last) {
    if (after >= last) {
        return std::vector<traffic::RequestRow>();
    }
    auto rows = m_reader->requests({after, false, kRows, {}}, m_cancel);
    if (rows) {
        std::erase_if(*rows, [last](const traffic::RequestRow& row) { return row.id > last; });
    }
    return rows;
}

base::Result<void> AttachedMirrorService::readArrived(const traffic::SessionProgress& now, Events& events) {
    auto rows = rowsAfter(m_seen.lastRequest, now.lastRequest);
    if (!rows) {
        return rows.error();
    }
    // Without rows: what was there is gone (retention).
    m_seen.lastRequest = rows->empty() ? now.lastRequest : rows->back().id;
    for (traffic::RequestRow& row : *rows) {
        events.push_back(std::make_shared<const api::LiveEvent>(arrived(std::move(row))));
    }
    return {};
}

base::Result<void> AttachedMirrorService::readAttributed(const traffic::SessionProgress& now,
                                                         Events& events) {
    const auto last = std::min(now.contextCursor, m_seen.lastRequest);
    auto rows = rowsAfter(m_seen.contextCursor, last);
    if (!rows) {
        return rows.error();
    }
    m_seen.contextCursor = rows->empty() ? last : rows->back().id;
    for (traffic::RequestRow& row : *rows) {
        events.push_back(std::make_shared<const api::LiveEvent>(
            api::RequestAttributed{std::move(row.context), std::move(row.sourceName)}));
    }
    return {};
}

base::Result<void> AttachedMirrorService::readJudged(const traffic::SessionProgress& now, Events& events) {
    const auto last = std::min(now.verdictCursor, m_seen.contextCursor);
    auto rows = rowsAfter(m_seen.verdictCursor, last);
    if (!rows) {
        return rows.error();
    }
    const auto end = rows->empty() ? last : rows->back().id;
    auto attacks = m_reader->attacksOf(m_seen.verdictCursor, end, m_cancel);
    if (!attacks) {
        return attacks.error();
    }
    m_seen.verdictCursor = end;
    std::map<traffic::RequestId, std::vector<traffic::AttackRow>> byRequest;
    for (auto& [request, attack] : *attacks) {
        byRequest[request].push_back(std::move(attack));
    }
    for (traffic::RequestRow& row : *rows) {
        events.push_back(std::make_shared<const api::LiveEvent>(
            api::RequestJudged{row.id, row.state, row.score, row.threshold, std::move(row.attackTypes),
                               std::move(byRequest[row.id])}));
    }
    return {};
}

base::Error AttachedMirrorService::notOurs() const {
    const auto recorder = storage::WriterLock::holder(m_session);
    return recorder ? base::Error{base::ErrorCode::SessionLocked, {m_session.string(), *recorder}}
                    : base::Error{base::ErrorCode::SessionReadOnly, {m_session.string()}};
}

base::Result<void> AttachedMirrorService::listen(const api::ListenerAddress&) {
    return notOurs();
}

base::Result<void> AttachedMirrorService::allow(const base::IpNetwork&) {
    return notOurs();
}

void AttachedMirrorService::stopListening(const std::string&) {}

api::ServiceStatus AttachedMirrorService::status() const {
    const std::lock_guard lock(m_mutex);
    return m_status;
}

api::LiveBatch AttachedMirrorService::liveSince(std::uint64_t sequence) const {
    return m_feed.since(sequence);
}

base::Result<std::unique_ptr<api::SessionQueries>> AttachedMirrorService::queries() const {
    return openLocalQueries(m_session);
}

}  // namespace mirrorscope::pipeline
