// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace mirrorscope::query {

// The fixed lists of names that fields take, from the tables in core/traffic; an index is the value of the
// enumeration there. Valid for the life of the program.

std::span<const std::string_view> formNames();
std::span<const std::string_view> flagNames();
std::span<const std::string_view> sourceKindNames();
std::span<const std::string_view> clientTrustNames();
std::span<const std::string_view> stateNames();
std::span<const std::string_view> attackTypeNames();
std::span<const std::string_view> severityNames();
/// As stored in the session's table triage; "new" is never stored, it is the lack of a decision.
std::span<const std::string_view> triageNames();
/// As stored in the session's table mark; "none" is never stored.
std::span<const std::string_view> markNames();

}  // namespace mirrorscope::query
