// SPDX-License-Identifier: Apache-2.0
// Is it who it was, and does each request come once?
#include <array>
#include <unordered_map>

#include "core/doctor/finding_rule.h"
#include "core/doctor/sign_share.h"

namespace mirrorscope::doctor {
namespace {

using traffic::FindingSeverity;

/// One request is enough: a pinned source does not change its kind by itself.
std::optional<Evidence> otherKind(const Window& window) {
    Evidence evidence;
    std::string likeness;
    for (const Observation& one : window.requests) {
        if (one.has(Sign::OtherKind)) {
            ++evidence.count;
            evidence.sample = one.request;
            likeness = one.likeness;
        }
    }
    if (evidence.count == 0) {
        return std::nullopt;
    }
    evidence.seen =
        "headers like those of " + likeness + " in " + countOf(evidence.count, window.requests.size());
    return evidence;
}

struct Repeats {
    std::size_t ids = 0;       // different ones
    std::size_t twice = 0;     // ids of exactly two requests
    std::size_t repeated = 0;  // ids of two requests or more
    traffic::RequestId sample = 0;
};

Repeats repeatsIn(const Window& window) {
    std::unordered_map<std::uint64_t, std::size_t> seen;
    Repeats out;
    for (const Observation& one : window.requests) {
        if (one.requestIdHash != 0 && ++seen[one.requestIdHash] > 1) {
            out.sample = one.request;
        }
    }
    out.ids = seen.size();
    for (const auto& [id, count] : seen) {
        out.twice += count == 2 ? 1 : 0;
        out.repeated += count > 1 ? 1 : 0;
    }
    return out;
}

/// Nearly every request twice: two mirrors to one listener, one behind the other. The first and the last
/// request of the window may have lost their pair.
bool isDoubled(const Repeats& repeats) {
    return repeats.ids > 4 && (repeats.twice + 2) * 10 >= repeats.ids * 8;
}

std::optional<Evidence> doubled(const Window& window) {
    const Repeats repeats = repeatsIn(window);
    if (!isDoubled(repeats)) {
        return std::nullopt;
    }
    return Evidence{std::to_string(repeats.twice) + " of " + std::to_string(repeats.ids) +
                        " request ids came exactly twice",
                    repeats.twice, repeats.sample};
}

std::optional<Evidence> repeatedIds(const Window& window) {
    constexpr std::size_t kEnough = 3;
    const Repeats repeats = repeatsIn(window);
    if (repeats.repeated < kEnough || isDoubled(repeats)) {
        return std::nullopt;
    }
    return Evidence{std::to_string(repeats.repeated) + " of " + std::to_string(repeats.ids) +
                        " request ids came more than once",
                    repeats.repeated, repeats.sample};
}

std::optional<Evidence> copyOfCopy(const Window& window) {
    auto evidence =
        evidenceOfShare(window.requests, Sign::HostShadowTwice, 0, "Host with \"-shadow\" two times");
    return evidence
               ? evidence
               : evidenceOfShare(window.requests, Sign::MarkerTwice, 0, "X-Mirrorscope-Source two times");
}

std::optional<Evidence> wrongToken(const Window& window) {
    return evidenceOfShare(window.requests, Sign::TokenWrong, 0, "a token that is none of those expected");
}

constexpr std::array kRules{
    FindingRule{"KIND_CONTRADICTION", FindingSeverity::Warning, 1, 100, 100,
                "one request with the headers of another kind of proxy than the source is pinned to",
                otherKind},
    FindingRule{"TOKEN_WRONG", FindingSeverity::Warning, 1, 100, 100,
                "one request with a token that is none of those expected", wrongToken},
    FindingRule{"DOUBLE_MIRROR", FindingSeverity::Warning, 20, 40, 40,
                "nearly every request id comes exactly twice", doubled},
    FindingRule{"REQUEST_ID_REPEATED", FindingSeverity::Warning, 20, 100, 100,
                "3 request ids come more than once, and not nearly all", repeatedIds},
    FindingRule{"MIRROR_LOOP", FindingSeverity::Error, 1, 20, 20,
                "one request with -shadow or the marker twice", copyOfCopy},
};

}  // namespace

std::span<const FindingRule> identityRules() {
    return kRules;
}

}  // namespace mirrorscope::doctor
