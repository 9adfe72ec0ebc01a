// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/snippets/lint/lint_kinds.h"
#include "core/snippets/lint/yaml_lint.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;

constexpr std::array kRules{
    LintRule{"ENVOY_CLIENT_LOST", Error, "the client is in no header of the copies",
             "Without use_remote_address Envoy adds only its own address to X-Forwarded-For, and passes on "
             "what a client "
             "wrote (measured, 1.40)."},
    LintRule{"ENVOY_UNKNOWN_CLUSTER", Error, "the mirror's cluster is not in this file",
             "A policy whose cluster does not exist mirrors nothing, and validation does not say so."},
    LintRule{"ENVOY_NO_CONNECT_TIMEOUT", Warning, "a listener that cannot be reached holds copies for 5 s",
             "5 s is the default of connect_timeout."},
    LintRule{"ENVOY_NO_BOUNDS", Warning, "copies are not bounded by this file",
             "Without circuit_breakers the defaults hold, and failed copies may be tried again: duplicates."},
    LintRule{"ENVOY_SHADOW_HOST", Note, "Host of the copies ends with -shadow",
             "Mirrorscope takes the suffix off; other programs see it."},
    LintRule{"ENVOY_TRACED_COPIES", Note, "copies appear in traces",
             "They look as if clients had asked twice."},
    LintRule{"ENVOY_NO_UPGRADES", Note, "WebSocket clients get 403",
             "Without upgrade_configs Envoy refuses upgrades (measured, 1.40)."},
    LintRule{"ENVOY_ROUTE_NOT_MIRRORED", Note, "a route beside a mirrored one is not mirrored",
             "Requests that match it are not seen; it may be meant."},
};
constexpr const LintRule& kClientLost = kRules[0];
constexpr const LintRule& kUnknownCluster = kRules[1];
constexpr const LintRule& kNoTimeout = kRules[2];
constexpr const LintRule& kNoBounds = kRules[3];
constexpr const LintRule& kShadowHost = kRules[4];
constexpr const LintRule& kTraced = kRules[5];
constexpr const LintRule& kNoUpgrades = kRules[6];
constexpr const LintRule& kNotMirrored = kRules[7];

/// Every map below that has the key, outer ones first.
void collect(const YamlValue& value, std::string_view key, std::vector<const YamlValue*>& out) {
    if (value.find(key) != nullptr) {
        out.push_back(&value);
    }
    for (const auto& entry : value.entries) {
        collect(entry.value, key, out);
    }
    for (const YamlValue& item : value.items) {
        collect(item, key, out);
    }
}

std::vector<const YamlValue*> having(const YamlValue& value, std::string_view key) {
    std::vector<const YamlValue*> out;
    collect(value, key, out);
    return out;
}

class EnvoyLint {
public:
    EnvoyLint(const YamlValue& document, std::vector<LintFinding>& findings)
        : m_document(document), m_findings(findings) {}

    void check() {
        for (const YamlValue* manager : having(m_document, "route_config")) {
            if (!having(*manager, "request_mirror_policies").empty()) {
                checkManager(*manager);
            }
        }
        for (const YamlValue* route : having(m_document, "request_mirror_policies")) {
            for (const YamlValue& policy : route->itemsAt("request_mirror_policies")) {
                checkPolicy(policy);
            }
        }
        for (const YamlValue* host : having(m_document, "routes")) {
            checkRoutes(*host);
        }
    }

private:
    void checkManager(const YamlValue& manager) {
        if (manager.textAt("use_remote_address") != "true") {
            addFinding(kClientLost, manager,
                       {"use_remote_address",
                        std::string(manager.textAt("use_remote_address")),
                        "true",
                        "the connection manager has no use_remote_address: true",
                        {"", "use_remote_address: true"}},
                       m_findings);
        }
        if (manager.find("upgrade_configs") == nullptr) {
            addFinding(kNoUpgrades, manager,
                       {"upgrade_configs",
                        "",
                        "websocket",
                        "the connection manager has no upgrade_configs",
                        {"", "upgrade_configs:\n  - upgrade_type: websocket"}},
                       m_findings);
        }
    }

