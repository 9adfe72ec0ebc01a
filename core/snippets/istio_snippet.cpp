// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/istio_snippet.h"

#include "core/base/ip_network.h"
#include "core/snippets/edit_trace.h"
#include "core/snippets/kubernetes_objects.h"

namespace mirrorscope::snippets {
namespace {

using Destination = IstioOptions::Destination;
using Traffic = IstioOptions::Traffic;

YamlNode text(std::string_view value) {
    return YamlNode::text(value);
}

YamlNode portNumber(const Endpoint& endpoint) {
    return YamlNode::map({{"number", YamlNode::literal(std::to_string(endpoint.port))}});
}

/// The page mixes versions: ServiceEntry v1beta1, the others v1alpha3.
std::string apiOf(const IstioOptions& options, std::string_view page) {
    return "networking.istio.io/" + (options.api.empty() ? std::string(page) : options.api);
}

bool hasGateway(const IstioOptions& options) {
    return options.traffic != Traffic::Mesh;
}

bool hasMesh(const IstioOptions& options) {
    return options.traffic != Traffic::Gateway;
}

YamlNode serviceEntry(const IstioOptions& options) {
    const bool isAddress = base::parseAddress(options.listener.host).has_value();
    YamlNode port = portNumber(options.listener);
    port.put("name", text("http"));
    port.put("protocol", text("HTTP"));
    YamlNode spec = YamlNode::map(
        {{"hosts", YamlNode::sequence({text(listenerName(options)).with("where the copies go")})},
         {"location", text("MESH_EXTERNAL")},
         {"ports", YamlNode::sequence({std::move(port)})},
         {"resolution", text(isAddress ? "STATIC" : "DNS")}});
    if (isAddress) {
        spec.put("endpoints",
                 YamlNode::sequence({YamlNode::map({{"address", text(options.listener.host)}})}));
    }
    YamlNode out =
        kubernetesObject(apiOf(options, "v1beta1"), "ServiceEntry", "wallarm-external-svc", options.space);
    out.put("spec", std::move(spec));
    return out;
}

YamlNode virtualService(const IstioOptions& options) {
    std::vector<YamlNode> hosts;
    std::vector<YamlNode> gateways;
    if (hasGateway(options)) {
        hosts.push_back(text(options.host).with("asked for by clients outside"));
        gateways.push_back(text(options.gateway).with("requests that come through it"));
    }
    if (hasMesh(options)) {
        hosts.push_back(text(options.origin.host).with("asked for by pods"));
        gateways.push_back(text("mesh").with("requests of pods"));
    }
    YamlNode out = kubernetesObject(apiOf(options, "v1alpha3"), "VirtualService", "httpbin", options.space);
    out.put("spec", YamlNode::map({{"hosts", YamlNode::sequence(std::move(hosts))},
                                   {"gateways", YamlNode::sequence(std::move(gateways))}}));
    return out;
}

YamlNode gateway(const IstioOptions& options) {
    std::vector<YamlEntry> labels;
    for (const auto& [key, label] : options.selector) {
        labels.push_back({key, text(label)});
    }
    if (labels.empty()) {
        labels = {{"istio", text("ingress")}, {"app", text("istio-ingress")}};
    }
    YamlNode port = YamlNode::map(
        {{"number", YamlNode::literal("80")}, {"name", text("http")}, {"protocol", text("HTTP")}});
    const YamlNode server =
        YamlNode::map({{"port", std::move(port)}, {"hosts", YamlNode::sequence({text(options.host)})}});
    YamlNode out = kubernetesObject(apiOf(options, "v1alpha3"), "Gateway", options.gateway, options.space);
    out.put("spec", YamlNode::map({{"selector", YamlNode::map(std::move(labels))},
                                   {"servers", YamlNode::sequence({server})}}));
    return out;
}

/// The port stays HTTP for the mesh; the proxy beside the pod encrypts (networking/v1 ClientTLSSettings).
YamlNode tlsSettings(const IstioOptions& options) {
    const std::string name = tlsName(options.tls, options.listener);
    YamlNode out = YamlNode::map({{"mode", text("SIMPLE")}});
    if (!name.empty()) {
        out.put("sni", text(name));
    }
    if (options.tls.ca.empty()) {
        out.put("insecureSkipVerify", YamlNode::literal("true"));
    } else {
        out.put("caCertificates", text(options.tls.ca).with("a file in the proxy's container"));
        out.put("subjectAltNames", YamlNode::sequence({text(name)}));
    }
    return out;
}

YamlNode destinationRule(const IstioOptions& options) {
    YamlNode out =
        kubernetesObject(apiOf(options, "v1alpha3"), "DestinationRule", "wallarm-mirror", options.space);
    out.put("spec", YamlNode::map({{"host", text(listenerName(options))},
                                   {"trafficPolicy", YamlNode::map({{"tls", tlsSettings(options)}})}}));
    return out;
}

base::Result<std::vector<SnippetPart>> partsOf(const IstioConfiguration& configuration) {
    YamlNode service = configuration.virtualService;
    service.find("spec")->put("http", YamlNode::sequence({configuration.route}));
    const struct {
        const char* name;
        const char* place;
        const YamlNode& object;
    } parts[] = {
        {"serviceentry", "the listener, for the mesh", configuration.serviceEntry},
        {"virtualservice", "the mirror; instead of the service's own VirtualService", service},
        {"gateway", "requests from outside; leave it out where one is there", configuration.gateway},
        {"destinationrule", "how the proxies connect to the listener", configuration.destinationRule},
    };
    std::vector<SnippetPart> out;
    for (const auto& part : parts) {
        const auto rendered = part.object.entries.empty() ? base::Result<std::string>(std::string())
                                                          : renderYamlDocuments({part.object});
        if (!rendered) {
            return rendered.error();
        }
        out.push_back({part.name, part.place, *rendered});
    }
    return out;
}

}  // namespace

std::string listenerName(const IstioOptions& options) {
    return base::parseAddress(options.listener.host) ? std::string(kListenerName) : options.listener.host;
}

IstioConfiguration faithfulIstio(const IstioOptions& options) {
    IstioConfiguration out;
    if (options.destination == Destination::External) {
        out.serviceEntry = serviceEntry(options);
    }
    out.virtualService = virtualService(options);
    const YamlNode origin = YamlNode::map({{"host", text(options.origin.host).with("answers the client")},
                                           {"port", portNumber(options.origin)}});
    const YamlNode weighted = YamlNode::map({{"destination", origin}, {"weight", YamlNode::literal("100")}});
    const YamlNode mirror = YamlNode::map({{"host", text(listenerName(options)).with("gets the copies")},
                                           {"port", portNumber(options.listener)}});
    out.route = YamlNode::map({{"route", YamlNode::sequence({weighted})}, {"mirror", mirror}});
    if (hasGateway(options)) {
        out.gateway = gateway(options);
    }
    if (options.tls.on) {
        out.destinationRule = destinationRule(options);
    }
    return out;
}

base::Result<SnippetText> istioSnippet(const IstioOptions& options, Variant variant) {
    IstioConfiguration configuration = faithfulIstio(options);
    auto out = editedSnippet(istioEdits(), configuration, options, variant, partsOf);
    if (out) {
        out->contract = istioContract(hasGateway(options), hasMesh(options));
    }
    return out;
}

}  // namespace mirrorscope::snippets
