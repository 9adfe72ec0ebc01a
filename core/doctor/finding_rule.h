// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/doctor/header_baseline.h"
#include "core/doctor/observation.h"
#include "core/traffic/finding.h"

namespace mirrorscope::doctor {

/// What a rule looks at: the newest requests of one source, oldest first.
struct Window {
    std::span<const Observation> requests;
    traffic::SourceKind kind = traffic::SourceKind::Unknown;
    const HeaderBaseline* baseline = nullptr;  // null until it is complete
    std::optional<HeaderPresence> contract;    // headers that the source's configuration promises
};

/// Why a rule raises its finding.
struct Evidence {
    std::string seen;  // a sentence part with the values, fit to be shown
    std::uint64_t count = 0;
    traffic::RequestId sample = 0;
};

/// A condition over the newest requests of a source. Opens when `look` finds it in the newest `window` of
/// them (at least `least` must be there), closes when it is not in the newest `quiet`.
struct FindingRule {
    std::string_view code;
    traffic::FindingSeverity severity;
    std::size_t least;
    std::size_t window;
    std::size_t quiet;
    std::string_view when;  // the condition in words, over the window
    std::optional<Evidence> (*look)(const Window&);
};

/// The longest window of all rules, hence what is kept of a source.
inline constexpr std::size_t kLongestWindow = 256;

std::span<const FindingRule> findingRules();

// The rules by what they are about; findingRules() joins them.
std::span<const FindingRule> clientRules();
std::span<const FindingRule> hostAndSchemeRules();
std::span<const FindingRule> transferRules();
std::span<const FindingRule> identityRules();
std::span<const FindingRule> presenceRules();

}  // namespace mirrorscope::doctor
