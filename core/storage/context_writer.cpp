// SPDX-License-Identifier: Apache-2.0
#include "core/storage/context_writer.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace mirrorscope::storage {
namespace {

constexpr char kContextSql[] =
    "INSERT OR REPLACE INTO context (request, source, kind, identified_by, confidence, instance, version, "
    "client,"
    " client_trust, client_from, client_alternatives, client_port, scheme, host, port, server_addr, "
    "server_port,"
    " request_id, request_id_from, flags) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr char kSourceSql[] =
    "INSERT INTO source (id, name, kind, identified_by, confidence, listener, peer, instance, version, "
    "first_seen,"
    " last_seen) VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
    // What a user called it stays, also when the recorder has not heard of it yet.
    " name = ifnull((SELECT nullif(t.name, '') FROM source_setting t WHERE t.source = excluded.id), "
    "excluded.name),"
    " kind = excluded.kind, identified_by = excluded.identified_by, confidence = excluded.confidence,"
    " listener = excluded.listener, instance = excluded.instance, version = excluded.version";
constexpr char kCountSql[] =
    "UPDATE source SET requests = requests + ?, attack_requests = attack_requests + ?,"
    " last_seen = max(last_seen, ?) WHERE id = ?";
constexpr char kCursorSql[] = "UPDATE cursor SET request = ? WHERE name = 'context'";

std::optional<std::int64_t> wide(const std::optional<std::uint16_t>& port) {
    return port ? std::optional<std::int64_t>(*port) : std::nullopt;
}

std::int64_t stamp(base::WallTime time) {
    return time.time_since_epoch().count();
}

}  // namespace

std::string alternativesText(const std::vector<traffic::ClientAlternative>& alternatives) {
    std::string text;
    for (const auto& alternative : alternatives) {
        text += alternative.address + "\t" + alternative.from + "\n";
    }
    return text;
}

std::vector<traffic::ClientAlternative> alternativesFromText(std::string_view text) {
    std::vector<traffic::ClientAlternative> alternatives;
    for (auto end = text.find('\n'); end != text.npos; end = text.find('\n')) {
        const auto line = text.substr(0, end);
        const auto tab = std::min(line.find('\t'), line.size());
        alternatives.push_back(
            {std::string(line.substr(0, tab)), std::string(line.substr(std::min(tab + 1, line.size())))});
        text.remove_prefix(end + 1);
    }
    return alternatives;
}

base::Result<ContextWriter> ContextWriter::prepare(Database& database) {
    auto context = Statement::prepare(database, kContextSql);
    auto source = Statement::prepare(database, kSourceSql);
    auto count = Statement::prepare(database, kCountSql);
    auto cursor = Statement::prepare(database, kCursorSql);
    auto rollup = RollupWriter::prepare(database);
    for (const auto* statement : {&context, &source, &count, &cursor}) {
        if (!*statement) {
            return statement->error();
        }
    }
    auto replacement = ContextReplacement::load(database);
    if (!rollup || !replacement) {
        return rollup ? replacement.error() : rollup.error();
    }
    return ContextWriter(database, std::move(*context), std::move(*source), std::move(*count),
                         std::move(*cursor), std::move(*rollup), std::move(*replacement));
}

ContextWriter::ContextWriter(Database& database, Statement context, Statement source, Statement count,
                             Statement cursor, RollupWriter rollup, ContextReplacement replacement)
    : m_database(&database),
      m_context(std::move(context)),
      m_source(std::move(source)),
      m_count(std::move(count)),
      m_cursor(std::move(cursor)),
      m_rollup(std::move(rollup)),
      m_replacement(std::move(replacement)) {}

