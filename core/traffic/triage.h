// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::traffic {

/// What a person decided about a hit. New: nothing yet; never stored.
enum class TriageState : std::uint8_t { New, Confirmed, FalsePositive, Escalated, Archived, Count };

/// As stored and as filters write it: "new", "confirmed", "false-positive", "escalated", "archived".
std::string_view triageStateName(TriageState state);
std::optional<TriageState> triageStateByName(std::string_view name);

/// About one hit; rule 0 and an empty point: about a request without hits.
struct TriageDecision {
    std::int64_t ruleId = 0;
    std::string point;
    TriageState state = TriageState::New;
    base::WallTime at{};
    std::string reason;
};

struct Note {
    std::int64_t id = 0;
    base::WallTime at{};
    std::string text;
};

/// All that people wrote on a request. Survives every re-analysis.
struct UserMarks {
    std::vector<TriageDecision> decisions;
    std::vector<Note> notes;  // oldest first
    std::vector<std::string> tags;
    std::string colour;  // empty: none

    bool isEmpty() const { return decisions.empty() && notes.empty() && tags.empty() && colour.empty(); }
};

}  // namespace mirrorscope::traffic
