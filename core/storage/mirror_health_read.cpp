// SPDX-License-Identifier: Apache-2.0
#include "core/storage/mirror_health_read.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>

#include "core/storage/proof_results.h"
#include "core/storage/source_reads.h"

namespace mirrorscope::storage {
namespace {

using namespace std::chrono_literals;
using traffic::MirrorHealth;
using traffic::SourceId;
using BySource = std::map<SourceId, MirrorHealth*>;

constexpr std::int64_t kMinutes = 60;

std::int64_t secondOf(base::WallTime time) {
    return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

base::Result<void> addRates(QueryRunner& runner, const BySource& sources, base::WallTime now,
                            const base::CancelToken& cancel) {
    struct Row {
        std::int64_t resolution = 0;
        std::int64_t bucket = 0;
        SourceId source = 0;
        std::uint64_t requests = 0;
    };
    const std::int64_t tens = secondOf(now) / 10 * 10 - 10;
    const std::int64_t first = secondOf(now) / 60 * 60 - (kMinutes - 1) * 60;
    const auto rows = runner.gather<Row>(
        "SELECT resolution, bucket, source, sum(requests) FROM rollup WHERE type = ''"
        " AND ((resolution = 10 AND bucket = ?) OR (resolution = 60 AND bucket >= ? AND bucket < ?))"
        " GROUP BY 1, 2, 3",
        {tens, first, first + kMinutes * 60}, cancel, [](const Statement& row) {
            return Row{row.number(0), row.number(1), row.number(2),
                       static_cast<std::uint64_t>(row.number(3))};
        });
    if (!rows) {
        return rows.error();
    }
    for (const Row& row : *rows) {
        const auto found = sources.find(row.source);
        if (found == sources.end()) {
            continue;
        }
        if (row.resolution == 10) {
            found->second->perSecond = static_cast<double>(row.requests) / 10;
        } else {
            found->second->lastHour[static_cast<std::size_t>((row.bucket - first) / 60)] += row.requests;
        }
    }
    return {};
}

base::Result<void> addRefusals(QueryRunner& runner, const BySource& sources, base::WallTime now,
                               const base::CancelToken& cancel) {
    using Row = std::pair<std::string, std::uint64_t>;
    const auto rows = runner.gather<Row>(
        "SELECT listener, sum(requests) FROM refusal WHERE second > ? AND second <= ? GROUP BY 1",
        {secondOf(now - 1h), secondOf(now)}, cancel,
        [](const Statement& row) { return Row{row.bytes(0), static_cast<std::uint64_t>(row.number(1))}; });
    if (!rows) {
        return rows.error();
    }
    std::map<std::string, std::size_t> senders;
    for (const auto& [id, health] : sources) {
        ++senders[health->source.listener];
    }
    const std::map<std::string, std::uint64_t> refused(rows->begin(), rows->end());
    for (const auto& [id, health] : sources) {
        const auto found = refused.find(health->source.listener);
        health->refused = found == refused.end() ? 0 : found->second;
        health->refusedIsShared = senders[health->source.listener] > 1;
    }
    return {};
}

base::Result<void> addSettings(QueryRunner& runner, const BySource& sources,
                               const base::CancelToken& cancel) {
    const auto settings = readSourceSettings(runner, cancel);
    const auto findings = readFindings(runner, cancel);
    if (!settings || !findings) {
        return settings ? findings.error() : settings.error();
    }
    for (const traffic::SourceSetting& setting : *settings) {
        if (const auto found = sources.find(setting.source); found != sources.end()) {
            found->second->mode = setting.mode;
            found->second->mergedInto = setting.mergedInto;
        }
    }
    for (const traffic::Finding& finding : *findings) {
        const auto found = sources.find(finding.source);
        if (found == sources.end() || !finding.isOpen()) {
            continue;
        }
        MirrorHealth& health = *found->second;
        ++health.openFindings;
        health.worst = std::max(health.worst.value_or(finding.severity), finding.severity);
    }
    return {};
}

/// The proxy's id, method, target and content of each request: those who agree in all are the same request.
base::Result<void> addTwins(QueryRunner& runner, const BySource& sources, base::WallTime now,
                            const base::CancelToken& cancel) {
    std::unordered_set<std::size_t> seen;
    const auto take = [&](const Statement& row) {
        const auto found = sources.find(row.number(0));
        if (found != sources.end()) {
            std::string key;
            for (int column = 0; column < 5; ++column) {
                key += row.bytes(column);
                key += '\0';
            }
            auto& copies = found->second->copies;
            copies = copies.value_or(traffic::DoubleCopies());
            ++copies->looked;
            copies->twice += seen.insert(std::hash<std::string>()(key)).second ? 0U : 1U;
        }
        return '\0';
    };
    const auto from = std::chrono::duration_cast<std::chrono::microseconds>((now - 1h).time_since_epoch());
    const auto read = runner.gatherWhile<char>(
        "SELECT c.source, c.request_id, r.method, r.target, r.sha256 FROM request r JOIN context c ON "
        "c.request = r.id"
        " WHERE r.id > (SELECT ifnull(max(id), 0) FROM request) - ? AND r.time >= ? AND r.time <= ?"
        " AND c.request_id <> x''",
        {kLookedForTwins, from.count(), now.time_since_epoch().count()}, cancel, take,
        [](const auto&) { return true; });
    return read ? base::Result<void>() : base::Result<void>(read.error());
}

base::Result<void> addProofs(QueryRunner& runner, const BySource& sources, const base::CancelToken& cancel) {
    auto proofs = readProofResults(runner, cancel);
    if (!proofs) {
        return proofs.error();
    }
    for (auto& [source, proof] : *proofs) {
        if (const auto found = sources.find(source); found != sources.end()) {
            found->second->probes = std::move(proof);
        }
    }
    return {};
}

}  // namespace

base::Result<std::vector<MirrorHealth>> readMirrorHealth(QueryRunner& runner, base::WallTime now,
                                                         const base::CancelToken& cancel) {
    auto known = readSources(runner, cancel);
    if (!known) {
        return known.error();
    }
    std::vector<MirrorHealth> out;
    for (traffic::Source& source : *known) {
        MirrorHealth health;
        health.source = std::move(source);
        health.lastHour.resize(kMinutes);
        out.push_back(std::move(health));
    }
    BySource bySource;
    for (MirrorHealth& health : out) {
        bySource[health.source.id] = &health;
    }
    for (const auto& part :
         {addRates(runner, bySource, now, cancel), addRefusals(runner, bySource, now, cancel),
          addSettings(runner, bySource, cancel), addProofs(runner, bySource, cancel),
          addTwins(runner, bySource, now, cancel)}) {
        if (!part) {
            return part.error();
        }
    }
    return out;
}

}  // namespace mirrorscope::storage
