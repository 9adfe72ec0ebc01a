// SPDX-License-Identifier: Apache-2.0
#include "core/storage/session_reader.h"

#include <array>
#include <limits>
#include <string>
#include <utility>

#include "core/storage/database.h"
#include "core/storage/row_decoding.h"
#include "core/storage/session_file.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

using namespace std::string_literals;

std::int64_t stamp(base::WallTime time) {
    return time.time_since_epoch().count();
}

base::WallTime timeOf(std::int64_t microseconds) {
    return base::WallTime(std::chrono::microseconds(microseconds));
}

/// WHERE and ORDER of a page by key; binds the key and the limit.
std::string pageClause(const char* key, const PageQuery& query) {
    return query.newestFirst ? " WHERE "s + key + " < ? ORDER BY " + key + " DESC LIMIT ?"
                             : " WHERE "s + key + " > ? ORDER BY " + key + " LIMIT ?";
}

std::int64_t pageKey(const PageQuery& query) {
    const bool fromEnd = query.newestFirst && query.after == 0;
    return fromEnd ? std::numeric_limits<std::int64_t>::max() : query.after;
}

/// Facts, context, source name, verdict.
const std::string kRowSelect =
    "SELECT "s + kFactColumns + ", " + kContextColumns +
    ", s.name, v.state, v.score, v.threshold, v.types, v.error, rs.engine, rs.name FROM " + kFactTables +
    " LEFT JOIN context c ON c.request = r.id LEFT JOIN source s ON s.id = c.source"
    " LEFT JOIN verdict v ON v.request = r.id LEFT JOIN rule_set rs ON rs.id = v.rule_set";
constexpr int kAfterContext = kFactColumnCount + kContextColumnCount;

traffic::RequestRow readRow(const Statement& row) {
    traffic::MirroredRequest facts = readFacts(row, 0);
    traffic::RequestRow out;
    out.id = facts.id;
    out.time = facts.receivedAt;
    out.listener = std::move(facts.listener);
    out.peer = std::move(facts.peer);
    out.peerPort = facts.peerPort;
    out.form = facts.form;
    out.method = std::move(facts.method);
    out.target = std::move(facts.target);
    out.version = std::move(facts.version);
    out.flags = facts.flags;
    out.headBytes = static_cast<std::uint64_t>(row.number(12));
    out.bodyBytes = facts.bodyLength;
    out.bodyKept = static_cast<std::uint64_t>(row.number(14));
    out.bodyDigest = facts.bodyDigest;
    out.reason = std::move(facts.reason);
    out.offset = facts.offset;
    if (auto context = readContext(row, kFactColumnCount)) {
        out.flags |= context->flags;
        out.context = std::move(*context);
    }
    out.sourceName = row.bytes(kAfterContext);
    out.state =
        traffic::requestStateByName(row.bytes(kAfterContext + 1)).value_or(traffic::RequestState::Pending);
    out.score = static_cast<int>(row.number(kAfterContext + 2));
    out.threshold = static_cast<int>(row.number(kAfterContext + 3));
    out.attackTypes = readTypes(row.bytes(kAfterContext + 4));
    return out;
}

traffic::Source readSource(const Statement& row) {
    traffic::Source source;
    source.id = row.number(0);
    source.name = row.bytes(1);
    source.kind = traffic::sourceKindByName(row.bytes(2)).value_or(traffic::SourceKind::Unknown);
    source.identifiedBy = row.bytes(3);
    source.confidence = static_cast<int>(row.number(4));
    source.listener = row.bytes(5);
    source.peer = row.bytes(6);
    source.instance = row.bytes(7);
    source.version = row.bytes(8);
    source.firstSeen = timeOf(row.number(9));
    source.lastSeen = timeOf(row.number(10));
    source.requests = static_cast<std::uint64_t>(row.number(11));
    source.attackRequests = static_cast<std::uint64_t>(row.number(12));
    source.refused = static_cast<std::uint64_t>(row.number(13));
    return source;
}

}  // namespace

class SessionReader::Impl {
public:
    explicit Impl(Database database) : m_database(std::move(database)) {}

    /// Runs a query with its values bound in order and gathers what `read` makes of each row until it says
    /// stop.
    template <typename Row, typename Read>
    base::Result<std::vector<Row>> gather(const std::string& sql, std::initializer_list<std::int64_t> values,
                                          const base::CancelToken& cancel, const Read& read) {
        const CancelScope scope(m_database, cancel);
        auto statement = Statement::prepare(m_database, sql.c_str());
        if (!statement) {
            return statement.error();
        }
        for (const std::int64_t value : values) {
            statement->bind(value);
        }
        std::vector<Row> rows;
        while (!cancel.isCancelled() && statement->next()) {
            rows.push_back(read(*statement));
        }
        if (cancel.isCancelled()) {
            return base::Error{base::ErrorCode::Cancelled, {}};
        }
        if (auto failed = statement->failed()) {
            return *failed;
        }
        return rows;
    }

