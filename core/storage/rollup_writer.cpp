// SPDX-License-Identifier: Apache-2.0
#include "core/storage/rollup_writer.h"

#include <utility>

namespace mirrorscope::storage {
namespace {

constexpr char kUpsertSql[] =
    "INSERT INTO rollup (resolution, bucket, source, listener, type, requests, attack_requests) VALUES "
    "(?,?,?,?,?,?,?)"
    " ON CONFLICT DO UPDATE SET requests = requests + excluded.requests,"
    " attack_requests = attack_requests + excluded.attack_requests";

constexpr char kPruneSql[] =
    "DELETE FROM rollup WHERE resolution = ? AND bucket = ? AND source = ? AND listener = ? AND type = ?"
    " AND requests = 0 AND attack_requests = 0";

constexpr std::int64_t kResolutions[] = {1, 10, 60, 3600};  // seconds

}  // namespace

base::Result<RollupWriter> RollupWriter::prepare(Database& database) {
    auto upsert = Statement::prepare(database, kUpsertSql);
    auto prune = Statement::prepare(database, kPruneSql);
    if (!upsert || !prune) {
        return upsert ? prune.error() : upsert.error();
    }
    return RollupWriter(std::move(*upsert), std::move(*prune));
}

void RollupWriter::add(base::WallTime time, traffic::SourceId source, const std::string& listener,
                       const std::string& type, std::int64_t requests, std::int64_t attackRequests) {
    const auto second = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    Counts& counts = m_counts[{second, source, listener, type}];
    counts.requests += requests;
    counts.attackRequests += attackRequests;
}

base::Result<void> RollupWriter::write() {
    std::map<std::pair<std::int64_t, Key>, Counts> all;
    for (const auto& [key, counts] : m_counts) {
        for (const std::int64_t resolution : kResolutions) {
            Key bucket = key;
            std::get<0>(bucket) -= std::get<0>(bucket) % resolution;
            Counts& sum = all[{resolution, bucket}];
            sum.requests += counts.requests;
            sum.attackRequests += counts.attackRequests;
        }
    }
    m_counts.clear();
    for (const auto& [place, counts] : all) {
        const auto& [bucket, source, listener, type] = place.second;
        m_upsert.bind(place.first).bind(bucket).bind(source).bindText(listener).bindText(type);
        m_upsert.bind(counts.requests).bind(counts.attackRequests);
        if (auto written = m_upsert.run(); !written) {
            return written;
        }
        if (counts.requests >= 0) {
            continue;
        }
        m_prune.bind(place.first).bind(bucket).bind(source).bindText(listener).bindText(type);
        if (auto pruned = m_prune.run(); !pruned) {
            return pruned;
        }
    }
    return {};
}

}  // namespace mirrorscope::storage
