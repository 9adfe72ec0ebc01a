// SPDX-License-Identifier: Apache-2.0
#include "core/probe/proof_reasons.h"

#include <algorithm>
#include <numeric>

#include "core/base/byte_text.h"
#include "core/probe/proof_advice.h"

namespace mirrorscope::probe {
namespace {

constexpr std::uint64_t kKiB = 1U << 10U;
constexpr std::uint64_t kMiB = 1U << 20U;

bool isLost(const ProbeRow& row) {
    return row.verdict == Verdict::Failed && row.counts.arrived == 0 &&
           (row.counts.lost > 0 || row.counts.notChosen > 0);
}

/// "GET, short; HEAD; PUT".
std::string titlesOf(const Proof& proof, bool (*isMeant)(const ProbeRow&)) {
    std::string out;
    for (const ProbeRow& row : proof.rows) {
        if (isMeant(row)) {
            out += (out.empty() ? "" : "; ") + std::string(formOf(row.kind).title);
        }
    }
    return out;
}

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

void addLoss(const Proof& proof, std::vector<Reason>& out) {
    const ProbeCounts& totals = proof.totals;
    if (totals.arrived == 0 && totals.lost + totals.notChosen > 0) {
        out.push_back(
            {Verdict::Failed, "NOTHING_ARRIVED", "No probe arrived.", nothingArrivesAdvice(proof.kind)});
        return;
    }
    if (const auto size = lostAbove(proof)) {
        out.push_back({Verdict::Failed, "BODIES_LOST", "Bodies over " + sizeText(*size) + " are lost.",
                       largeBodiesAdvice(proof.kind), largeBodiesPatch(proof.kind)});
        return;
    }
    const std::string kinds = titlesOf(proof, [](const ProbeRow& row) {
        return row.verdict == Verdict::Failed && (row.word == "Lost" || row.word == "Too few");
    });
    if (!kinds.empty()) {
        const std::size_t missing = totals.lost + totals.notChosen;
        out.push_back({Verdict::Failed, "PROBES_LOST",
                       plural(missing, "probe did not arrive: ", "probes did not arrive: ") + kinds + ".",
                       someLostAdvice(proof.kind)});
    }
}

/// Without loss by rows the whole can still be beside the law.
void addShare(const Proof& proof, std::vector<Reason>& out) {
    if (proof.percentage >= 100 || proof.expected.holds(proof.totals.arrived) || proof.totals.arrived == 0) {
        return;
    }
    const std::size_t sent = proof.totals.arrived + proof.totals.notChosen;
    const bool mayBeOthers =
        proof.law == ShareLaw::Counts &&
        expectedCount(ShareLaw::Draws, proof.percentage, sent).holds(proof.totals.arrived);
    const std::string what = std::to_string(proof.totals.arrived) + " of " + std::to_string(sent) +
                             " arrived, " + std::to_string(proof.expected.low) + " to " +
                             std::to_string(proof.expected.high) + " are right.";
    out.push_back(
        mayBeOthers
            ? Reason{Verdict::NotProven, "SHARE_NOT_EXACT", what,
                     "The proxy counts all requests of the route, other clients' too: run this without other "
                     "traffic, or with a larger --count."}
            : Reason{Verdict::Failed, "SHARE_WRONG", what,
                     "Compare the percentage of the proxy's configuration with --percentage."});
}

void addBodies(const Proof& proof, std::vector<Reason>& out) {
    const auto add = [&](BodyState state, const char* code, const char* what, std::string todo,
                         std::string patch = {}) {
        const bool isThere = std::ranges::any_of(
            proof.rows, [&](const ProbeRow& row) { return row.bodiesWrong > 0 && row.body == state; });
        if (isThere) {
            out.push_back({Verdict::Failed, code, what, std::move(todo), std::move(patch)});
        }
    };
    add(BodyState::Missing, "BODIES_MISSING", "Copies came without their bodies.",
        missingBodiesAdvice(proof.kind), missingBodiesPatch(proof.kind));
    add(BodyState::Cut, "BODIES_CUT", "Bodies came cut.", cutBodiesAdvice(proof.kind));
    add(BodyState::Different, "BODIES_DIFFERENT", "Bodies came changed.",
        "Something on the way rewrites requests: look for filters that compress, scan or normalise bodies.");
}

void addHeaders(const Proof& proof, std::vector<Reason>& out) {
    for (const HeaderState state : {HeaderState::Missing, HeaderState::Wrong}) {
        std::string names;
        for (const HeaderResult& header : proof.headers) {
            if (header.state == state) {
                names +=
                    (names.empty() ? "" : "; ") + header.name + " (" + base::shownText(header.shown) + ")";
            }
        }
        if (!names.empty()) {
            const bool isMissing = state == HeaderState::Missing;
            out.push_back(
                {isMissing ? Verdict::Failed : Verdict::NotProven,
                 isMissing ? "HEADERS_MISSING" : "HEADERS_WRONG",
                 (isMissing ? "Promised headers are missing: " : "Headers do not say what they should: ") +
                     names + ".",
                 headersAdvice(proof.kind)});
        }
    }
}

void addOthers(const Proof& proof, std::vector<Reason>& out) {
    const ProbeCounts& totals = proof.totals;
    if (totals.duplicates > 0) {
        out.push_back({Verdict::Failed, "DUPLICATES",
                       plural(totals.duplicates, "copy too many came.", "copies too many came."),
                       duplicatesAdvice(proof.kind)});
    }
    if (totals.late > 0) {
        out.push_back({Verdict::Failed, "LATE",
                       plural(totals.late, "copy", "copies") + " came later than " +
                           std::to_string(proof.lateAfter.count()) + " ms.",
                       lateAdvice(proof.kind)});
    }
    for (const ProbeRow& row : proof.rows) {
        if (row.verdict == Verdict::NotProven && row.word == "Refused") {
            out.push_back({Verdict::NotProven, "REFUSED",
                           std::string(formOf(row.kind).title) + ": " + row.reason + ".",
                           refusedAdvice(proof.kind, row.refusal)});
        }
    }
    if (totals.unanswered + totals.notSent > 0) {
        out.push_back({Verdict::NotProven, "NOT_ANSWERED",
                       plural(totals.unanswered + totals.notSent, "probe", "probes") + " got no answer.",
                       "Look whether the proxy and the origin behind it answer this URL at all."});
    }
}

}  // namespace

std::string sizeText(std::uint64_t bytes) {
    for (const auto& [unit, name] : {std::pair{kMiB, " MiB"}, std::pair{kKiB, " KiB"}}) {
        if (bytes >= unit && bytes % unit == 0) {
            return std::to_string(bytes / unit) + name;
        }
    }
    return bytes == kMiB - 1 ? "1 MiB - 1 B" : std::to_string(bytes) + " bytes";
}

std::optional<std::uint64_t> lostAbove(const Proof& proof) {
    std::uint64_t largestArrived = 0;
    std::uint64_t smallestLost = UINT64_MAX;
    for (const ProbeRow& row : proof.rows) {
        const std::uint64_t size = formOf(row.kind).bodyBytes;
        if (isLost(row)) {
            smallestLost = std::min(smallestLost, size);
        } else if (row.counts.arrived > 0) {
            largestArrived = std::max(largestArrived, size);
        }
        const bool isPartly = row.verdict == Verdict::Failed && row.word == "Lost" && row.counts.arrived > 0;
        if (isPartly) {
            return std::nullopt;
        }
    }
    const bool bySize = smallestLost != UINT64_MAX && largestArrived > 0 && largestArrived < smallestLost;
    return bySize ? std::optional(largestArrived) : std::nullopt;
}

std::vector<Reason> reasonsOf(const Proof& proof, const HeaderReport& headers) {
    std::vector<Reason> out;
    addLoss(proof, out);
    addShare(proof, out);
    addBodies(proof, out);
    if (headers.becameClient) {
        out.push_back({Verdict::Failed, "TRUST_TOO_WIDE",
                       "Whoever writes X-Forwarded-For is believed: " + std::string(kForgedAddress) +
                           " became the client (" + headers.becameClientBy + ").",
                       forgedAdvice(proof.kind)});
    }
    if (headers.cameDirectly) {
        out.push_back({Verdict::NotProven, "NO_PROXY",
                       "Probes came as they were sent, byte for byte: no proxy copied them.",
                       "Name the proxy's public URL with --via, not the listener's own address."});
    }
    addHeaders(proof, out);
    addOthers(proof, out);
    if (proof.warmUp.lost > 0 && proof.totals.arrived > 0) {
        out.push_back({Verdict::NotProven, "FIRST_LOST",
                       std::to_string(proof.warmUp.lost) + " of " + std::to_string(proof.warmUp.sent) +
                           " first requests of a connection did not arrive.",
                       firstLostAdvice(proof.kind)});
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, &Reason::verdict);
    return out;
}

std::string headlineOf(const Proof& proof) {
    if (proof.verdict == Verdict::Passed) {
        return proof.percentage < 100
                   ? "Passed: the share that was asked for arrived, once, whole and in time"
               : proof.totals.lost > 0
                   ? "Passed: " + std::to_string(proof.totals.lost) + " of " +
                         std::to_string(proof.totals.sent) + " probes were lost, no more than allowed"
                   : "Passed: every probe arrived once, whole and in time";
    }
    const std::string word = proof.verdict == Verdict::Failed ? "Failed: " : "Not proven: ";
    if (proof.totals.lost > 0 && proof.verdict == Verdict::Failed) {
        const auto size = lostAbove(proof);
        return word + std::to_string(proof.totals.lost) + " of " + std::to_string(proof.totals.sent) +
               " probes were lost" + (size ? ", all with bodies over " + sizeText(*size) : std::string());
    }
    if (proof.reasons.empty()) {
        return word + "not every probe shows what it should";
    }
    std::string what = proof.reasons.front().what;
    what.erase(what.find_last_not_of('.') + 1);
    return word + what;
}

}  // namespace mirrorscope::probe
