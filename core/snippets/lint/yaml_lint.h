// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/snippets/lint/lint_finding.h"
#include "core/snippets/lint/yaml_document.h"

namespace mirrorscope::snippets::lint {

/// The lint of one kind of proxy whose configuration is YAML; see lint_kinds.h.
std::span<const LintRule> envoyLintRules();
base::Result<LintReport> lintEnvoy(std::string_view text, std::string_view file);
int envoyLikeness(std::string_view text);

std::span<const LintRule> istioLintRules();
base::Result<LintReport> lintIstio(std::string_view text, std::string_view file);
int istioLikeness(std::string_view text);

std::span<const LintRule> traefikLintRules();
base::Result<LintReport> lintTraefik(std::string_view text, std::string_view file);
int traefikLikeness(std::string_view text);

std::span<const LintRule> gatewayApiLintRules();
base::Result<LintReport> lintGatewayApi(std::string_view text, std::string_view file);
int gatewayApiLikeness(std::string_view text);

std::span<const LintRule> ingressNginxLintRules();
base::Result<LintReport> lintIngressNginx(std::string_view text, std::string_view file);
int ingressNginxLikeness(std::string_view text);

/// What is found about a value: `key` is concerned, what it is, what it should be.
struct YamlTrap {
    std::string key;
    std::string seen;
    std::string wanted;
    std::string message;
    LintFix fix;
};

void addFinding(const LintRule& rule, const YamlValue& at, YamlTrap trap, std::vector<LintFinding>& findings);

}  // namespace mirrorscope::snippets::lint
