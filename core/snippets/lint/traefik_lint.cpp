// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/snippets/lint/lint_kinds.h"
#include "core/snippets/lint/yaml_lint.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;

constexpr std::array kRules{
    LintRule{"TRAEFIK_UNKNOWN_SERVICE", Error, "a service that is named is not in this file",
             "Traefik leaves out a router or a mirror whose service it does not know."},
    LintRule{"TRAEFIK_UNBOUNDED_BODY", Warning, "bodies are held in memory without a limit",
             "Traefik keeps the whole body until the copy is sent, after the origin has answered (measured, "
             "3.7)."},
    LintRule{"TRAEFIK_NO_TIMEOUTS", Warning, "a listener that does not answer holds copies",
             "Without a serversTransport of its own the mirror has no timeout for the answer."},
    LintRule{"TRAEFIK_HOST_LOST", Warning, "the copies carry the listener's name as Host",
             "passHostHeader: false replaces the name that the client asked for."},
    LintRule{"TRAEFIK_INSECURE_HEADERS", Warning, "every client is believed",
             "forwardedHeaders.insecure takes X-Forwarded-* from anybody."},
    LintRule{"TRAEFIK_BODY_OFF", Note, "copies have no bodies",
             "Attacks in bodies cannot be seen; it may be meant."},
    LintRule{"TRAEFIK_UNMARKED", Note, "copies cannot be told from requests of anybody else",
             "From Traefik 3.7 on a middleware of the mirror's service can mark its copies."},
};
constexpr const LintRule& kUnknownService = kRules[0];
constexpr const LintRule& kUnbounded = kRules[1];
constexpr const LintRule& kNoTimeouts = kRules[2];
constexpr const LintRule& kHostLost = kRules[3];
constexpr const LintRule& kInsecure = kRules[4];
constexpr const LintRule& kBodyOff = kRules[5];
constexpr const LintRule& kUnmarked = kRules[6];

/// A name with "@" is of another provider: it cannot be looked up here.
bool isElsewhere(std::string_view name) {
    return name.empty() || name.find('@') != name.npos;
}

void checkMirror(const YamlValue& services, const YamlValue& mirror, std::vector<LintFinding>& findings) {
    const std::string name(mirror.textAt("name"));
    if (isElsewhere(name)) {
        return;
    }
    const YamlValue* service = services.find(name);
    if (service == nullptr) {
        addFinding(kUnknownService, *mirror.find("name"),
                   {"name",
                    name,
                    "a name under http.services",
                    "there is no service \"" + name + "\" in this file",
                    {}},
                   findings);
        return;
    }
    if (service->find("loadBalancer.serversTransport") == nullptr) {
        addFinding(kNoTimeouts, *service,
                   {"serversTransport",
                    "",
                    "one with forwardingTimeouts",
                    "the service \"" + name + "\" has no serversTransport",
                    {"", "serversTransport: " + name}},
                   findings);
    }
    if (service->textAt("loadBalancer.passHostHeader") == "false") {
        addFinding(kHostLost, *service->find("loadBalancer.passHostHeader"),
                   {"passHostHeader",
                    "false",
                    "true",
                    "the service \"" + name + "\" does not pass Host on",
                    {"passHostHeader: false", "passHostHeader: true"}},
                   findings);
    }
    if (service->find("middlewares") == nullptr) {
        addFinding(kUnmarked, *service,
                   {"middlewares",
                    "",
                    "a headers middleware",
                    "the service \"" + name + "\" marks no copies",
                    {"", "middlewares:\n  - mark-copies"}},
                   findings);
    }
}

void checkMirroring(const YamlValue& services, const YamlValue& mirroring,
                    std::vector<LintFinding>& findings) {
    const bool isOff = mirroring.textAt("mirrorBody") == "false";
    if (isOff) {
        addFinding(
            kBodyOff, *mirroring.find("mirrorBody"),
            {"mirrorBody", "false", "true", "mirrorBody is off", {"mirrorBody: false", "mirrorBody: true"}},
            findings);
    } else if (mirroring.find("maxBodySize") == nullptr) {
        addFinding(
            kUnbounded, mirroring,
            {"maxBodySize", "", "8388608", "the mirroring has no maxBodySize", {"", "maxBodySize: 8388608"}},
            findings);
    }
    for (const YamlValue& mirror : mirroring.itemsAt("mirrors")) {
        checkMirror(services, mirror, findings);
    }
}

void checkDynamic(const YamlValue& http, std::vector<LintFinding>& findings) {
    static const YamlValue kNone;
    const YamlValue* given = http.find("services");
    const YamlValue& services = given != nullptr ? *given : kNone;
    for (const auto& [name, service] : services.entries) {
        if (const YamlValue* mirroring = service.find("mirroring")) {
            checkMirroring(services, *mirroring, findings);
        }
    }
    const YamlValue* routers = http.find("routers");
    for (const auto& [name, router] : routers != nullptr ? routers->entries : kNone.entries) {
        const std::string service(router.textAt("service"));
        if (!isElsewhere(service) && services.find(service) == nullptr) {
            addFinding(kUnknownService, *router.find("service"),
                       {"service",
                        service,
                        "a name under http.services",
                        "there is no service \"" + service + "\" in this file",
                        {}},
                       findings);
        }
    }
}

void checkStatic(const YamlValue& entryPoints, std::vector<LintFinding>& findings) {
    for (const auto& [name, entryPoint] : entryPoints.entries) {
        if (entryPoint.textAt("forwardedHeaders.insecure") == "true") {
            addFinding(kInsecure, *entryPoint.find("forwardedHeaders.insecure"),
                       {"insecure",
                        "true",
                        "trustedIPs with your balancers",
                        "the entry point \"" + name + "\" believes every client",
                        {"insecure: true", "trustedIPs:\n  - ADDRESS_OF_THE_BALANCER"}},
                       findings);
        }
    }
}

}  // namespace

std::span<const LintRule> traefikLintRules() {
    return kRules;
}

base::Result<LintReport> lintTraefik(std::string_view text, std::string_view file) {
    const auto documents = readYaml(text, file);
    if (!documents) {
        return documents.error();
    }
    LintReport report;
    for (const YamlValue& document : *documents) {
        if (const YamlValue* http = document.find("http")) {
            checkDynamic(*http, report.findings);
        }
        if (const YamlValue* entryPoints = document.find("entryPoints")) {
            checkStatic(*entryPoints, report.findings);
        }
        // The custom resource holds the same mirroring; its names are those of the cluster's services.
        if (const YamlValue* mirroring = document.find("spec.mirroring")) {
            if (mirroring->find("maxBodySize") == nullptr && mirroring->textAt("mirrorBody") != "false") {
                addFinding(kUnbounded, *mirroring,
                           {"maxBodySize",
                            "",
                            "8388608",
                            "the mirroring has no maxBodySize",
                            {"", "maxBodySize: 8388608"}},
                           report.findings);
            }
        }
    }
    sortFindings(report.findings);
    return report;
}

int traefikLikeness(std::string_view text) {
    constexpr std::array<std::string_view, 6> words{
        "mirroring:", "loadBalancer:", "entryPoints:", "routers:", "traefik.io/", "passHostHeader:"};
    return wordsFound(text, words);
}

}  // namespace mirrorscope::snippets::lint
