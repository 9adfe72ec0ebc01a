// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_session.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "core/query/parser.h"
#include "core/query/predicate.h"
#include "core/query/row_view.h"

namespace mirrorscope::test {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::Result;

/// The questions of one reader thread.
class FakeQueries final : public FakeHeaderQueries {
public:
    explicit FakeQueries(FakeSession& session) : FakeHeaderQueries(session.headers()), m_session(session) {}

    Result<std::vector<traffic::RequestRow>> requests(const traffic::PageQuery& page,
                                                      const CancelToken& cancel) override {
        if (m_session.enter(cancel)) {
            return Error{ErrorCode::Cancelled, {}};
        }
        const auto tree = query::parse(page.filter.text);
        if (!tree) {
            return Error{ErrorCode::InvalidArgument, {"The filter", page.filter.text}};
        }
        const query::Predicate predicate(*tree, {page.filter.now, page.filter.zone});
        const std::lock_guard lock(m_session.m_mutex);
        std::vector<traffic::RequestRow> rows;
        const traffic::RequestId step = page.newestFirst ? -1 : 1;
        traffic::RequestId id =
            page.after == 0 ? (page.newestFirst ? m_session.m_last : 1) : page.after + step;
        id = page.newestFirst ? std::min(id, m_session.m_last) : id;
        const auto isWithin = [&] { return page.until == 0 || id * step <= page.until * step; };
        for (; rows.size() < page.limit && id >= 1 && id <= m_session.m_last && isWithin(); id += step) {
            traffic::RequestRow row = m_session.rowLocked(id);
            if (predicate.holds(query::FactsView(row))) {
                rows.push_back(std::move(row));
            }
        }
        return rows;
    }

    Result<std::vector<traffic::AttackRow>> attacks(const traffic::PageQuery& query,
                                                    const CancelToken& cancel) override {
        return page<traffic::AttackRow>(query, cancel, m_session.m_attacks,
                                        [](const traffic::AttackRow& row) { return row.attack.id; });
    }

    Result<std::vector<traffic::HitRow>> hits(const traffic::PageQuery& query,
                                              const CancelToken& cancel) override {
        return page<traffic::HitRow>(query, cancel, m_session.m_hits,
                                     [](const traffic::HitRow& row) { return row.id; });
    }

    Result<std::vector<traffic::RequestId>> attackRequests(traffic::AttackId attack,
                                                           const traffic::PageQuery& query,
                                                           const CancelToken& cancel) override {
        std::vector<traffic::RequestId> ids;
        {
            const std::lock_guard lock(m_session.m_mutex);
            for (const traffic::HitRow& hit : m_session.m_hits) {
                if (hit.attackId == attack && std::find(ids.begin(), ids.end(), hit.requestId) == ids.end()) {
                    ids.push_back(hit.requestId);
                }
            }
        }
        return page<traffic::RequestId>(query, cancel, ids, [](traffic::RequestId id) { return id; });
    }