    void checkPolicy(const YamlValue& policy) {
        const std::string cluster(policy.textAt("cluster"));
        if (policy.textAt("disable_shadow_host_suffix_append") != "true") {
            addFinding(kShadowHost, policy,
                       {"disable_shadow_host_suffix_append",
                        "",
                        "true",
                        "copies to \"" + cluster + "\" carry Host with -shadow",
                        {"", "disable_shadow_host_suffix_append: true"}},
                       m_findings);
        }
        if (policy.textAt("trace_sampled") != "false") {
            addFinding(kTraced, policy,
                       {"trace_sampled",
                        std::string(policy.textAt("trace_sampled")),
                        "false",
                        "copies to \"" + cluster + "\" are traced as their requests are",
                        {"", "trace_sampled: false"}},
                       m_findings);
        }
        checkCluster(policy, cluster);
    }

    void checkCluster(const YamlValue& policy, const std::string& name) {
        const auto& clusters = m_document.itemsAt("static_resources.clusters");
        const auto found =
            std::ranges::find_if(clusters, [&](const YamlValue& one) { return one.textAt("name") == name; });
        if (found == clusters.end()) {
            if (!clusters.empty() && !name.empty()) {
                addFinding(kUnknownCluster, *policy.find("cluster"),
                           {"cluster",
                            name,
                            "a name under static_resources.clusters",
                            "there is no cluster \"" + name + "\" in this file",
                            {}},
                           m_findings);
            }
            return;
        }
        if (found->find("connect_timeout") == nullptr) {
            addFinding(kNoTimeout, *found,
                       {"connect_timeout",
                        "",
                        "0.25s",
                        "the cluster \"" + name + "\" has no connect_timeout: 5 s",
                        {"", "connect_timeout: 0.25s"}},
                       m_findings);
        }
        if (found->find("circuit_breakers") == nullptr) {
            addFinding(kNoBounds, *found,
                       {"circuit_breakers",
                        "",
                        "max_requests, max_pending_requests and max_retries: 0",
                        "the cluster \"" + name + "\" has no circuit_breakers",
                        {"",
                         "circuit_breakers:\n  thresholds:\n    - max_pending_requests: 1024\n"
                         "      max_requests: 1024\n      max_retries: 0"}},
                       m_findings);
        }
    }

    void checkRoutes(const YamlValue& host) {
        const auto& routes = host.itemsAt("routes");
        const auto isMirrored = [](const YamlValue& route) {
            return route.find("route.request_mirror_policies") != nullptr;
        };
        if (std::ranges::none_of(routes, isMirrored)) {
            return;
        }
        for (const YamlValue& route : routes) {
            if (!isMirrored(route) && route.find("route") != nullptr) {
                addFinding(kNotMirrored, route,
                           {"request_mirror_policies",
                            "",
                            "the policy of the other route",
                            "this route has no request_mirror_policies",
                            {}},
                           m_findings);
            }
        }
    }

    const YamlValue& m_document;
    std::vector<LintFinding>& m_findings;
};

}  // namespace

std::span<const LintRule> envoyLintRules() {
    return kRules;
}

base::Result<LintReport> lintEnvoy(std::string_view text, std::string_view file) {
    const auto documents = readYaml(text, file);
    if (!documents) {
        return documents.error();
    }
    LintReport report;
    for (const YamlValue& document : *documents) {
        EnvoyLint(document, report.findings).check();
    }
    sortFindings(report.findings);
    return report;
}

int envoyLikeness(std::string_view text) {
    constexpr std::array<std::string_view, 6> words{
        "request_mirror_policies", "static_resources:", "filter_chains:",
        "virtual_hosts:",          "envoy.filters",     "load_assignment:"};
    return wordsFound(text, words);
}

}  // namespace mirrorscope::snippets::lint
