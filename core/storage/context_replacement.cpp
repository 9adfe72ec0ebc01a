// SPDX-License-Identifier: Apache-2.0
#include "core/storage/context_replacement.h"

#include <utility>

#include "core/storage/name_list.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::storage {
namespace {

constexpr char kUntilSql[] =
    "SELECT ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reattribution.until'), 0)";
constexpr char kOldSql[] =
    "SELECT c.source, c.kind, c.client, c.host, v.state, v.types FROM context c LEFT JOIN verdict v"
    " ON v.request = c.request WHERE c.request = ?";
constexpr char kStaleSql[] = "INSERT OR IGNORE INTO stale_verdict VALUES (?)";
constexpr char kEndSql[] = "DELETE FROM meta WHERE key = 'reattribution.until'";

}  // namespace

base::Result<ContextReplacement> ContextReplacement::load(Database& database) {
    const auto until = database.number(kUntilSql);
    if (!until) {
        return until.error();
    }
    auto old = Statement::prepare(database, kOldSql);
    auto stale = Statement::prepare(database, kStaleSql);
    auto end = Statement::prepare(database, kEndSql);
    if (!old || !stale || !end) {
        return !old ? old.error() : !stale ? stale.error() : end.error();
    }
    return ContextReplacement(*until, std::move(*old), std::move(*stale), std::move(*end));
}

base::Result<std::optional<ReplacedContext>> ContextReplacement::replace(
    const traffic::RequestContext& next) {
    std::optional<ReplacedContext> out;
    bool isStale = false;
    m_old.bind(next.requestId);
    while (m_old.next()) {
        out = ReplacedContext{m_old.number(0),
                              m_old.bytes(4) == traffic::requestStateName(traffic::RequestState::Attack),
                              namesIn(m_old.bytes(5))};
        const bool isSame = out->source == next.source && m_old.bytes(2) == next.client &&
                            m_old.bytes(1) == traffic::sourceKindName(next.kind) &&
                            m_old.bytes(3) == next.host;
        isStale = !isSame && !m_old.bytes(4).empty();
    }
    if (const auto failed = m_old.failed()) {
        return *failed;
    }
    if (isStale) {
        if (auto noted = m_stale.bind(next.requestId).run(); !noted) {
            return noted.error();
        }
    }
    return out;
}

base::Result<void> ContextReplacement::reached(traffic::RequestId last) {
    if (m_until == 0 || last < m_until) {
        return {};
    }
    m_until = 0;
    return m_end.run();
}

}  // namespace mirrorscope::storage
