// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/base/ip_network.h"
#include "core/snippets/lint/lint_kinds.h"
#include "core/snippets/lint/yaml_lint.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;
using Documents = std::vector<YamlValue>;

constexpr std::array kRules{
    LintRule{"ISTIO_PLACEHOLDER_HOST", Error, "hosts holds a placeholder",
             "Istio refuses \"...\" as a host."},
    LintRule{"ISTIO_MIRROR_TWICE", Error, "mirror and mirrors stand together",
             "Istio takes one of them only."},
    LintRule{"ISTIO_HOST_IS_ADDRESS", Error, "a host is an address",
             "Istio routes to names: an address needs an invented name, resolution: STATIC and endpoints."},
    LintRule{"ISTIO_STAR_IN_MESH", Error, "the host * with the gateway mesh", "Istio refuses it."},
    LintRule{"ISTIO_NO_SERVICE_ENTRY", Warning, "the mesh does not know the mirror's host",
             "Without a ServiceEntry for a host outside nothing is mirrored, and validation does not say so "
             "(measured)."},
    LintRule{"ISTIO_HOST_NOT_IN_GATEWAY", Warning, "the gateway does not take the host",
             "A VirtualService gets only requests for hosts that its Gateway has."},
    LintRule{"ISTIO_NO_BOUNDS", Warning, "connections to the mirror are not bounded by this file",
             "A DestinationRule for the mirror's host bounds how long and how many copies wait."},
    LintRule{"ISTIO_OLD_PERCENT", Warning, "a deprecated field states the share",
             "mirrorPercent and mirror_percent are deprecated; mirrors with percentage replaces them."},
    LintRule{"ISTIO_RETRIES_ZERO", Warning, "maxRetries: 0 does not mean none",
             "In a DestinationRule 0 stands for the default, which is many."},
    LintRule{"ISTIO_OLD_API", Note, "an old version of the API", "v1 is served since Istio 1.22."},
    LintRule{"ISTIO_SINGLE_MIRROR", Note, "mirror instead of mirrors",
             "The list states the share and takes more than one."},
    LintRule{"ISTIO_SHORT_NAME", Note, "a short host name",
             "It is completed with the namespace of the object, which may be another one than meant."},
    LintRule{"ISTIO_RELEASE_SELECTOR", Note, "the selector fits one installation only",
             "Both labels are there only when the Helm release is called istio-ingress; istioctl uses "
             "istio: ingressgateway."},
};

const LintRule& rule(std::string_view code) {
    return *std::ranges::find(kRules, code, &LintRule::code);
}

class IstioLint {
public:
    IstioLint(const Documents& documents, std::vector<LintFinding>& findings)
        : m_documents(documents), m_findings(findings) {}

    void check() {
        for (const YamlValue& document : m_documents) {
            const std::string_view api = document.textAt("apiVersion");
            if (!api.starts_with("networking.istio.io/")) {
                continue;
            }
            if (!api.ends_with("/v1")) {
                add("ISTIO_OLD_API", *document.find("apiVersion"), "apiVersion", "networking.istio.io/v1",
                    "apiVersion is " + std::string(api),
                    {"apiVersion: " + std::string(api), "apiVersion: networking.istio.io/v1"});
            }
            const std::string_view kind = document.textAt("kind");
            if (kind == "VirtualService") {
                checkVirtualService(document);
            } else if (kind == "ServiceEntry") {
                checkHosts(document);
            } else if (kind == "Gateway") {
                checkSelector(document);
            } else if (kind == "DestinationRule") {
                checkRetries(document);
            }
        }
    }

private:
    void add(std::string_view code, const YamlValue& at, std::string key, std::string wanted,
             std::string message, LintFix fix = {}) {
        addFinding(rule(code), at,
                   {std::move(key), at.text, std::move(wanted), std::move(message), std::move(fix)},
                   m_findings);
    }

    void checkHosts(const YamlValue& document) {
        for (const YamlValue& host : document.itemsAt("spec.hosts")) {
            if (host.text == "...") {
                add("ISTIO_PLACEHOLDER_HOST", host, "hosts", "the host that clients ask for",
                    "hosts holds \"...\"");
            } else if (base::parseAddress(host.text)) {
                add("ISTIO_HOST_IS_ADDRESS", host, "hosts", "an invented name",
                    "the host " + host.text + " is an address");
            }
        }
    }

    void checkVirtualService(const YamlValue& service) {
        const auto& routes = service.itemsAt("spec.http");
        const bool mirrors = std::ranges::any_of(routes, [](const YamlValue& route) {
            return route.find("mirror") != nullptr || route.find("mirrors") != nullptr;
        });
        if (!mirrors) {
            return;
        }
        checkHosts(service);
        checkGateways(service);
        for (const YamlValue& route : routes) {
            checkRoute(route);
        }
    }

    void checkRoute(const YamlValue& route) {
        const YamlValue* mirror = route.find("mirror");
        const YamlValue* mirrors = route.find("mirrors");
        if (mirror != nullptr && mirrors != nullptr) {
            add("ISTIO_MIRROR_TWICE", *mirror, "mirror", "mirrors alone", "the route has mirror and mirrors");
        } else if (mirror != nullptr) {
            add("ISTIO_SINGLE_MIRROR", *mirror, "mirror", "mirrors", "the route has mirror");
        }
        for (const char* old : {"mirrorPercent", "mirror_percent"}) {
            if (const YamlValue* percent = route.find(old)) {
                add("ISTIO_OLD_PERCENT", *percent, old, "mirrors[].percentage",
                    std::string(old) + " is deprecated");
            }
        }
        if (mirror != nullptr) {
            checkDestination(*mirror);
        }
        for (const YamlValue& one : route.itemsAt("mirrors")) {
            if (const YamlValue* destination = one.find("destination")) {
                checkDestination(*destination);
            }
        }
        for (const YamlValue& one : route.itemsAt("route")) {
            if (const YamlValue* host = one.find("destination.host")) {
                checkShort(*host);
            }
        }
    }