    /// By id alone: orders are the store's to make.
    Result<traffic::SortedRequests> sorted(const traffic::SortQuery& query, const CancelToken& cancel,
                                           const traffic::OnSortProgress& progress) override {
        if (m_session.enter(cancel)) {
            return Error{ErrorCode::Cancelled, {}};
        }
        if (m_session.m_refusesSorting) {
            return Error{ErrorCode::StorageFailed, {"sorted", "refused"}};
        }
        const auto tree = query::parse(query.filter.text);
        if (!tree) {
            return Error{ErrorCode::InvalidArgument, {"The filter", query.filter.text}};
        }
        const query::Predicate predicate(*tree, {query.filter.now, query.filter.zone});
        const auto last = query.last == 0 ? m_session.last() : std::min(query.last, m_session.last());
        traffic::SortedRequests out;
        {
            const std::lock_guard lock(m_session.m_mutex);
            for (traffic::RequestId i = 1; i <= last; ++i) {
                const traffic::RequestId id = query.order.descending ? last + 1 - i : i;
                if (predicate.holds(query::FactsView(m_session.rowLocked(id)))) {
                    out.ids.push_back(id);
                }
            }
        }
        out.found = out.ids.size();
        out.ids.resize(std::min(out.ids.size(), query.limit));
        if (progress) {
            progress({0, last, out.found});
        }
        return out;
    }
    Result<std::vector<std::vector<std::string>>> headerValues(
        const std::vector<traffic::RequestId>& requests, const std::vector<std::string>& names,
        const CancelToken& cancel) override {
        if (m_session.enter(cancel)) {
            return Error{ErrorCode::Cancelled, {}};
        }
        const std::lock_guard lock(m_session.m_mutex);
        std::vector<std::vector<std::string>> out;
        for (const traffic::RequestId id : requests) {
            auto& values = out.emplace_back();
            for (const std::string& name : names) {
                const auto set = m_session.m_headers.find({id, name});
                values.push_back(set == m_session.m_headers.end() ? name + " of " + std::to_string(id)
                                                                  : set->second);
            }
        }
        return out;
    }
    /// Not counted and never kept waiting: rows ask for their marks whenever they come into view.
    Result<std::vector<traffic::Mark>> marks(const std::vector<traffic::RequestId>& requests,
                                             const CancelToken&) override {
        const std::lock_guard lock(m_session.m_mutex);
        std::vector<traffic::Mark> out;
        for (const traffic::RequestId id : requests) {
            const auto found = m_session.m_marks.find(id);
            out.push_back(found == m_session.m_marks.end() ? traffic::Mark::None : found->second);
        }
        return out;
    }
    /// As the rows tell it; never kept waiting.
    Result<std::vector<std::string>> triageOf(const std::vector<traffic::AttackId>& attacks,
                                              const CancelToken&) override {
        const std::lock_guard lock(m_session.m_mutex);
        std::vector<std::string> states;
        for (const traffic::AttackId id : attacks) {
            const auto found = m_session.m_triage.find(id);
            states.push_back(found == m_session.m_triage.end() ? "new" : found->second);
        }
        return states;
    }
    Result<std::string> decisionsStamp() override { return std::string(); }
    Result<std::vector<traffic::HitRow>> attackHits(traffic::AttackId attack, const traffic::PageQuery& query,
                                                    const CancelToken& cancel) override {
        std::vector<traffic::HitRow> hits;
        {
            const std::lock_guard lock(m_session.m_mutex);
            std::copy_if(m_session.m_hits.begin(), m_session.m_hits.end(), std::back_inserter(hits),
                         [attack](const traffic::HitRow& hit) { return hit.attackId == attack; });
        }
        return page<traffic::HitRow>(query, cancel, hits,
                                     [](const traffic::HitRow& hit) { return hit.requestId; });
    }

    Result<std::vector<traffic::Source>> sources(const CancelToken&) override {
        const std::lock_guard lock(m_session.m_mutex);
        return m_session.m_sources;
    }

    Result<traffic::RequestDetail> detail(traffic::RequestId id, const CancelToken& cancel) override {
        if (m_session.enter(cancel)) {
            return Error{ErrorCode::Cancelled, {}};
        }
        const std::lock_guard lock(m_session.m_mutex);
        const auto found = m_session.m_details.find(id);
        if (found == m_session.m_details.end()) {
            return Error{ErrorCode::RequestNotFound, {std::to_string(id)}};
        }
        return found->second;
    }

    Result<std::vector<traffic::RollupRow>> rollup(int, base::WallTime, base::WallTime,
                                                   const CancelToken&) override {
        return std::vector<traffic::RollupRow>{};
    }

    Result<traffic::SessionProgress> progress() override {
        traffic::SessionProgress progress;
        progress.lastRequest = m_session.last();
        progress.requests = static_cast<std::uint64_t>(progress.lastRequest);
        progress.contextCursor = progress.verdictCursor = progress.lastRequest;
        return progress;
    }

private:
    template <typename Row, typename IdOf>
    Result<std::vector<Row>> page(const traffic::PageQuery& query, const CancelToken& cancel,
                                  const std::vector<Row>& all, IdOf idOf) {
        if (m_session.enter(cancel)) {
            return Error{ErrorCode::Cancelled, {}};
        }
        const std::lock_guard lock(m_session.m_mutex);
        std::vector<Row> rows;
        for (const Row& row : all) {
            const bool isBeyond =
                query.after == 0 || (query.newestFirst ? idOf(row) < query.after : idOf(row) > query.after);
            if (isBeyond) {
                rows.push_back(row);
            }
        }
        std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
            return query.newestFirst ? idOf(a) > idOf(b) : idOf(a) < idOf(b);
        });
        rows.resize(std::min(rows.size(), query.limit));
        return rows;
    }

    FakeSession& m_session;
};

void FakeSession::setRequests(traffic::RequestId last) {
    const std::lock_guard lock(m_mutex);
    m_last = last;
}

void FakeSession::setRow(traffic::RequestRow row) {
    const std::lock_guard lock(m_mutex);
    m_last = std::max(m_last, row.id);
    m_rows[row.id] = std::move(row);
}

void FakeSession::setDetail(traffic::RequestDetail detail) {
    const std::lock_guard lock(m_mutex);
    m_details[detail.request.id] = std::move(detail);
}

void FakeSession::setHeader(traffic::RequestId id, const std::string& name, std::string value) {
    const std::lock_guard lock(m_mutex);
    m_headers[{id, name}] = std::move(value);
}

