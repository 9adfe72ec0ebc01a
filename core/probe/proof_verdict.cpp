// SPDX-License-Identifier: Apache-2.0
#include "core/probe/proof_verdict.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/probe/proof_reasons.h"
#include "core/probe/proof_rows.h"

namespace mirrorscope::probe {
namespace {

/// Of a row: what decides, in the order in which it does.
struct Judgement {
    Verdict verdict;
    std::string word;
    std::string reason;
};

std::string count(std::size_t some, std::size_t all) {
    return std::to_string(some) + " of " + std::to_string(all);
}

/// Never all of a kind: that kind is not mirrored, whatever share of losses is allowed.
std::size_t allowedLoss(const Proof& proof, std::size_t sent) {
    const auto share = std::floor(proof.maxLoss / 100 * static_cast<double>(sent) + 1e-9);
    return std::min(static_cast<std::size_t>(share), sent - std::min<std::size_t>(sent, 1));
}

std::optional<Judgement> judgeShare(const ProbeRow& row, const Proof& proof) {
    const ProbeCounts& counts = row.counts;
    const std::size_t chosen = counts.arrived + counts.notChosen;
    if (chosen == 0 || proof.percentage >= 100) {
        return std::nullopt;
    }
    if (counts.arrived == 0 && proof.percentage > 0) {
        const std::size_t enough = enoughToShow(proof.percentage);
        return chosen >= enough
                   ? Judgement{Verdict::Failed, "Lost", "none arrived, and chance does not explain it"}
                   : Judgement{
                         Verdict::NotProven, "Not shown",
                         "none arrived, which may be chance below " + std::to_string(enough) + " probes"};
    }
    // One row of a counting proxy is no stretch of its requests: by rows both laws are draws.
    const ExpectedCount expected = expectedCount(ShareLaw::Draws, proof.percentage, chosen);
    if (!expected.holds(counts.arrived)) {
        return Judgement{Verdict::Failed, counts.arrived < expected.low ? "Too few" : "Too many",
                         std::to_string(counts.arrived) + " arrived, " + std::to_string(expected.low) +
                             " to " + std::to_string(expected.high) + " expected"};
    }
    return std::nullopt;
}

std::string bodyWord(BodyState body) {
    return body == BodyState::Cut ? "Cut" : body == BodyState::Missing ? "No body" : "Other body";
}

std::string bodyReason(const ProbeRow& row) {
    const std::string bodies = count(row.bodiesWrong, row.counts.arrived) + " copies ";
    switch (row.body) {
        case BodyState::Cut:
            return bodies + "cut, one at " + std::to_string(row.bodyBytes) + " bytes";
        case BodyState::Missing:
            return bodies + "without the body";
        default:
            return bodies + "with another body";
    }
}

Judgement judgeRow(const ProbeRow& row, const Proof& proof, bool becameClient) {
    const ProbeCounts& counts = row.counts;
    if (counts.lost > allowedLoss(proof, counts.sent)) {
        return {Verdict::Failed, "Lost", count(counts.lost, counts.sent) + " lost"};
    }
    if (const auto share = judgeShare(row, proof)) {
        return *share;
    }
    if (row.bodiesWrong > 0) {
        return {Verdict::Failed, bodyWord(row.body), bodyReason(row)};
    }
    if (counts.duplicates > 0) {
        return {Verdict::Failed, "Twice", std::to_string(counts.duplicates) + " copies too many"};
    }
    if (counts.late > 0) {
        return {Verdict::Failed, "Late",
                count(counts.late, counts.arrived) + " later than " +
                    std::to_string(proof.lateAfter.count()) + " ms"};
    }
    if (row.kind == ProbeKind::ForgedChain && becameClient) {
        return {Verdict::Failed, "Believed", "the forged address became the client"};
    }
    if (counts.refused > 0) {
        return {Verdict::NotProven, "Refused",
                count(counts.refused, counts.sent) + " answered " + std::to_string(row.refusal) +
                    " before the mirror"};
    }
    if (counts.notSent + counts.unanswered > 0) {
        return {Verdict::NotProven, "No answer",
                count(counts.notSent + counts.unanswered, counts.sent) + " without an answer"};
    }
    if (row.headersWrong > 0) {
        const bool isMissing = std::ranges::any_of(
            proof.headers, [](const auto& header) { return header.state == HeaderState::Missing; });
        return {isMissing ? Verdict::Failed : Verdict::NotProven, "Arrived",
                count(row.headersWrong, proof.headers.size()) + " headers wrong"};
    }
    return {Verdict::Passed, "Passed", {}};
}

Verdict worstOf(const Proof& proof) {
    Verdict worst = proof.totals.sent == 0 ? Verdict::NotProven : Verdict::Passed;
    for (const ProbeRow& row : proof.rows) {
        worst = std::max(worst, row.verdict);
    }
    for (const Reason& reason : proof.reasons) {
        worst = std::max(worst, reason.verdict);
    }
    return worst;
}

}  // namespace

std::string_view verdictName(Verdict verdict) {
    constexpr std::array<std::string_view, 3> kNames{"passed", "not-proven", "failed"};
    return kNames[static_cast<std::size_t>(verdict)];
}

std::string_view headerStateName(HeaderState state) {
    constexpr std::array<std::string_view, 3> kNames{"right", "wrong", "missing"};
    return kNames[static_cast<std::size_t>(state)];
}

Sender senderOf(std::span<const Arrival> arrivals) {
    std::map<std::pair<traffic::SourceId, traffic::SourceKind>, std::size_t> counts;
    for (const Arrival& arrival : arrivals) {
        ++counts[{arrival.context.source, arrival.context.kind}];
    }
    const auto most = std::ranges::max_element(counts, {}, [](const auto& one) { return one.second; });
    return most == counts.end() ? Sender{} : Sender{most->first.first, most->first.second};
}

Proof judge(const RunRecord& record, const ProbeUrl& url, const Expectations& wanted) {
    Proof proof;
    proof.via = url.text();
    proof.run = record.sent.empty() ? std::string() : record.sent.front().probe.tag.run;
    proof.begun = record.begun;
    proof.ended = record.ended;
    proof.percentage = wanted.percentage;
    proof.maxLoss = wanted.maxLoss;
    proof.lateAfter = wanted.lateAfter;
    const Sender sender = senderOf(record.arrivals);
    proof.source = sender.source;
    proof.kind = sender.kind == traffic::SourceKind::Unknown ? wanted.kind : sender.kind;
    proof.law = wanted.law.value_or(shareLawOf(proof.kind));
    const auto matches = matchProbes(record.sent, record.arrivals, wanted.lateAfter);
    const HeaderReport headers = checkHeaders(wanted.headers, url, record.sent, matches, record.arrivals);
    proof.headers = headers.headers;
    const bool isShare = wanted.percentage < 100;
    proof.rows =
        countRows({record.sent, record.arrivals, matches, headers, isShare, wanted.hasBodies}, proof);
    const ProbeCounts& totals = proof.totals;
    proof.expected =
        expectedCount(proof.law, proof.percentage, totals.arrived + totals.lost + totals.notChosen);
    for (ProbeRow& row : proof.rows) {
        proof.count = std::max(proof.count, row.counts.sent);
        auto judged = judgeRow(row, proof, headers.becameClient);
        row.verdict = judged.verdict;
        row.word = std::move(judged.word);
        row.reason = std::move(judged.reason);
    }
    proof.reasons = reasonsOf(proof, headers);
    proof.verdict = worstOf(proof);
    proof.headline = headlineOf(proof);
    return proof;
}

}  // namespace mirrorscope::probe
