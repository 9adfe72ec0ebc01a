// SPDX-License-Identifier: Apache-2.0
#include "app/headless/verify_output.h"

#include <fmt/format.h>

#include <string>

#include "core/base/byte_text.h"

namespace mirrorscope::headless {
namespace {

using probe::ProbeCounts;
using probe::ProbeRow;
using probe::Proof;

std::string lagText(std::chrono::microseconds lag) {
    return fmt::format("{:.1f} ms", static_cast<double>(lag.count()) / 1000);
}

std::string shownLag(const probe::LagFigures& lag, std::chrono::microseconds value) {
    return lag.count == 0 ? "-" : lagText(value);
}

std::string bodyText(const ProbeRow& row) {
    if (row.counts.arrived == 0) {
        return "-";
    }
    switch (row.body) {
        case probe::BodyState::None:
            return "None";
        case probe::BodyState::Equal:
            return "Equal";
        case probe::BodyState::Cut:
            return fmt::format("Cut at {}", row.bodyBytes);
        case probe::BodyState::Missing:
            return "Missing";
        case probe::BodyState::Different:
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

void writeMatrix(std::FILE* out, const Proof& proof) {
    const auto line = [out](std::string text) {
        text.erase(text.find_last_not_of(' ') + 1);
        std::fprintf(out, "%s\n", text.c_str());
    };
    constexpr auto kForm = "{:<10}  {:<22}  {:>5}  {:>7}  {:>5}  {:>9}  {:>5}  {:>9}  {:>9}  {:<12}  {}";
    line(fmt::format(kForm, "result", "probe", "sent", "arrived", "lost", "duplicate", "late", "lag p50",
                     "lag p95", "body", "headers"));
    for (const ProbeRow& row : proof.rows) {
        const ProbeCounts& counts = row.counts;
        line(fmt::format(kForm, row.word, probe::formOf(row.kind).title, counts.sent, counts.arrived,
                         counts.lost, counts.duplicates, counts.late, shownLag(row.lag, row.lag.p50),
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

void writeHead(std::FILE* out, const Proof& proof) {
    std::fprintf(out, "%s\n", base::shownText(proof.headline, proof.headline.size()).c_str());
    const std::string share = proof.percentage < 100
                                  ? fmt::format("; {} % mirrored, {} to {} copies expected ({})",
                                                proof.percentage, proof.expected.low, proof.expected.high,
                                                proof.law == probe::ShareLaw::Counts ? "counted" : "drawn")
                                  : std::string();
    const std::string text =
        fmt::format("{} probes through {}, {} to {} UTC; {} of each; limit {} % lost, {} ms late{}",
                    proof.totals.sent, proof.via, clockText(proof.begun), clockText(proof.ended), proof.count,
                    proof.maxLoss, proof.lateAfter.count(), share);
    std::fprintf(out, "%s\n\n", text.c_str());
}

void writeHeaders(std::FILE* out, const Proof& proof) {
    std::fputs("\nHeader contract\n", out);
    if (proof.headers.empty()) {
        std::fputs("  nobody said which headers are promised: --expect-header NAME or --contract FILE\n",
                   out);
    }
    for (const probe::HeaderResult& header : proof.headers) {
        std::fprintf(out, "  %-7s  %-24s  %s\n", std::string(headerStateName(header.state)).c_str(),
                     base::shownText(header.name).c_str(), base::shownText(header.shown, 100).c_str());
    }
}

void writeLags(std::FILE* out, const char* name, const probe::LagFigures& lag) {
    if (lag.count > 0) {
        std::fprintf(out, "  %-7s  %5zu copies   p50 %s   p95 %s   p99 %s\n", name, lag.count,
                     lagText(lag.p50).c_str(), lagText(lag.p95).c_str(), lagText(lag.p99).c_str());
    }
}

void writeConnections(std::FILE* out, const Proof& proof) {
    std::fprintf(out, "\nFirst connections\n  warm-up: %zu sent, %zu arrived, not counted\n",
                 proof.warmUp.sent, proof.warmUp.arrived);
    std::fputs("\nLag\n", out);
    writeLags(out, "all", proof.lag);
    writeLags(out, "cold", proof.cold);
    writeLags(out, "steady", proof.steady);
    if (proof.clockJumps > 0) {
        std::fprintf(out, "  a clock jumped: %zu copies without a lag\n", proof.clockJumps);
    }
}

void writeReasons(std::FILE* out, const Proof& proof) {
    if (proof.reasons.empty()) {
        return;
    }
    std::fputs("\nWhat to change\n", out);
    for (const probe::Reason& reason : proof.reasons) {
        std::fprintf(out, "  %s  %s\n    %s\n", reason.code.c_str(),
                     base::shownText(reason.what, reason.what.size()).c_str(), reason.todo.c_str());
    }
}

}  // namespace

void writeProof(std::FILE* out, const Proof& proof) {
    writeHead(out, proof);
    writeMatrix(out, proof);
    writeHeaders(out, proof);
    writeConnections(out, proof);
    writeReasons(out, proof);
}

}  // namespace mirrorscope::headless
