// SPDX-License-Identifier: Apache-2.0
#include "core/storage/session_reader.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "core/storage/attack_reads.h"
#include "core/storage/detail_reader.h"
#include "core/storage/filter_functions.h"
#include "core/storage/finding_mutes.h"
#include "core/storage/header_values.h"
#include "core/storage/mark_rows.h"
#include "core/storage/page_filter.h"
#include "core/storage/presence_baselines.h"
#include "core/storage/progress_read.h"
#include "core/storage/query_runner.h"
#include "core/storage/request_pages.h"
#include "core/storage/row_decoding.h"
#include "core/storage/session_file.h"
#include "core/storage/sorted_scan.h"
#include "core/storage/source_reads.h"
#include "core/storage/statement.h"
#include "core/storage/transaction.h"
#include "core/storage/triage_state.h"

namespace mirrorscope::storage {
namespace {

using namespace std::string_literals;

std::int64_t stamp(base::WallTime time) {
    return time.time_since_epoch().count();
}

base::WallTime timeOf(std::int64_t microseconds) {
    return base::WallTime(std::chrono::microseconds(microseconds));
}

/// WHERE and ORDER of a page by key; binds the key (but for the first page), the filter and the limit. SQLite
/// seeks by the first bound of the key that it meets: of the first page that is the filter's own.
std::string pageClause(const char* key, const PageQuery& query, const std::string& filter) {
    const std::string begin = query.after == 0 ? "1"s : key + (query.newestFirst ? " < ?"s : " > ?"s);
    return " WHERE " + begin + filter + " ORDER BY " + key + (query.newestFirst ? " DESC" : "") + " LIMIT ?";
}

const std::string kAttackSelect = "SELECT "s + kAttackColumns + ", s.name, s.kind, " + triageOfAttack();

traffic::AttackRow readAttackRow(const Statement& row) {
    traffic::AttackRow out;
    out.attack = readAttack(row, 0);
    out.sourceName = row.bytes(kAttackColumnCount);
    out.sourceKind =
        traffic::sourceKindByName(row.bytes(kAttackColumnCount + 1)).value_or(traffic::SourceKind::Unknown);
    out.triage = row.bytes(kAttackColumnCount + 2);
    return out;
}

/// Of the facts.
constexpr int kBodyKeptColumn = 14;
/// First column after facts and context.
constexpr int kAfterContext = kFactColumnCount + kContextColumnCount;

}  // namespace

class SessionReader::Impl : public QueryRunner {
public:
    Impl(const std::filesystem::path& session, Database database, FilterFunctions functions)
        : QueryRunner(std::move(database)), m_functions(std::move(functions)), m_requests(*this, session) {}

    /// A page of the rows that `select` begins to read, by the column `key`; conditionOf(filter) says which.
    template <typename Row, typename ConditionOf, typename Read>
    base::Result<std::vector<Row>> page(const std::string& select, const char* key, const PageQuery& query,
                                        const base::CancelToken& cancel, const ConditionOf& conditionOf,
                                        const Read& read) {
        const auto filter = PageFilter::parse(query.filter);
        if (!filter) {
            return filter.error();
        }
        const auto bind = [&](Statement& statement) {
            if (query.after != 0) {
                statement.bind(query.after);
            }
            filter->bind(statement);
            statement.bind(static_cast<std::int64_t>(query.limit));
        };
        return gatherBound<Row>(select + pageClause(key, query, conditionOf(*filter)), bind, cancel, read,
                                [](const auto&) { return true; });
    }

    RequestPages& requests() { return m_requests; }
    std::uint64_t gaveUp() const { return m_functions.gaveUp(); }

