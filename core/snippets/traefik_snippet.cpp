// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/traefik_snippet.h"

#include "core/snippets/edit_trace.h"
#include "core/snippets/kubernetes_objects.h"

namespace mirrorscope::snippets {
namespace {

constexpr std::string_view kOrigin = "httpbin";
constexpr std::string_view kMirror = "wallarm";
constexpr std::string_view kMirroring = "with_mirroring";
/// Names of Kubernetes objects have no underscore.
constexpr std::string_view kMirroringObject = "with-mirroring";
constexpr std::string_view kTransportObject = "wallarm-transport";
constexpr std::string_view kCaSecret = "wallarm-ca";
constexpr std::string_view kApi = "traefik.io/v1alpha1";

YamlNode text(std::string_view value) {
    return YamlNode::text(value);
}

YamlNode number(std::uint32_t value) {
    return YamlNode::literal(std::to_string(value));
}

std::string hostRule(const std::string& host) {
    return "Host(`" + host + "`)";
}

YamlNode balancer(const std::string& url) {
    const YamlNode server = YamlNode::map({{"url", text(url)}});
    return YamlNode::map({{"loadBalancer", YamlNode::map({{"servers", YamlNode::sequence({server})}})}});
}

YamlNode router(const TraefikOptions& options, const std::string& host, std::string_view service,
                std::string_view remark) {
    return YamlNode::map({{"entryPoints", YamlNode::sequence({text(options.entryPoint)})},
                          {"rule", text(hostRule(host))},
                          {"service", text(service).with(remark)}});
}

/// Go checks every certificate unless told otherwise, and asks for the name of the URL.
YamlNode transport(const TraefikOptions& options) {
    YamlNode out = YamlNode::map({});
    if (const std::string name = tlsName(options.tls, options.listener); !name.empty()) {
        out.put("serverName", text(name));
    }
    if (options.tls.ca.empty()) {
        out.put("insecureSkipVerify", YamlNode::literal("true"));
    } else {
        out.put("rootCAs", YamlNode::sequence({text(options.tls.ca)}));
    }
    return out;
}

/// A custom resource names no file: the CA is in a Secret, under the key ca.crt (traefik.io/v1alpha1 RootCA).
YamlNode transportObject(const YamlNode& settings, const TraefikOptions& options) {
    YamlNode spec = settings;
    if (!options.tls.ca.empty()) {
        const YamlNode secret = text(kCaSecret).with("made from " + options.tls.ca + " as ca.crt");
        spec.put("rootCAs", YamlNode::sequence({YamlNode::map({{"secret", secret}})}));
    }
    YamlNode out = kubernetesObject(kApi, "ServersTransport", kTransportObject, options.space);
    out.put("spec", std::move(spec));
    return out;
}

YamlNode dynamicFile(const TraefikConfiguration& configuration, const TraefikOptions& options) {
    YamlNode http = YamlNode::map(
        {{"services",
          YamlNode::map({{std::string(kMirroring), YamlNode::map({{"mirroring", configuration.mirroring}})},
                         {std::string(kMirror), configuration.mirrorService},
                         {std::string(kOrigin), configuration.originService}})},
         {"routers",
          YamlNode::map(
              {{std::string(kMirroring), router(options, options.host, kMirroring, "mirrored")},
               {"just_to_original", router(options, options.originalHost, kOrigin, "not mirrored")}})}});
    if (!configuration.middlewares.entries.empty()) {
        http.put("middlewares", configuration.middlewares);
    }
    if (!configuration.transports.entries.empty()) {
        http.put("serversTransports", configuration.transports);
    }
    return YamlNode::map({{"http", std::move(http)}});
}

YamlNode staticFile(const TraefikConfiguration& configuration, const TraefikOptions& options) {
    return YamlNode::map({{"entryPoints", YamlNode::map({{options.entryPoint, configuration.entryPoint}})}});
}

YamlNode routeTo(std::string_view rule, YamlNode service) {
    return YamlNode::map({{"match", text(rule)},
                          {"kind", text("Rule")},
                          {"services", YamlNode::sequence({std::move(service)})}});
}

/// The same as custom resources. Names of services stand for services of the cluster.
std::vector<YamlNode> objects(const TraefikConfiguration& configuration, const TraefikOptions& options) {
    std::vector<YamlNode> out = serviceObjects(kMirror, options.space, options.listener);
    for (YamlNode& one : serviceObjects(kOrigin, options.space, options.origin)) {
        out.push_back(std::move(one));
    }
    YamlNode mirror = YamlNode::map({{"name", text(kMirror)},
                                     {"port", number(options.listener.port)},
                                     {"percent", number(options.percent)}});
    if (!configuration.transports.entries.empty()) {
        out.push_back(transportObject(configuration.transports.entries.front().value, options));
        mirror.put("serversTransport", text(kTransportObject));
    }
    if (options.tls.on) {
        mirror.put("scheme", text("https"));
    }
    YamlNode mirroring = YamlNode::map({{"name", text(kOrigin)}, {"port", number(options.origin.port)}});
    for (const YamlEntry& entry : configuration.mirroring.entries) {
        if (entry.key != "service" && entry.key != "mirrors") {
            mirroring.put(entry.key, entry.value);
        }
    }
    mirroring.put("mirrors", YamlNode::sequence({std::move(mirror)}));
    YamlNode service = kubernetesObject(kApi, "TraefikService", kMirroringObject, options.space);
    service.put("spec", YamlNode::map({{"mirroring", std::move(mirroring)}}));
    out.push_back(std::move(service));

    const YamlNode mirrored =
        YamlNode::map({{"name", text(kMirroringObject)}, {"kind", text("TraefikService")}});
    const YamlNode original = YamlNode::map({{"name", text(kOrigin)}, {"port", number(options.origin.port)}});
    YamlNode route = kubernetesObject(kApi, "IngressRoute", kMirroringObject, options.space);
    route.put(
        "spec",
        YamlNode::map({{"entryPoints", YamlNode::sequence({text(options.entryPoint)})},
                       {"routes", YamlNode::sequence({routeTo(hostRule(options.host), mirrored),
                                                      routeTo(hostRule(options.originalHost), original)})}}));
    out.push_back(std::move(route));
    return out;
}

base::Result<std::vector<SnippetPart>> partsOf(const TraefikConfiguration& configuration,
                                               const TraefikOptions& options) {
    const auto file = renderYaml(dynamicFile(configuration, options));
    const auto kubernetes = renderYamlDocuments(objects(configuration, options));
    const auto fixed = configuration.entryPoint.entries.empty()
                           ? base::Result<std::string>(std::string())
                           : renderYaml(staticFile(configuration, options));
    if (!file || !kubernetes || !fixed) {
        return !file ? file.error() : !kubernetes ? kubernetes.error() : fixed.error();
    }
    return std::vector<SnippetPart>{
        {"file", "a file of the file provider (dynamic configuration)", *file},
        {"static", "into the static configuration", *fixed},
        {"kubernetes", "instead of the file: custom resources, which cannot mark the copy", *kubernetes,
         true}};
}

}  // namespace

TraefikConfiguration faithfulTraefik(const TraefikOptions& options) {
    TraefikConfiguration out;
    const YamlNode mirror = YamlNode::map(
        {{"name", text(kMirror).with("gets the copies")}, {"percent", number(options.percent)}});
    out.mirroring = YamlNode::map(
        {{"service", text(kOrigin).with("answers the client")}, {"mirrors", YamlNode::sequence({mirror})}});
    out.mirrorService = balancer(std::string(schemeOf(options.tls)) + options.listener.text());
    if (options.tls.on) {
        out.transports.put(kMirror, transport(options));
        out.mirrorService.find("loadBalancer")->put("serversTransport", text(kMirror));
    }
    out.originService = balancer("http://" + options.origin.text() + "/");
    return out;
}

base::Result<SnippetText> traefikSnippet(const TraefikOptions& options, Variant variant) {
    TraefikConfiguration configuration = faithfulTraefik(options);
    auto out = editedSnippet(traefikEdits(), configuration, options, variant,
                             [&options](const TraefikConfiguration& one) { return partsOf(one, options); });
    if (out) {
        out->contract =
            traefikContract(variant == Variant::Hardened && options.marksCopies, !options.token.empty(),
                            !options.trustedBalancers.empty(), options.body);
    }
    return out;
}

}  // namespace mirrorscope::snippets
