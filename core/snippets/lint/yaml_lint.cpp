// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/yaml_lint.h"

#include <utility>

namespace mirrorscope::snippets::lint {

void addFinding(const LintRule& rule, const YamlValue& at, YamlTrap trap,
                std::vector<LintFinding>& findings) {
    LintFinding finding = findingOf(rule, at.line, at.column);
    finding.directive = std::move(trap.key);
    finding.seen = std::move(trap.seen);
    finding.wanted = std::move(trap.wanted);
    finding.message = std::move(trap.message);
    finding.fix = std::move(trap.fix);
    findings.push_back(std::move(finding));
}

}  // namespace mirrorscope::snippets::lint
