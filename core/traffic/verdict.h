// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/traffic/attack_type.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::traffic {

enum class Severity : std::uint8_t { Info, Low, Medium, High, Critical, Count };

/// Suspicious: hits, but the score stays below the threshold. Excluded: every hit was taken out by an
/// exclusion.
enum class RequestState : std::uint8_t {
    Pending,
    Clean,
    Suspicious,
    Attack,
    Excluded,
    NotAnalysed,
    Error,
    Count
};

std::string_view severityName(Severity severity);
std::optional<Severity> severityByName(std::string_view name);
std::string_view requestStateName(RequestState state);  // "not-analysed"
std::optional<RequestState> requestStateByName(std::string_view name);

/// One rule that matched one value.
struct Hit {
    std::int64_t ruleId = 0;
    AttackType type = AttackType::Other;
    Severity severity = Severity::Info;
    std::string message;   // the rule's own
    std::string point;     // where in the request, for people: "query › id", "header › User-Agent"
    std::string variable;  // as the engine names it: "ARGS:id"
    std::string matched;   // bytes, cut at kMatchedBytes
    /// First matched byte as received, counted from the first byte of the head; the body begins at
    /// head.size(). Unset when the engine cannot tell.
    std::optional<std::uint64_t> offset;
    std::uint64_t length = 0;     // bytes as received, with offset only
    std::string transformations;  // "t:none,t:urlDecodeUni" when known
    std::string ruleFile;         // file name and line of the rule
};

inline constexpr std::size_t kMatchedBytes = 1024;

/// What an engine thinks of one request.
struct Verdict {
    RequestId requestId = 0;
    RequestState state = RequestState::Pending;
    int score = 0;      // inbound anomaly score
    int threshold = 0;  // it was judged by
    bool partial = false;
    std::string error;  // for state Error
    std::vector<Hit> hits;
};

}  // namespace mirrorscope::traffic