    base::Result<std::vector<traffic::StoredRequest>> follow(traffic::RequestId after, std::size_t limit,
                                                             std::size_t bytes);

private:
    FilterFunctions m_functions;
    RequestPages m_requests;
};

base::Result<std::vector<traffic::StoredRequest>> SessionReader::Impl::follow(traffic::RequestId after,
                                                                              std::size_t limit,
                                                                              std::size_t bytes) {
    const std::string sql = "SELECT "s + kFactColumns + ", " + kContextColumns +
                            ", p.head, p.body, p.trailers, p.trailing FROM " + kFactTables +
                            " JOIN payload p ON p.request = r.id LEFT JOIN context c ON c.request = r.id"
                            " WHERE r.id > ? ORDER BY r.id LIMIT ?";
    struct Followed {
        std::shared_ptr<traffic::MirroredRequest> request;
        std::shared_ptr<const traffic::RequestContext> context;
        std::size_t inParts = 0;  // bytes of the body that are not in the row
    };
    std::size_t weight = 0;
    const auto read = [&weight](const Statement& row) {
        Followed out{std::make_shared<traffic::MirroredRequest>(readFacts(row, 0)), nullptr};
        out.request->head = row.bytes(kAfterContext);
        out.request->body = row.bytes(kAfterContext + 1);
        out.request->trailers = row.bytes(kAfterContext + 2);
        out.request->trailing = row.bytes(kAfterContext + 3);
        const auto kept = static_cast<std::size_t>(row.number(kBodyKeptColumn));
        out.inParts = kept - std::min(kept, out.request->body.size());
        weight += out.request->weight() + out.inParts;
        if (auto context = readContext(row, kFactColumnCount)) {
            out.context = std::make_shared<const traffic::RequestContext>(std::move(*context));
        }
        return out;
    };
    const auto rows = gatherWhile<Followed>(sql, {after, static_cast<std::int64_t>(limit)}, {}, read,
                                            [&](const auto& all) { return all.empty() || weight < bytes; });
    if (!rows) {
        return rows.error();
    }
    std::vector<traffic::StoredRequest> requests;
    for (const Followed& row : *rows) {
        if (row.inParts > 0) {
            auto body = readBodyInParts(*this, row.request->id, {});
            if (!body) {
                return body.error();
            }
            row.request->body = std::move(*body);
        }
        requests.push_back({row.request, row.context});
    }
    return requests;
}

base::Result<std::unique_ptr<SessionReader>> SessionReader::open(const std::filesystem::path& session) {
    auto database = openForReading(session);
    if (!database) {
        return database.error();
    }
    auto functions = FilterFunctions::registerIn(*database);
    if (!functions) {
        return functions.error();
    }
    return std::unique_ptr<SessionReader>(
        new SessionReader(std::make_unique<Impl>(session, std::move(*database), std::move(*functions))));
}

SessionReader::SessionReader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
SessionReader::~SessionReader() = default;

base::Result<std::vector<traffic::RequestRow>> SessionReader::requests(const PageQuery& query,
                                                                       const base::CancelToken& cancel) {
    return m_impl->requests().page(query, cancel);
}

base::Result<std::vector<traffic::AttackRow>> SessionReader::attacks(const PageQuery& query,
                                                                     const base::CancelToken& cancel) {
    return m_impl->page<traffic::AttackRow>(
        kAttackSelect + " FROM attack a LEFT JOIN source s ON s.id = a.source", "a.id", query, cancel,
        [](const PageFilter& filter) { return filter.onAttacks(); }, readAttackRow);
}

base::Result<std::vector<std::pair<traffic::RequestId, traffic::AttackRow>>> SessionReader::attacksOf(
    traffic::RequestId after, traffic::RequestId last, const base::CancelToken& cancel) {
    const std::string sql =
        kAttackSelect +
        ", t.request FROM (SELECT DISTINCT request, attack FROM hit WHERE request > ? AND request <= ?"
        " AND attack <> 0) t JOIN attack a ON a.id = t.attack LEFT JOIN source s ON s.id = a.source"
        " ORDER BY t.request, a.id";
    return m_impl->gather<std::pair<traffic::RequestId, traffic::AttackRow>>(
        sql, {after, last}, cancel, [](const Statement& row) {
            return std::pair(row.number(kAttackColumnCount + 3), readAttackRow(row));
        });
}

base::Result<std::vector<traffic::HitRow>> SessionReader::hits(const PageQuery& query,
                                                               const base::CancelToken& cancel) {
    return m_impl->page<traffic::HitRow>(
        "SELECT "s + kHitColumns + " FROM " + kHitTables, "h.id", query, cancel,
        [](const PageFilter& filter) { return filter.onRequestIn("h.request"); }, readHit);
}

base::Result<std::vector<traffic::RequestId>> SessionReader::attackRequests(traffic::AttackId attack,
                                                                            const PageQuery& query,
                                                                            const base::CancelToken& cancel) {
    return readAttackRequests(*m_impl, attack, query, cancel);
}

base::Result<std::vector<traffic::HitRow>> SessionReader::attackHits(traffic::AttackId attack,
                                                                     const PageQuery& query,
                                                                     const base::CancelToken& cancel) {
    return readAttackHits(*m_impl, attack, query, cancel);
}

base::Result<traffic::SortedRequests> SessionReader::sorted(const traffic::SortQuery& query,
                                                            const base::CancelToken& cancel,
                                                            const traffic::OnSortProgress& progress) {
    return sortRequests(*m_impl, query, cancel, progress);
}

base::Result<std::vector<std::vector<std::string>>> SessionReader::headerValues(
    const std::vector<traffic::RequestId>& requests, const std::vector<std::string>& names,
    const base::CancelToken& cancel) {
    return readHeaderValues(*m_impl, requests, names, cancel);
}

base::Result<std::vector<traffic::Mark>> SessionReader::marks(const std::vector<traffic::RequestId>& requests,
                                                              const base::CancelToken& cancel) {
    return readMarks(*m_impl, requests, cancel);
}

base::Result<std::vector<std::string>> SessionReader::triageOf(const std::vector<traffic::AttackId>& attacks,
                                                               const base::CancelToken& cancel) {
    return readTriageOf(*m_impl, attacks, cancel);
}

base::Result<std::string> SessionReader::decisionsStamp() {
    return readDecisionsStamp(*m_impl);
}

base::Result<std::vector<traffic::Source>> SessionReader::sources(const base::CancelToken& cancel) {
    return readSources(*m_impl, cancel);
}

base::Result<std::vector<traffic::SourceSetting>> SessionReader::sourceSettings(
    const base::CancelToken& cancel) {
    return readSourceSettings(*m_impl, cancel);
}

base::Result<traffic::RequestId> SessionReader::newestRequestOf(traffic::SourceId source) {
    return readNewestRequestOf(*m_impl, source);
}

base::Result<std::int64_t> SessionReader::sourceSettingsRevision() {
    return readSettingsRevision(*m_impl);
}

base::Result<std::map<traffic::ClientTrust, std::uint64_t>> SessionReader::clientTrusts(
    const base::CancelToken& cancel) {
    return readClientTrusts(*m_impl, cancel);
}

base::Result<std::vector<traffic::Finding>> SessionReader::findings(const base::CancelToken& cancel) {
    return readFindings(*m_impl, cancel);
}

base::Result<std::vector<traffic::FindingMute>> SessionReader::findingMutes() {
    return readFindingMutes(m_impl->database());
}

base::Result<std::vector<traffic::SourceBaseline>> SessionReader::presenceBaselines() {
    return readPresenceBaselines(m_impl->database());
}

base::Result<std::vector<traffic::HeaderPresence>> SessionReader::headerPresence(
    const base::CancelToken& cancel) {
    return readHeaders(*m_impl, cancel);
}

base::Result<std::vector<traffic::RequestId>> SessionReader::staleVerdicts(traffic::RequestId first,
                                                                           traffic::RequestId last) {
    return m_impl->gather<traffic::RequestId>(
        "SELECT request FROM stale_verdict WHERE request >= ? AND request <= ? ORDER BY request",
        {first, last}, {}, [](const Statement& row) { return row.number(0); });
}

base::Result<std::uint64_t> SessionReader::staleVerdictCount() {
    const auto count = m_impl->database().number("SELECT count(*) FROM stale_verdict");
    return count ? base::Result<std::uint64_t>(static_cast<std::uint64_t>(*count)) : count.error();
}

base::Result<traffic::RequestDetail> SessionReader::detail(traffic::RequestId id,
                                                           const base::CancelToken& cancel) {
    return readDetail(*m_impl, id, cancel);
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

base::Result<std::vector<traffic::RefusalRow>> SessionReader::refusals(base::WallTime from,
                                                                       base::WallTime until,
                                                                       const base::CancelToken& cancel) {
    return m_impl->gather<traffic::RefusalRow>(
        "SELECT second, listener, requests FROM refusal WHERE second >= ? / 1000000 AND second * 1000000 < ?"
        " ORDER BY second, listener",
        {stamp(from), stamp(until)}, cancel, [](const Statement& row) {
            return traffic::RefusalRow{timeOf(row.number(0) * 1'000'000), std::string(row.bytes(1)),
                                       static_cast<std::uint64_t>(row.number(2))};
        });
}

base::Result<std::vector<traffic::TopValue>> SessionReader::topValues(const traffic::TopQuery& query,
                                                                      const base::CancelToken& cancel) {
    const std::string sql =
        "SELECT value, sum(requests) FROM top_value WHERE minute >= ? / 60000000"
        " AND minute * 60000000 < ? AND dimension = '" +
        std::string(traffic::topDimensionName(query.dimension)) +
        "' AND (? = 0 OR source = ?) GROUP BY value ORDER BY 2 DESC, 1 LIMIT ?";
    return m_impl->gather<traffic::TopValue>(sql,
                                             {stamp(query.from), stamp(query.until), query.source,
                                              query.source, static_cast<std::int64_t>(query.limit)},
                                             cancel, [&query](const Statement& row) {
                                                 return traffic::TopValue{
                                                     query.dimension, query.source, std::string(row.bytes(0)),
                                                     static_cast<std::uint64_t>(row.number(1))};
                                             });
}

QueryRunner& SessionReader::runner() {
    return *m_impl;
}

std::uint64_t SessionReader::gaveUp() const {
    return m_impl->gaveUp();
}

base::Result<SessionProgress> SessionReader::progress() {
    return readProgress(*m_impl);
}

base::Result<std::vector<traffic::StoredRequest>> SessionReader::follow(traffic::RequestId after,
                                                                        std::size_t limit,
                                                                        std::size_t bytes) {
    return m_impl->follow(after, limit, bytes);
}

base::Result<std::string> SessionReader::bodyInParts(traffic::RequestId id, const base::CancelToken& cancel) {
    return readBodyInParts(*m_impl, id, cancel);
}

base::Result<std::vector<traffic::Attack>> SessionReader::openAttacks(base::WallTime since,
                                                                      traffic::AttackId above) {
    return m_impl->gather<traffic::Attack>(
        "SELECT "s + kAttackColumns + " FROM attack a WHERE a.last_seen >= ? AND a.id > ? ORDER BY a.id",
        {stamp(since), above}, {}, [](const Statement& row) { return readAttack(row, 0); });
}

base::Result<std::map<traffic::RequestState, std::uint64_t>> SessionReader::states(
    const base::CancelToken& cancel) {
    const auto rows = m_impl->gather<std::pair<std::string, std::uint64_t>>(
        "SELECT state, count(*) FROM verdict GROUP BY state", {}, cancel, [](const Statement& row) {
            return std::pair(row.bytes(0), static_cast<std::uint64_t>(row.number(1)));
        });
    if (!rows) {
        return rows.error();
    }
    std::map<traffic::RequestState, std::uint64_t> counts;
    for (const auto& [name, count] : *rows) {
        counts[traffic::requestStateByName(name).value_or(traffic::RequestState::Pending)] += count;
    }
    return counts;
}

base::Result<traffic::RequestId> SessionReader::oldestRequest() {
    return m_impl->database().number("SELECT ifnull(min(id), 0) FROM request");
}

base::Result<traffic::AttackId> SessionReader::lastAttackId() {
    return m_impl->database().number("SELECT ifnull(max(id), 0) FROM attack");
}

}  // namespace mirrorscope::storage
