// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/route_snippets.h"

#include <array>

#include "core/base/ip_network.h"
#include "core/snippets/edit_trace.h"
#include "core/snippets/kubernetes_objects.h"
#include "core/snippets/option_grammar.h"
#include "core/snippets/option_row.h"

namespace mirrorscope::snippets {
namespace {

constexpr std::string_view kMirror = "wallarm";

bool setListener(RouteOptions& out, std::string_view value) {
    return setEndpoint(out.listener, value);
}

/// A service of the cluster, in the namespace of the route.
bool setOrigin(RouteOptions& out, std::string_view value) {
    return setEndpoint(out.origin, value) && isObjectName(out.origin.host);
}

bool setHost(RouteOptions& out, std::string_view value) {
    out.host = value;
    return isHostName(value);
}

bool setPath(RouteOptions& out, std::string_view value) {
    out.path = value;
    return isPlainPath(value);
}

bool setGateway(RouteOptions& out, std::string_view value) {
    out.gateway = value;
    return isObjectName(value);
}

bool setNamespace(RouteOptions& out, std::string_view value) {
    out.space = value;
    return isObjectName(value);
}

bool setPercent(RouteOptions& out, std::string_view value) {
    const auto hundredths = readPercentage(value);
    out.percent = hundredths.value_or(0) / 100;
    return hundredths && *hundredths % 100 == 0;
}

bool setBody(RouteOptions& out, std::string_view value) {
    return readSwitch(out.body, value);
}

using Row = OptionRow<RouteOptions>;

constexpr Row kListener{
    {"--listener", "HOST:PORT", "Where Mirrorscope listens, as seen from the proxy.", "", true, false},
    setListener,
    "HOST:PORT with a name, an IPv4 address or an IPv6 address in brackets, such as wallarm:8445"};
constexpr Row kOrigin{
    {"--origin", "SERVICE:PORT", "The service that answers the client.", "httpbin:80", false, false},
    setOrigin,
    "SERVICE:PORT with the name of a service, such as httpbin:80"};
constexpr Row kHost{
    {"--host", "NAME", "Host whose requests are mirrored.", "mirrored.example.com", false, false},
    setHost,
    "a name of letters, digits, \"-\" and \".\""};
constexpr Row kPath{{"--path", "PATH", "Prefix of the paths that are mirrored.", "/", false, false},
                    setPath,
                    "a path that begins with \"/\", of letters, digits and / - . _ ~ ! * + , = : @"};
constexpr Row kNamespace{
    {"--namespace", "NAME", "Namespace of the objects.", "where they are applied", false, false},
    setNamespace,
    "a name of small letters, digits and \"-\" (RFC 1123)"};

constexpr std::array kGatewayRows{
    kListener,
    kOrigin,
    kHost,
    kPath,
    kNamespace,
    Row{{"--gateway", "NAME", "The Gateway that the route belongs to.", "gateway", false, false},
        setGateway,
        "a name of small letters, digits and \"-\" (RFC 1123)"},
    Row{{"--percentage", "N", "Share of requests to mirror (Gateway API 1.3 and newer).", "100", false,
         false},
        setPercent,
        "a whole number from 1 to 100",
        true},
};

constexpr std::array kIngressRows{
    kListener,
    kOrigin,
    kHost,
    kPath,
    kNamespace,
    Row{{"--body", "on|off", "Mirror request bodies too.", "on", false, false}, setBody, "on or off"},
};

YamlNode text(std::string_view value) {
    return YamlNode::text(value);
}

YamlNode number(std::uint32_t value) {
    return YamlNode::literal(std::to_string(value));
}

YamlNode backend(std::string_view name, const Endpoint& endpoint) {
    return YamlNode::map({{"name", text(name)}, {"port", number(endpoint.port)}});
}

/// gateway.networking.k8s.io/v1 HTTPRoute with a filter RequestMirror (GEP-3171 for its share).
YamlNode httpRoute(const RouteOptions& options, Variant variant) {
    YamlNode mirror = YamlNode::map({{"backendRef", backend(kMirror, options.listener)}});
    if (variant == Variant::Hardened) {
        mirror.put("percent", number(options.percent).with("Gateway API 1.3 and newer"));
    }
    const YamlNode filter =
        YamlNode::map({{"type", text("RequestMirror")}, {"requestMirror", std::move(mirror)}});
    const YamlNode path = YamlNode::map({{"type", text("PathPrefix")}, {"value", text(options.path)}});
    const YamlNode rule =
        YamlNode::map({{"matches", YamlNode::sequence({YamlNode::map({{"path", path}})})},
                       {"filters", YamlNode::sequence({filter})},
                       {"backendRefs", YamlNode::sequence({backend(options.origin.host, options.origin)})}});
    YamlNode out = kubernetesObject("gateway.networking.k8s.io/v1", "HTTPRoute", "mirrored", options.space);
    out.put(
        "spec",
        YamlNode::map({{"parentRefs", YamlNode::sequence({YamlNode::map({{"name", text(options.gateway)}})})},
                       {"hostnames", YamlNode::sequence({text(options.host)})},
                       {"rules", YamlNode::sequence({rule})}}));
    return out;
}

YamlNode ingress(const RouteOptions& options, Variant variant) {
    YamlNode annotations = YamlNode::map({{"nginx.ingress.kubernetes.io/mirror-target",
                                           text("http://" + options.listener.text() + "$request_uri")}});
    if (!options.body) {
        annotations.put("nginx.ingress.kubernetes.io/mirror-request-body", text("off"));
    }
    if (variant == Variant::Hardened) {
        annotations.put("nginx.ingress.kubernetes.io/mirror-host", text(options.host));
    }
    const YamlNode service = YamlNode::map(
        {{"service", YamlNode::map({{"name", text(options.origin.host)},
                                    {"port", YamlNode::map({{"number", number(options.origin.port)}})}})}});
    const YamlNode path = YamlNode::map(
        {{"path", text(options.path)}, {"pathType", text("Prefix")}, {"backend", std::move(service)}});
    const YamlNode rule = YamlNode::map(
        {{"host", text(options.host)}, {"http", YamlNode::map({{"paths", YamlNode::sequence({path})}})}});
    YamlNode out = kubernetesObject("networking.k8s.io/v1", "Ingress", "mirrored", options.space);
    out.find("metadata")->put("annotations", std::move(annotations));
    out.put("spec",
            YamlNode::map({{"ingressClassName", text("nginx")}, {"rules", YamlNode::sequence({rule})}}));
    return out;
}

/// Of a kind whose hardened form is one edit: `objectsOf` gives the objects of a form.
template <typename Objects>
base::Result<SnippetText> oneFile(std::string place, Contract contract, Variant variant, Objects objectsOf,
                                  std::vector<Reason> edits) {
    const auto partsOf = [&](Variant form) -> base::Result<std::vector<SnippetPart>> {
        auto rendered = renderYamlDocuments(objectsOf(form));
        if (!rendered) {
            return rendered.error();
        }
        return std::vector<SnippetPart>{{"objects", place, std::move(*rendered)}};
    };
    auto parts = partsOf(Variant::Faithful);
    SnippetText out;
    if (parts && variant == Variant::Hardened) {
        EditTrace trace(*parts);
        parts = partsOf(Variant::Hardened);
        if (parts) {
            trace.note(*parts, 0);
            out.marks = trace.marks();
            out.reasons = std::move(edits);
        }
    }
    if (!parts) {
        return parts.error();
    }
    out.parts = std::move(*parts);
    out.contract = std::move(contract);
    return out;
}

}  // namespace

std::span<const OptionInfo> gatewayApiOptionTable() {
    static const auto table = infosOf(kGatewayRows);
    return table;
}

std::vector<Reason> gatewayApiEdits() {
    return {{"stated-share", "The share is written down; without it all requests are mirrored."}};
}

base::Result<SnippetText> gatewayApiSnippet(std::span<const OptionValue> values, Variant variant) {
    const auto options = readOptions(kGatewayRows, values, variant, "gateway-api");
    if (!options) {
        return options.error();
    }
    const auto objects = [&options](Variant form) {
        std::vector<YamlNode> all = serviceObjects(kMirror, options->space, options->listener);
        all.push_back(httpRoute(*options, form));
        return all;
    };
    return oneFile("objects of the cluster; the data plane must support RequestMirror", gatewayApiContract(),
                   variant, objects, gatewayApiEdits());
}

std::span<const OptionInfo> ingressNginxOptionTable() {
    static const auto table = infosOf(kIngressRows);
    return table;
}

std::vector<Reason> ingressNginxEdits() {
    return {{"kept-host",
             "Without mirror-host the copy carries the listener's name instead of the one asked for."}};
}

base::Result<SnippetText> ingressNginxSnippet(std::span<const OptionValue> values, Variant variant) {
    const auto options = readOptions(kIngressRows, values, variant, "ingress-nginx");
    if (!options) {
        return options.error();
    }
    return oneFile(
        "an object of the cluster; ingress-nginx is retired, for installations that exist",
        ingressNginxContract(), variant,
        [&options](Variant form) { return std::vector<YamlNode>{ingress(*options, form)}; },
        ingressNginxEdits());
}

}  // namespace mirrorscope::snippets
