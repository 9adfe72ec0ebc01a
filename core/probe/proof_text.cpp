// SPDX-License-Identifier: Apache-2.0
#include "core/probe/proof_text.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "core/base/byte_text.h"

namespace mirrorscope::probe {
namespace {

std::string lagText(std::chrono::microseconds lag) {
    return fmt::format("{:.1f} ms", static_cast<double>(lag.count()) / 1000);
}

std::string shownLag(const LagFigures& lag, std::chrono::microseconds value) {
    return lag.count == 0 ? "-" : lagText(value);
}

std::string bodyText(const ProbeRow& row) {
    if (row.counts.arrived == 0) {
        return "-";
    }
    switch (row.body) {
        case BodyState::None:
            return "None";
        case BodyState::Equal:
            return "Equal";
        case BodyState::Cut:
            return fmt::format("Cut at {}", row.bodyBytes);
        case BodyState::Missing:
            return "Missing";
        case BodyState::Different:
            return "Different";
    }
    return {};
}

std::string headersText(const Proof& proof, const ProbeRow& row) {
    if (row.counts.arrived == 0 || proof.headers.empty()) {
        return "-";
    }
    return row.headersWrong == 0 ? fmt::format("All {}", proof.headers.size())
                                 : fmt::format("{} of {} wrong", row.headersWrong, proof.headers.size());
}

void writeLine(std::string& out, std::string_view text) {
    out += text;
    out += '\n';
}

void writeMatrix(std::string& out, const Proof& proof) {
    const auto line = [&out](std::string text) {
        text.erase(text.find_last_not_of(' ') + 1);
        writeLine(out, text);
    };
    constexpr auto kForm = "{:<10}  {:<22}  {:>5}  {:>7}  {:>5}  {:>9}  {:>5}  {:>9}  {:>9}  {:<12}  {}";
    line(fmt::format(kForm, "result", "probe", "sent", "arrived", "lost", "duplicate", "late", "lag p50",
                     "lag p95", "body", "headers"));
    for (const ProbeRow& row : proof.rows) {
        const ProbeCounts& counts = row.counts;
        line(fmt::format(kForm, row.word, formOf(row.kind).title, counts.sent, counts.arrived, counts.lost,
                         counts.duplicates, counts.late, shownLag(row.lag, row.lag.p50),
                         shownLag(row.lag, row.lag.p95), bodyText(row), headersText(proof, row)));
    }
    const ProbeCounts& all = proof.totals;
    line(fmt::format(kForm, "", "all", all.sent, all.arrived, all.lost, all.duplicates, all.late,
                     shownLag(proof.lag, proof.lag.p50), shownLag(proof.lag, proof.lag.p95), "", ""));
}

/// "14:31:02".
std::string clockText(base::WallTime time) {
    return base::isoTime(time).substr(11, 8);
}

void writeHead(std::string& out, const Proof& proof) {
    writeLine(out, base::shownText(proof.headline, proof.headline.size()));
    const std::string share = proof.percentage < 100
                                  ? fmt::format("; {} % mirrored, {} to {} copies expected ({})",
                                                proof.percentage, proof.expected.low, proof.expected.high,
                                                proof.law == ShareLaw::Counts ? "counted" : "drawn")
                                  : std::string();
    writeLine(
        out, fmt::format("{} probes through {}, {} to {} UTC; {} of each; limit {} % lost, {} ms late{}",
                         proof.totals.sent, base::shownText(proof.via), clockText(proof.begun),
                         clockText(proof.ended), proof.count, proof.maxLoss, proof.lateAfter.count(), share));
    out += '\n';
}

void writeHeaders(std::string& out, const Proof& proof) {
    writeLine(out, "\nHeader contract");
    if (proof.headers.empty()) {
        writeLine(out, "  nobody said which headers are promised: --expect-header NAME or --contract FILE");
    }
    for (const HeaderResult& header : proof.headers) {
        writeLine(out, fmt::format("  {:<7}  {:<24}  {}", headerStateName(header.state),
                                   base::shownText(header.name), base::shownText(header.shown, 100)));
    }
}

void writeLags(std::string& out, std::string_view name, const LagFigures& lag) {
    if (lag.count > 0) {
        writeLine(out, fmt::format("  {:<7}  {:>5} copies   p50 {}   p95 {}   p99 {}", name, lag.count,
                                   lagText(lag.p50), lagText(lag.p95), lagText(lag.p99)));
    }
}

void writeConnections(std::string& out, const Proof& proof) {
    writeLine(out, fmt::format("\nFirst connections\n  warm-up: {} sent, {} arrived, not counted",
                               proof.warmUp.sent, proof.warmUp.arrived));
    writeLine(out, "\nLag");
    writeLags(out, "all", proof.lag);
    writeLags(out, "cold", proof.cold);
    writeLags(out, "steady", proof.steady);
    if (proof.clockJumps > 0) {
        writeLine(out, fmt::format("  a clock jumped: {} copies without a lag", proof.clockJumps));
    }
}

void writeReasons(std::string& out, const Proof& proof) {
    if (proof.reasons.empty()) {
        return;
    }
    writeLine(out, "\nWhat to change");
    for (const Reason& reason : proof.reasons) {
        writeLine(out, fmt::format("  {}  {}\n    {}", reason.code,
                                   base::shownText(reason.what, reason.what.size()), reason.todo));
    }
}

}  // namespace

std::string proofText(const Proof& proof) {
    std::string out;
    writeHead(out, proof);
    writeMatrix(out, proof);
    writeHeaders(out, proof);
    writeConnections(out, proof);
    writeReasons(out, proof);
    return out;
}

}  // namespace mirrorscope::probe