    void checkShort(const YamlValue& host) {
        if (!host.text.empty() && host.text.find('.') == host.text.npos) {
            add("ISTIO_SHORT_NAME", host, "host", host.text + ".NAMESPACE.svc.cluster.local",
                "the host " + host.text + " is short");
        }
    }

    void checkDestination(const YamlValue& destination) {
        const YamlValue* host = destination.find("host");
        if (host == nullptr) {
            return;
        }
        if (base::parseAddress(host->text)) {
            add("ISTIO_HOST_IS_ADDRESS", *host, "host", "a name of a ServiceEntry",
                "the mirror's host " + host->text + " is an address");
            return;
        }
        checkShort(*host);
        const bool inside =
            host->text.find('.') == host->text.npos || host->text.find(".svc") != host->text.npos;
        if (!inside && !isNamedBy("ServiceEntry", "spec.hosts", host->text)) {
            add("ISTIO_NO_SERVICE_ENTRY", *host, "host", "a ServiceEntry with this host",
                "no ServiceEntry in this file has " + host->text);
        }
        const bool bounded = std::ranges::any_of(m_documents, [&](const YamlValue& one) {
            return one.textAt("kind") == "DestinationRule" && one.textAt("spec.host") == host->text;
        });
        if (!bounded) {
            add("ISTIO_NO_BOUNDS", *host, "host", "a DestinationRule with connectionPool",
                "no DestinationRule in this file is for " + host->text);
        }
    }

    bool isNamedBy(std::string_view kind, std::string_view path, const std::string& host) const {
        return std::ranges::any_of(m_documents, [&](const YamlValue& one) {
            return one.textAt("kind") == kind &&
                   std::ranges::any_of(one.itemsAt(path),
                                       [&](const YamlValue& value) { return value.text == host; });
        });
    }

    /// Only gateways of this file can be looked at.
    void checkGateways(const YamlValue& service) {
        bool mesh = service.itemsAt("spec.gateways").empty();
        for (const YamlValue& name : service.itemsAt("spec.gateways")) {
            mesh = mesh || name.text == "mesh";
        }
        for (const YamlValue& host : service.itemsAt("spec.hosts")) {
            if (host.text == "*" && mesh) {
                add("ISTIO_STAR_IN_MESH", host, "hosts", "the names of services",
                    "the host * with the gateway mesh");
            }
        }
        for (const YamlValue& name : service.itemsAt("spec.gateways")) {
            for (const YamlValue& gateway : m_documents) {
                if (gateway.textAt("kind") == "Gateway" && gateway.textAt("metadata.name") == name.text) {
                    checkGatewayHosts(service, gateway);
                }
            }
        }
    }

    static bool takes(const YamlValue& gateway, std::string_view host) {
        for (const YamlValue& server : gateway.itemsAt("spec.servers")) {
            for (const YamlValue& one : server.itemsAt("hosts")) {
                const std::string_view wanted(one.text);
                if (wanted == "*" || wanted == host ||
                    (wanted.starts_with("*.") && host.ends_with(wanted.substr(1)))) {
                    return true;
                }
            }
        }
        return false;
    }

    /// One of the hosts is enough: others may be for pods.
    void checkGatewayHosts(const YamlValue& service, const YamlValue& gateway) {
        const auto& hosts = service.itemsAt("spec.hosts");
        const bool any =
            std::ranges::any_of(hosts, [&](const YamlValue& host) { return takes(gateway, host.text); });
        const bool placeholder =
            std::ranges::any_of(hosts, [](const YamlValue& host) { return host.text == "..."; });
        if (!hosts.empty() && !any && !placeholder) {
            add("ISTIO_HOST_NOT_IN_GATEWAY", hosts.front(), "hosts", "a host of the Gateway",
                "the Gateway takes none of the hosts, such as " + hosts.front().text);
        }
    }

    void checkSelector(const YamlValue& gateway) {
        const bool release = gateway.textAt("spec.selector.istio") == "ingress" &&
                             gateway.textAt("spec.selector.app") == "istio-ingress";
        if (release) {
            add("ISTIO_RELEASE_SELECTOR", *gateway.find("spec.selector"), "selector",
                "the labels of your gateway's pods",
                "the selector is istio: ingress with app: istio-ingress");
        }
    }

    void checkRetries(const YamlValue& destination) {
        const YamlValue* retries = destination.find("spec.trafficPolicy.connectionPool.http.maxRetries");
        if (retries != nullptr && retries->text == "0") {
            add("ISTIO_RETRIES_ZERO", *retries, "maxRetries", "1, or http2MaxRequests", "maxRetries is 0",
                {"maxRetries: 0", "http2MaxRequests: 256"});
        }
    }

    const Documents& m_documents;
    std::vector<LintFinding>& m_findings;
};

}  // namespace

std::span<const LintRule> istioLintRules() {
    return kRules;
}

base::Result<LintReport> lintIstio(std::string_view text, std::string_view file) {
    const auto documents = readYaml(text, file);
    if (!documents) {
        return documents.error();
    }
    LintReport report;
    IstioLint(*documents, report.findings).check();
    sortFindings(report.findings);
    return report;
}

int istioLikeness(std::string_view text) {
    constexpr std::array<std::string_view, 6> words{"networking.istio.io/", "VirtualService",
                                                    "ServiceEntry",         "DestinationRule",
                                                    "kind: Gateway",        "MESH_EXTERNAL"};
    return wordsFound(text, words);
}

}  // namespace mirrorscope::snippets::lint