base::Result<void> ContextWriter::writeSource(const traffic::Source& source) {
    m_source.bind(source.id)
        .bindText(source.name)
        .bindText(traffic::sourceKindName(source.kind))
        .bindText(source.identifiedBy)
        .bind(std::int64_t{source.confidence})
        .bindText(source.listener)
        .bindText(source.peer)
        .bindText(source.instance)
        .bindText(source.version)
        .bind(stamp(source.firstSeen))
        .bind(stamp(source.firstSeen));
    return m_source.run();
}

base::Result<void> ContextWriter::follow(const ReattributionOrder& order) {
    if (auto followed = followReattribution(*m_database, order); !followed) {
        return followed;
    }
    auto replacement = ContextReplacement::load(*m_database);
    if (!replacement) {
        return replacement.error();
    }
    m_replacement = std::move(*replacement);
    return {};
}

base::Result<void> ContextWriter::write(const traffic::ContextBatch::Item& item) {
    const traffic::RequestContext& context = item.context;
    std::optional<ReplacedContext> old;
    if (context.requestId <= m_replacement.until()) {
        auto replaced = m_replacement.replace(context);
        if (!replaced) {
            return replaced.error();
        }
        old = std::move(*replaced);
    }
    if (old) {
        move(*old, item);
    } else {
        count(item);
    }
    const std::string alternatives = alternativesText(context.clientAlternatives);
    const std::string flags = context.flags.text();
    m_context.bind(context.requestId)
        .bind(context.source)
        .bindText(traffic::sourceKindName(context.kind))
        .bindText(context.identifiedBy)
        .bind(std::int64_t{context.confidence})
        .bindText(context.instance)
        .bindText(context.version)
        .bindText(context.client)
        .bindText(traffic::clientTrustName(context.clientTrust))
        .bindText(context.clientFrom)
        .bindText(alternatives)
        .bind(wide(context.clientPort))
        .bindText(context.scheme)
        .bindBlob(context.host)
        .bind(wide(context.port))
        .bindText(context.serverAddress)
        .bind(wide(context.serverPort))
        .bindBlob(context.requestIdValue)
        .bindText(context.requestIdFrom)
        .bindText(flags);
    return m_context.run();
}

void ContextWriter::count(const traffic::ContextBatch::Item& item) {
    Seen& seen = m_seen[item.context.source];
    ++seen.requests;
    seen.last = std::max(seen.last, item.receivedAt);
    m_rollup.add(item.receivedAt, item.context.source, item.listener, {}, 1, 0);
}

/// Its share in the counts of the source that it was thought to be of goes to the one that it is of.
void ContextWriter::move(const ReplacedContext& old, const traffic::ContextBatch::Item& item) {
    if (old.source == item.context.source) {
        return;
    }
    for (const auto& [source, sign] : {std::pair{old.source, -1}, {item.context.source, 1}}) {
        const int attack = old.wasAttack ? sign : 0;
        Seen& seen = m_seen[source];
        seen.requests += sign;
        seen.attackRequests += attack;
        seen.last = std::max(seen.last, sign > 0 ? item.receivedAt : base::WallTime{});
        m_rollup.add(item.receivedAt, source, item.listener, {}, sign, attack);
        for (const std::string& type : old.types) {
            m_rollup.add(item.receivedAt, source, item.listener, type, sign, 0);
        }
    }
}

void ContextWriter::discard() {
    m_seen.clear();
    m_rollup.discard();
    if (auto again = ContextReplacement::load(*m_database)) {
        m_replacement = std::move(*again);
    }
}

base::Result<void> ContextWriter::finish(traffic::RequestId last) {
    for (const auto& [source, seen] : std::exchange(m_seen, {})) {
        m_count.bind(seen.requests).bind(seen.attackRequests).bind(stamp(seen.last)).bind(source);
        if (auto counted = m_count.run(); !counted) {
            return counted;
        }
    }
    if (auto written = m_rollup.write(); !written) {
        return written;
    }
    if (auto moved = m_cursor.bind(last).run(); !moved) {
        return moved;
    }
    return m_replacement.reached(last);
}

}  // namespace mirrorscope::storage
