// SPDX-License-Identifier: Apache-2.0
// The Gateway API and ingress-nginx.
#include <array>

#include "core/snippets/lint/lint_kinds.h"
#include "core/snippets/lint/yaml_lint.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;

constexpr std::array kGatewayRules{
    LintRule{"GATEWAY_API_NO_PORT", Error, "the mirror's backend has no port",
             "A Service backend needs a port."},
    LintRule{"GATEWAY_API_NO_SHARE", Note, "the share is not written down",
             "Without percent or fraction all is mirrored."},
    LintRule{"GATEWAY_API_TWO_SHARES", Error, "percent and fraction stand together",
             "Only one of them may be set."},
};

constexpr std::array kIngressRules{
    LintRule{"INGRESS_NO_REQUEST_URI", Error, "every copy asks for the same path",
             "The target is used as it stands; $request_uri adds what the client asked for."},
    LintRule{"INGRESS_HOST_LOST", Warning, "the copies carry the listener's name as Host",
             "mirror-host sets the name that the client asked for."},
    LintRule{"INGRESS_BODY_OFF", Note, "copies have no bodies",
             "Attacks in bodies cannot be seen; it may be meant."},
};

constexpr std::string_view kPrefix = "nginx.ingress.kubernetes.io/";

void checkFilter(const YamlValue& mirror, std::vector<LintFinding>& findings) {
    const YamlValue* backend = mirror.find("backendRef");
    if (backend != nullptr && backend->find("port") == nullptr) {
        addFinding(kGatewayRules[0], *backend,
                   {"port", "", "8445", "the backend of the mirror has no port", {"", "port: 8445"}},
                   findings);
    }
    const YamlValue* percent = mirror.find("percent");
    const YamlValue* fraction = mirror.find("fraction");
    if (percent == nullptr && fraction == nullptr) {
        addFinding(
            kGatewayRules[1], mirror,
            {"percent", "", "100", "the mirror has neither percent nor fraction", {"", "percent: 100"}},
            findings);
    } else if (percent != nullptr && fraction != nullptr) {
        addFinding(kGatewayRules[2], *percent,
                   {"percent", percent->text, "one of them", "the mirror has percent and fraction", {}},
                   findings);
    }
}

void checkAnnotations(const YamlValue& annotations, std::vector<LintFinding>& findings) {
    const auto annotation = [&](std::string_view name) -> const YamlValue* {
        for (const auto& entry : annotations.entries) {
            if (entry.key.starts_with(kPrefix) &&
                std::string_view(entry.key).substr(kPrefix.size()) == name) {
                return &entry.value;
            }
        }
        return nullptr;
    };
    const YamlValue* target = annotation("mirror-target");
    if (target == nullptr) {
        return;
    }
    if (target->text.find("$request_uri") == target->text.npos) {
        addFinding(kIngressRules[0], *target,
                   {"mirror-target",
                    target->text,
                    target->text + "$request_uri",
                    "mirror-target has no $request_uri",
                    {target->text, target->text + "$request_uri"}},
                   findings);
    }
    if (annotation("mirror-host") == nullptr) {
        addFinding(kIngressRules[1], *target,
                   {"mirror-host", "", "the host of the rule", "there is no mirror-host", {}}, findings);
    }
    if (const YamlValue* body = annotation("mirror-request-body"); body != nullptr && body->text == "off") {
        addFinding(kIngressRules[2], *body,
                   {"mirror-request-body", "off", "on", "mirror-request-body is off", {}}, findings);
    }
}

}  // namespace

std::span<const LintRule> gatewayApiLintRules() {
    return kGatewayRules;
}

base::Result<LintReport> lintGatewayApi(std::string_view text, std::string_view file) {
    const auto documents = readYaml(text, file);
    if (!documents) {
        return documents.error();
    }
    LintReport report;
    for (const YamlValue& document : *documents) {
        for (const YamlValue& rule : document.itemsAt("spec.rules")) {
            for (const YamlValue& filter : rule.itemsAt("filters")) {
                if (const YamlValue* mirror = filter.find("requestMirror")) {
                    checkFilter(*mirror, report.findings);
                }
            }
        }
    }
    sortFindings(report.findings);
    return report;
}

int gatewayApiLikeness(std::string_view text) {
    constexpr std::array<std::string_view, 4> words{"gateway.networking.k8s.io/", "HTTPRoute",
                                                    "requestMirror:", "backendRefs:"};
    return wordsFound(text, words);
}

std::span<const LintRule> ingressNginxLintRules() {
    return kIngressRules;
}

base::Result<LintReport> lintIngressNginx(std::string_view text, std::string_view file) {
    const auto documents = readYaml(text, file);
    if (!documents) {
        return documents.error();
    }
    LintReport report;
    for (const YamlValue& document : *documents) {
        if (const YamlValue* annotations = document.find("metadata.annotations")) {
            checkAnnotations(*annotations, report.findings);
        }
    }
    sortFindings(report.findings);
    return report;
}

int ingressNginxLikeness(std::string_view text) {
    constexpr std::array<std::string_view, 3> words{"nginx.ingress.kubernetes.io/", "kind: Ingress",
                                                    "ingressClassName:"};
    return wordsFound(text, words);
}

}  // namespace mirrorscope::snippets::lint
