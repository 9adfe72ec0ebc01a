// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/usual_rates.h"

namespace mirrorscope::ui::sources {
namespace {

using namespace std::chrono_literals;

constexpr int kResolution = 60;  // seconds
constexpr auto kHistory = 1h;
constexpr auto kReadAgainAfter = 60s;
/// Sources last seen so lately are read by one question.
constexpr auto kLately = 15min;

}  // namespace

base::Result<void> UsualRates::readHour(api::SessionQueries& queries,
                                        const std::vector<traffic::Source>& sources, base::WallTime until,
                                        base::WallTime now, const base::CancelToken& cancel) {
    const auto rows = queries.rollup(kResolution, until - kHistory, until + 1min, cancel);
    if (!rows) {
        return rows.error();
    }
    std::map<traffic::SourceId, std::map<base::WallTime, std::uint64_t>> minutes;
    for (const traffic::RollupRow& row : *rows) {
        if (!row.type) {
            minutes[row.source][row.bucket] += row.requests;
        }
    }
    for (const traffic::Source& source : sources) {
        std::vector<MinuteCount> counts;
        for (const auto& [minute, requests] : minutes[source.id]) {
            counts.push_back({minute, requests});
        }
        m_known[source.id] = {source.lastSeen, now, usualRate(counts)};
    }
    return {};
}

base::Result<UsualRates::ById> UsualRates::read(api::SessionQueries& queries,
                                                const std::vector<traffic::Source>& sources,
                                                base::WallTime now, const base::CancelToken& cancel) {
    std::vector<traffic::Source> lately;
    for (const traffic::Source& source : sources) {
        const auto known = m_known.find(source.id);
        const bool isFresh = known != m_known.end() && (known->second.lastSeen == source.lastSeen ||
                                                        now - known->second.readAt < kReadAgainAfter);
        if (isFresh) {
            continue;
        }
        if (now - source.lastSeen < kLately) {
            lately.push_back(source);
        } else if (auto done = readHour(queries, {source}, source.lastSeen, now, cancel); !done) {
            return done.error();
        }
    }
    if (!lately.empty()) {
        if (auto done = readHour(queries, lately, now, now, cancel); !done) {
            return done.error();
        }
    }
    ById rates;
    for (const traffic::Source& source : sources) {
        if (const Known& known = m_known[source.id]; known.usual) {
            rates[source.id] = *known.usual;
        }
    }
    return rates;
}

}  // namespace mirrorscope::ui::sources
