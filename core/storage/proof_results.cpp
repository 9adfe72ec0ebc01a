// SPDX-License-Identifier: Apache-2.0
#include "core/storage/proof_results.h"

#include <boost/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace mirrorscope::storage {
namespace {

namespace json = boost::json;
using traffic::ProbeCounts;

/// A proof is some kilobytes; a session from elsewhere may hold anything.
constexpr char kProofsSql[] =
    "SELECT CAST(substr(key, 7) AS INTEGER), value FROM meta WHERE key >= 'proof.' AND key < 'proof/'"
    " AND length(value) <= 1048576";
/// The last second of the year 9999: what shows times knows no later one.
constexpr std::int64_t kLastTime = 253'402'300'799'999'999;
constexpr std::size_t kMostReasons = 20;

// Readers throw where something is missing, of another type or out of range; readable() catches.

std::int64_t numberIn(const json::object& in, std::string_view name, std::int64_t most) {
    const auto number = in.at(name).to_number<std::int64_t>();
    if (number < 0 || number > most) {
        throw std::out_of_range(std::string(name));
    }
    return number;
}

std::uint64_t countIn(const json::object& in, std::string_view name) {
    constexpr std::int64_t most = 1'000'000'000;
    return static_cast<std::uint64_t>(numberIn(in, name, most));
}

std::chrono::microseconds lagIn(const json::object& in, std::string_view name) {
    return std::chrono::microseconds(numberIn(in, name, kLastTime));
}

std::string textIn(const json::object& in, std::string_view name) {
    return std::string(in.at(name).as_string());
}

ProbeCounts read(const json::object& in) {
    const json::object& totals = in.at("totals").as_object();
    const json::object& lag = in.at("lag").as_object();
    ProbeCounts out;
    out.sent = countIn(totals, "sent");
    out.arrived = countIn(totals, "arrived");
    out.lost = countIn(totals, "lost");
    out.twice = countIn(totals, "duplicate");
    out.late = countIn(totals, "late");
    out.p50 = lagIn(lag, "p50_us");
    out.p95 = lagIn(lag, "p95_us");
    out.p99 = lagIn(lag, "p99_us");
    out.at = base::WallTime(std::chrono::microseconds(numberIn(in, "ended_us", kLastTime)));
    out.verdict = textIn(in, "verdict");
    out.headline = textIn(in, "headline");
    for (const json::value& value : in.at("reasons").as_array()) {
        if (out.reasons.size() == kMostReasons) {
            break;
        }
        const json::object& reason = value.as_object();
        out.reasons.push_back({textIn(reason, "what"), textIn(reason, "todo")});
    }
    return out;
}

std::optional<ProbeCounts> readable(std::string_view text) {
    try {
        return read(json::parse(text).as_object());
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace

base::Result<std::map<traffic::SourceId, ProbeCounts>> readProofResults(QueryRunner& runner,
                                                                        const base::CancelToken& cancel) {
    using Row = std::pair<traffic::SourceId, std::optional<ProbeCounts>>;
    auto rows = runner.gather<Row>(kProofsSql, {}, cancel, [](const Statement& row) {
        return Row{row.number(0), readable(row.bytes(1))};
    });
    if (!rows) {
        return rows.error();
    }
    std::map<traffic::SourceId, ProbeCounts> out;
    for (Row& row : *rows) {
        if (row.second) {
            out[row.first] = std::move(*row.second);
        }
    }
    return out;
}

}  // namespace mirrorscope::storage
