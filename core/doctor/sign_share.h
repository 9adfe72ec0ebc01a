// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/doctor/finding_rule.h"

namespace mirrorscope::doctor {

/// Evidence when at least `percent` of the requests show the sign; `what` says in words what they show.
std::optional<Evidence> evidenceOfShare(std::span<const Observation> requests, Sign sign, int percent,
                                        std::string_view what);

/// The same, with words that quote the newest of them.
using Describe = std::string (*)(const Observation& newest);
std::optional<Evidence> evidenceOfShare(std::span<const Observation> requests, Sign sign, int percent,
                                        Describe describe);

/// A value as findings show it; one that was cut ends with an ellipsis.
std::string quote(std::string_view kept);

/// "19 of 20 requests".
std::string countOf(std::uint64_t count, std::uint64_t all);

}  // namespace mirrorscope::doctor
