// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/snippets/lint/lint_finding.h"
#include "core/snippets/lint/nginx_setup.h"

namespace mirrorscope::snippets::lint {

/// The traps of one job and what finds them. A check reports each trap at its directive, or at the block
/// that lacks one.
struct NginxRuleSet {
    std::span<const LintRule> rules;
    void (*check)(const NginxSetup& setup, std::vector<LintFinding>& findings);
};

// Each in the file of its name: nginx_body_rules.cpp.
extern const NginxRuleSet kNginxMirrorDirectiveRules;
extern const NginxRuleSet kNginxCopyLocationRules;
extern const NginxRuleSet kNginxDestinationRules;
extern const NginxRuleSet kNginxDeliveryRules;
extern const NginxRuleSet kNginxBodyRules;
extern const NginxRuleSet kNginxSamplingRules;
extern const NginxRuleSet kNginxCopyHeaderRules;
extern const NginxRuleSet kNginxHeaderValueRules;
extern const NginxRuleSet kNginxRealIpRules;

/// A finding at that directive: its name is the finding's, its first argument what was seen.
LintFinding findingAt(const LintRule& rule, const NginxItem& item, std::string message);

/// A finding at the block that lacks a directive; the fix adds `wanted` (one whole directive).
LintFinding findingOfMissing(const LintRule& rule, const NginxItem& block, std::string_view directive,
                             std::string wanted, std::string message);

/// The same where the block has the directive already, with another value: `present`, or nullptr.
LintFinding findingOfMissingOr(const NginxItem* present, const LintRule& rule, const NginxItem& block,
                               std::string_view directive, std::string wanted, std::string message);

/// Sets the fix and what is wanted: `after` stands in place of the directive. Empty: without it.
void replaceWith(LintFinding& finding, const NginxItem& item, std::string after);

/// The value of X-Forwarded-For that keeps the chain and adds who connected.
std::string_view chainValue(const NginxItem& location);

/// For messages: "location = /m".
std::string nameOf(const NginxItem& block);

}  // namespace mirrorscope::snippets::lint
