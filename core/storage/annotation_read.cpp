// SPDX-License-Identifier: Apache-2.0
#include "core/storage/annotation_read.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>

#include "core/storage/proof_results.h"
#include "core/storage/recording_events.h"
#include "core/storage/source_reads.h"

namespace mirrorscope::storage {
namespace {

using base::WallTime;
using traffic::Annotation;

/// Refusals closer than that are one annotation.
constexpr std::chrono::seconds kPause{60};

WallTime timeOf(std::int64_t microseconds) {
    return WallTime(std::chrono::microseconds(microseconds));
}

/// A run that began before the span and goes on in it begins in it.
base::Result<void> addRefusals(QueryRunner& runner, WallTime from, WallTime until,
                               const base::CancelToken& cancel, std::vector<Annotation>& out) {
    const auto second = [](WallTime time) {
        return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
    };
    const auto rows = runner.gather<Annotation>(
        // Up to the year 9999: an invented session may name any second.
        "SELECT second * 1000000, listener, requests FROM refusal WHERE second >= ? AND second < ?"
        " AND second BETWEEN 0 AND 253402300799 ORDER BY second",
        {second(from), second(until)}, cancel, [](const Statement& row) {
            return Annotation{timeOf(row.number(0)),
                              Annotation::Kind::Refused,
                              row.bytes(1),
                              {},
                              static_cast<std::uint64_t>(row.number(2)),
                              timeOf(row.number(0))};
        });
    if (!rows) {
        return rows.error();
    }
    std::map<std::string, std::size_t> runs;  // places in `out`
    for (const Annotation& row : *rows) {
        const auto run = runs.find(row.what);
        if (run != runs.end() && row.at - *out[run->second].until <= kPause) {
            out[run->second].count += row.count;
            out[run->second].until = row.at;
        } else {
            runs[row.what] = out.size();
            out.push_back(row);
        }
    }
    return {};
}

/// Only the newest removal is remembered, with the sum of all.
base::Result<void> addRemoval(QueryRunner& runner, std::vector<Annotation>& out) {
    const auto at =
        runner.database().number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'removed.at'");
    const auto count =
        runner.database().number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'removed.requests'");
    if (!at || !count) {
        return at ? count.error() : at.error();
    }
    if (*count > 0) {
        out.push_back(
            {timeOf(*at), Annotation::Kind::Removed, {}, {}, static_cast<std::uint64_t>(*count), {}});
    }
    return {};
}

/// Of each source the newest proof: earlier ones are not kept.
base::Result<void> addProofs(QueryRunner& runner, const base::CancelToken& cancel,
                             std::vector<Annotation>& out) {
    auto proofs = readProofResults(runner, cancel);
    if (!proofs || proofs->empty()) {
        return proofs ? base::Result<void>() : proofs.error();
    }
    const auto sources = readSources(runner, cancel);
    if (!sources) {
        return sources.error();
    }
    for (const traffic::Source& source : *sources) {
        if (const auto found = proofs->find(source.id); found != proofs->end()) {
            const traffic::ProbeCounts& proof = found->second;
            out.push_back({proof.at, Annotation::Kind::Probed, source.name, proof.headline, proof.sent, {}});
        }
    }
    return {};
}

}  // namespace

base::Result<std::vector<Annotation>> readAnnotations(QueryRunner& runner, WallTime from, WallTime until,
                                                      const base::CancelToken& cancel) {
    auto out = readRecordingEvents(runner, cancel);
    if (!out) {
        return out.error();
    }
    if (auto removal = addRemoval(runner, *out); !removal) {
        return removal.error();
    }
    if (auto proofs = addProofs(runner, cancel, *out); !proofs) {
        return proofs.error();
    }
    std::erase_if(*out, [&](const Annotation& one) { return one.at < from || one.at >= until; });
    std::vector<Annotation> refusals;
    if (auto added = addRefusals(runner, from, until, cancel, refusals); !added) {
        return added.error();
    }
    std::ranges::move(refusals, std::back_inserter(*out));
    std::ranges::stable_sort(*out, {}, &Annotation::at);
    return out;
}

}  // namespace mirrorscope::storage