void FakeSession::setMark(traffic::RequestId id, traffic::Mark mark) {
    const std::lock_guard lock(m_mutex);
    m_marks[id] = mark;
}

void FakeSession::setTriage(traffic::AttackId attack, std::string triage) {
    const std::lock_guard lock(m_mutex);
    m_triage[attack] = std::move(triage);
}

void FakeSession::setAttacks(std::vector<traffic::AttackRow> attacks) {
    const std::lock_guard lock(m_mutex);
    m_attacks = std::move(attacks);
}

void FakeSession::setHits(std::vector<traffic::HitRow> hits) {
    const std::lock_guard lock(m_mutex);
    m_hits = std::move(hits);
}

void FakeSession::setSources(std::vector<traffic::Source> sources) {
    const std::lock_guard lock(m_mutex);
    m_sources = std::move(sources);
}

traffic::RequestId FakeSession::last() const {
    const std::lock_guard lock(m_mutex);
    return m_last;
}

void FakeSession::change(traffic::RequestId id, const std::function<void(traffic::RequestRow&)>& change) {
    const std::lock_guard lock(m_mutex);
    traffic::RequestRow row = rowLocked(id);
    change(row);
    m_rows[id] = std::move(row);
}

traffic::RequestRow FakeSession::rowLocked(traffic::RequestId id) const {
    const auto found = m_rows.find(id);
    return found == m_rows.end() ? cleanRow(id) : found->second;
}

void FakeSession::close() {
    const std::lock_guard lock(m_mutex);
    m_closed = true;
}

void FakeSession::open() {
    {
        const std::lock_guard lock(m_mutex);
        m_closed = false;
    }
    m_changed.notify_all();
}

bool FakeSession::enter(const CancelToken& cancel) {
    std::unique_lock lock(m_mutex);
    ++m_asked;
    m_changed.notify_all();
    // A token cannot wake anybody, so it is looked at as often as SQLite's progress handler would.
    while (m_closed && !cancel.isCancelled()) {
        m_changed.wait_for(lock, std::chrono::milliseconds(1));
    }
    if (cancel.isCancelled()) {
        ++m_cancelled;
        return true;
    }
    return false;
}

bool FakeSession::waitUntilAsked(std::size_t count) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, std::chrono::seconds(10), [&] { return m_asked >= count; });
}

std::unique_ptr<api::SessionQueries> FakeSession::queries() {
    return std::make_unique<FakeQueries>(*this);
}

traffic::RequestContext contextOf(traffic::RequestId id) {
    traffic::RequestContext context;
    context.requestId = id;
    context.source = id % 10 == 0 ? 2 : 1;
    context.kind = id % 10 == 0 ? traffic::SourceKind::Envoy : traffic::SourceKind::Nginx;
    context.client = "203.0.113.7";
    context.clientTrust = traffic::ClientTrust::Verified;
    context.clientFrom = "X-Forwarded-For";
    context.scheme = "https";
    context.host = "shop.example.com";
    return context;
}

traffic::RequestRow arrivedRow(traffic::RequestId id) {
    traffic::RequestRow row;
    row.id = id;
    row.time = base::WallTime(std::chrono::seconds(1'795'000'000) + std::chrono::milliseconds(id));
    row.listener = "default";
    row.peer = "127.0.0.1";
    row.peerPort = 40'000;
    row.method = "GET";
    row.target = "/item/" + std::to_string(id);
    row.version = "HTTP/1.1";
    return row;
}

traffic::RequestRow cleanRow(traffic::RequestId id) {
    traffic::RequestRow row = arrivedRow(id);
    row.context = contextOf(id);
    row.sourceName = id % 10 == 0 ? "shop-envoy" : "edge-nginx";
    row.state = traffic::RequestState::Clean;
    row.threshold = 5;
    return row;
}

traffic::AttackRow attackRow(traffic::AttackId id, traffic::AttackType type, traffic::Severity severity) {
    traffic::AttackRow row;
    row.attack.id = id;
    row.attack.type = type;
    row.attack.severity = severity;
    row.attack.firstSeen = base::WallTime(std::chrono::seconds(1'795'000'000));
    row.attack.lastSeen = row.attack.firstSeen + std::chrono::seconds(id);
    row.attack.source = 1;
    row.attack.client = "203.0.113.7";
    row.attack.host = "shop.example.com";
    row.attack.endpoint = "GET /search";
    row.attack.message = "Something that looks wrong";
    row.attack.point = "query › q";
    row.attack.requests = 1;
    row.attack.hits = 2;
    row.attack.score = 5;
    row.sourceName = "edge-nginx";
    row.sourceKind = traffic::SourceKind::Nginx;
    return row;
}

}  // namespace mirrorscope::test
