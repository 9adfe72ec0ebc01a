// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/doctor/finding_rule.h"

namespace mirrorscope::doctor {

/// The headers that a finding is about, the foremost first: what its evidence shows. Empty where it is about
/// bodies, connections or something secret.
std::vector<std::string> subjectHeaders(const traffic::Finding& finding);

/// Null for a code of another version.
const FindingRule* findingRule(std::string_view code);

/// One request shows it by itself. False as well for what only many requests show together.
bool showsFinding(const FindingRule& rule, const Observation& one, traffic::SourceKind kind);

}  // namespace mirrorscope::doctor