    base::Result<traffic::RequestDetail> detail(traffic::RequestId id, const base::CancelToken& cancel);
    base::Result<SessionProgress> progress();
    base::Result<std::vector<traffic::StoredRequest>> follow(traffic::RequestId after, std::size_t limit,
                                                             std::size_t bytes);
    Database& database() { return m_database; }

private:
    class CancelScope {
    public:
        CancelScope(Database& database, const base::CancelToken& cancel) : m_scoped(database) {
            m_scoped.setCancel(&cancel);
        }
        CancelScope(const CancelScope&) = delete;
        CancelScope& operator=(const CancelScope&) = delete;
        ~CancelScope() { m_scoped.setCancel(nullptr); }

    private:
        Database& m_scoped;
    };

    Database m_database;
};

base::Result<traffic::RequestDetail> SessionReader::Impl::detail(traffic::RequestId id,
                                                                 const base::CancelToken& cancel) {
    auto found = gather<traffic::RequestDetail>(kRowSelect + " WHERE r.id = ?", {id}, cancel,
                                                [](const Statement& row) {
                                                    traffic::RequestDetail detail;
                                                    detail.request = readFacts(row, 0);
                                                    detail.row = readRow(row);
                                                    detail.error = row.bytes(kAfterContext + 5);
                                                    detail.engine = row.bytes(kAfterContext + 6);
                                                    detail.ruleSet = row.bytes(kAfterContext + 7);
                                                    return detail;
                                                });
    if (!found) {
        return found.error();
    }
    if (found->empty()) {
        return base::Error{base::ErrorCode::RequestNotFound, {std::to_string(id)}};
    }
    traffic::RequestDetail detail = std::move(found->front());
    auto payload = gather<std::array<std::string, 4>>(
        "SELECT head, body, trailers, trailing FROM payload WHERE request = ?", {id}, cancel,
        [](const Statement& row) {
            return std::array{row.bytes(0), row.bytes(1), row.bytes(2), row.bytes(3)};
        });
    auto hits = gather<traffic::HitRow>(
        "SELECT "s + kHitColumns + " FROM " + kHitTables + " WHERE h.request = ? ORDER BY h.id", {id}, cancel,
        readHit);
    if (!payload || !hits) {
        return payload ? hits.error() : payload.error();
    }
    if (!payload->empty()) {
        auto& [head, body, trailers, trailing] = payload->front();
        detail.request.head = std::move(head);
        detail.request.body = std::move(body);
        detail.request.trailers = std::move(trailers);
        detail.request.trailing = std::move(trailing);
    }
    detail.hits = std::move(*hits);
    return detail;
}

base::Result<SessionProgress> SessionReader::Impl::progress() {
    // count(*) of requests would read the whole index; ids are given without gaps until retention removes
    // some.
    auto rows = gather<SessionProgress>(
        "SELECT ifnull((SELECT max(id) FROM request), 0), (SELECT request FROM cursor WHERE name = "
        "'context'),"
        " (SELECT request FROM cursor WHERE name = 'verdict'), ifnull((SELECT max(id) - min(id) + 1 FROM "
        "request), 0),"
        " (SELECT count(*) FROM attack)",
        {}, {}, [](const Statement& row) {
            return SessionProgress{row.number(0), row.number(1), row.number(2),
                                   static_cast<std::uint64_t>(row.number(3)),
                                   static_cast<std::uint64_t>(row.number(4))};
        });
    if (!rows) {
        return rows.error();
    }
    return rows->front();
}

base::Result<std::vector<traffic::StoredRequest>> SessionReader::Impl::follow(traffic::RequestId after,
                                                                              std::size_t limit,
                                                                              std::size_t bytes) {
    const std::string sql = "SELECT "s + kFactColumns + ", " + kContextColumns +
                            ", p.head, p.body, p.trailers, p.trailing FROM " + kFactTables +
                            " JOIN payload p ON p.request = r.id LEFT JOIN context c ON c.request = r.id"
                            " WHERE r.id > ? ORDER BY r.id LIMIT ?";
    auto statement = Statement::prepare(m_database, sql.c_str());
    if (!statement) {
        return statement.error();
    }
    statement->bind(after).bind(static_cast<std::int64_t>(limit));
    std::vector<traffic::StoredRequest> rows;
    std::size_t weight = 0;
    while (weight < bytes && statement->next()) {
        auto request = std::make_shared<traffic::MirroredRequest>(readFacts(*statement, 0));
        request->head = statement->bytes(kAfterContext);
        request->body = statement->bytes(kAfterContext + 1);
        request->trailers = statement->bytes(kAfterContext + 2);
        request->trailing = statement->bytes(kAfterContext + 3);
        weight += request->weight();
        auto context = readContext(*statement, kFactColumnCount);
        rows.push_back(
            {std::move(request),
             context ? std::make_shared<const traffic::RequestContext>(std::move(*context)) : nullptr});
    }
    if (auto failed = statement->failed()) {
        return *failed;
    }
    return rows;
}

base::Result<std::unique_ptr<SessionReader>> SessionReader::open(const std::filesystem::path& session) {
    auto database = openForReading(session);
    if (!database) {
        return database.error();
    }
    return std::unique_ptr<SessionReader>(new SessionReader(std::make_unique<Impl>(std::move(*database))));
}

SessionReader::SessionReader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
SessionReader::~SessionReader() = default;

base::Result<std::vector<traffic::RequestRow>> SessionReader::requests(const PageQuery& query,
                                                                       const base::CancelToken& cancel) {
    return m_impl->gather<traffic::RequestRow>(kRowSelect + pageClause("r.id", query),
                                               {pageKey(query), static_cast<std::int64_t>(query.limit)},
                                               cancel, readRow);
}

base::Result<std::vector<traffic::AttackRow>> SessionReader::attacks(const PageQuery& query,
                                                                     const base::CancelToken& cancel) {
    const std::string sql = "SELECT "s + kAttackColumns +
                            ", s.name, s.kind FROM attack a LEFT JOIN source s ON s.id = a.source" +
                            pageClause("a.id", query);
    return m_impl->gather<traffic::AttackRow>(
        sql, {pageKey(query), static_cast<std::int64_t>(query.limit)}, cancel, [](const Statement& row) {
            traffic::AttackRow out;
            out.attack = readAttack(row, 0);
            out.sourceName = row.bytes(kAttackColumnCount);
            out.sourceKind = traffic::sourceKindByName(row.bytes(kAttackColumnCount + 1))
                                 .value_or(traffic::SourceKind::Unknown);
            return out;
        });
}

base::Result<std::vector<traffic::HitRow>> SessionReader::hits(const PageQuery& query,
                                                               const base::CancelToken& cancel) {
    return m_impl->gather<traffic::HitRow>(
        "SELECT "s + kHitColumns + " FROM " + kHitTables + pageClause("h.id", query),
        {pageKey(query), static_cast<std::int64_t>(query.limit)}, cancel, readHit);
}

base::Result<std::vector<traffic::RequestId>> SessionReader::attackRequests(traffic::AttackId attack,
                                                                            const PageQuery& query,
                                                                            const base::CancelToken& cancel) {
    // "attack <> 0" is said again: the partial index is not taken otherwise.
    const std::string sql =
        "SELECT DISTINCT request FROM hit WHERE attack = ? AND attack <> 0 AND request "s +
        (query.newestFirst ? "< ? ORDER BY request DESC" : "> ? ORDER BY request") + " LIMIT ?";
    return m_impl->gather<traffic::RequestId>(
        sql, {attack, pageKey(query), static_cast<std::int64_t>(query.limit)}, cancel,
        [](const Statement& row) { return row.number(0); });
}

base::Result<std::vector<traffic::Source>> SessionReader::sources(const base::CancelToken& cancel) {
    return m_impl->gather<traffic::Source>(
        "SELECT id, name, kind, identified_by, confidence, listener, peer, instance, version, first_seen, "
        "last_seen,"
        " requests, attack_requests, refused FROM source ORDER BY id",
        {}, cancel, readSource);
}

base::Result<traffic::RequestDetail> SessionReader::detail(traffic::RequestId id,
                                                           const base::CancelToken& cancel) {
    return m_impl->detail(id, cancel);
}

base::Result<std::vector<RollupRow>> SessionReader::rollup(int resolutionSeconds, base::WallTime from,
                                                           base::WallTime until,
                                                           const base::CancelToken& cancel) {
    return m_impl->gather<RollupRow>(
        "SELECT bucket, source, type, sum(requests), sum(attack_requests) FROM rollup WHERE resolution = ?"
        " AND bucket >= ? / 1000000 AND bucket * 1000000 < ? GROUP BY bucket, source, type ORDER BY bucket, "
        "source",
        {resolutionSeconds, stamp(from), stamp(until)}, cancel, [](const Statement& row) {
            RollupRow out;
            out.bucket = timeOf(row.number(0) * 1'000'000);
            out.source = row.number(1);
            out.type = traffic::attackTypeByName(row.bytes(2));
            out.requests = static_cast<std::uint64_t>(row.number(3));
            out.attackRequests = static_cast<std::uint64_t>(row.number(4));
            return out;
        });
}

base::Result<SessionProgress> SessionReader::progress() {
    return m_impl->progress();
}

base::Result<std::vector<traffic::StoredRequest>> SessionReader::follow(traffic::RequestId after,
                                                                        std::size_t limit,
                                                                        std::size_t bytes) {
    return m_impl->follow(after, limit, bytes);
}

base::Result<std::vector<traffic::Attack>> SessionReader::openAttacks(base::WallTime since) {
    return m_impl->gather<traffic::Attack>(
        "SELECT "s + kAttackColumns + " FROM attack a WHERE a.last_seen >= ? ORDER BY a.id", {stamp(since)},
        {}, [](const Statement& row) { return readAttack(row, 0); });
}

base::Result<traffic::AttackId> SessionReader::lastAttackId() {
    return m_impl->database().number("SELECT ifnull(max(id), 0) FROM attack");
}

}  // namespace mirrorscope::storage
