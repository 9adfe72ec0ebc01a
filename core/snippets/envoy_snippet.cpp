// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/envoy_snippet.h"

#include "core/snippets/edit_trace.h"

namespace mirrorscope::snippets {
namespace {

constexpr std::string_view kOrigin = "httpbin";
constexpr std::string_view kMirror = "wallarm";
constexpr std::string_view kManager =
    "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager";
constexpr std::string_view kRouter = "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router";

YamlNode text(std::string_view value) {
    return YamlNode::text(value);
}

YamlNode number(std::uint32_t value) {
    return YamlNode::literal(std::to_string(value));
}

YamlNode address(const Endpoint& endpoint) {
    return YamlNode::map({{"socket_address", YamlNode::map({{"address", text(endpoint.host)},
                                                            {"port_value", number(endpoint.port)}})}});
}

YamlNode cluster(std::string_view name, const Endpoint& endpoint, std::string_view remark) {
    const YamlNode member = YamlNode::map({{"endpoint", YamlNode::map({{"address", address(endpoint)}})}});
    return YamlNode::map(
        {{"name", text(name).with(remark)},
         {"type", text("STRICT_DNS")},
         {"lb_policy", text("ROUND_ROBIN")},
         {"load_assignment",
          YamlNode::map({{"cluster_name", text(name)},
                         {"endpoints", YamlNode::sequence({YamlNode::map(
                                           {{"lb_endpoints", YamlNode::sequence({member})}})})}})}});
}

constexpr std::string_view kTls =
    "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext";

/// Envoy takes any certificate and sends no name unless told otherwise (tls.v3.CertificateValidationContext).
YamlNode transportSocket(const EnvoyOptions& options) {
    const std::string name = tlsName(options.tls, options.listener);
    YamlNode context = YamlNode::map({{"@type", text(kTls)}});
    if (!name.empty()) {
        context.put("sni", text(name));
    }
    if (!options.tls.ca.empty()) {
        const YamlNode subject =
            YamlNode::map({{"san_type", text("DNS")}, {"matcher", YamlNode::map({{"exact", text(name)}})}});
        const YamlNode validation =
            YamlNode::map({{"trusted_ca", YamlNode::map({{"filename", text(options.tls.ca)}})},
                           {"match_typed_subject_alt_names", YamlNode::sequence({subject})}});
        context.put("common_tls_context", YamlNode::map({{"validation_context", validation}}));
    }
    return YamlNode::map(
        {{"name", text("envoy.transport_sockets.tls")}, {"typed_config", std::move(context)}});
}

/// Whole percents as the page has them; a finer share needs the denominator (type.v3.FractionalPercent).
YamlNode share(std::uint32_t hundredths) {
    YamlNode value =
        hundredths % 100 == 0
            ? YamlNode::map({{"numerator", number(hundredths / 100)}})
            : YamlNode::map({{"numerator", number(hundredths)}, {"denominator", text("TEN_THOUSAND")}});
    return YamlNode::map({{"default_value", std::move(value)}});
}

YamlNode mirroredRoute(const EnvoyConfiguration& configuration) {
    YamlNode route = configuration.route;
    route.find("route")->put("request_mirror_policies", YamlNode::sequence({configuration.policy}));
    return route;
}

YamlNode bootstrap(const EnvoyConfiguration& configuration, const EnvoyOptions& options) {
    std::vector<YamlNode> routes{mirroredRoute(configuration)};
    if (options.path != "/") {
        // A virtual host answers 404 where no route matches.
        routes.push_back(YamlNode::map({{"match", YamlNode::map({{"prefix", text("/")}})},
                                        {"route", YamlNode::map({{"cluster", text(kOrigin)}})}}));
    }
    const YamlNode host = YamlNode::map({{"name", text("backend")},
                                         {"domains", YamlNode::sequence({text(options.host)})},
                                         {"routes", YamlNode::sequence(std::move(routes))}});
    YamlNode manager = configuration.manager;
    manager.put("route_config", YamlNode::map({{"name", text("local_route")},
                                               {"virtual_hosts", YamlNode::sequence({host})}}));
    const YamlNode router = YamlNode::map({{"name", text("envoy.filters.http.router")},
                                           {"typed_config", YamlNode::map({{"@type", text(kRouter)}})}});
    manager.put("http_filters", YamlNode::sequence({router}));
    const YamlNode filter = YamlNode::map(
        {{"name", text("envoy.filters.network.http_connection_manager")}, {"typed_config", manager}});
    const YamlNode listener =
        YamlNode::map({{"address", address(options.bind)},
                       {"filter_chains",
                        YamlNode::sequence({YamlNode::map({{"filters", YamlNode::sequence({filter})}})})}});
    return YamlNode::map(
        {{"static_resources",
          YamlNode::map({{"listeners", YamlNode::sequence({listener})},
                         {"clusters", YamlNode::sequence(
                                          {configuration.originCluster, configuration.mirrorCluster})}})}});
}

base::Result<std::vector<SnippetPart>> partsOf(const EnvoyConfiguration& configuration,
                                               const EnvoyOptions& options) {
    const auto whole = renderYaml(bootstrap(configuration, options));
    const auto route = renderYaml(YamlNode::sequence({mirroredRoute(configuration)}));
    const auto mirror = renderYaml(YamlNode::sequence({configuration.mirrorCluster}));
    if (!whole || !route || !mirror) {
        return !whole ? whole.error() : !route ? route.error() : mirror.error();
    }
    return std::vector<SnippetPart>{{"bootstrap", "a whole configuration file", *whole},
                                    {"route", "under routes of a virtual host", *route, true},
                                    {"cluster", "under static_resources.clusters", *mirror, true}};
}

}  // namespace

EnvoyConfiguration faithfulEnvoy(const EnvoyOptions& options) {
    EnvoyConfiguration out;
    out.manager = YamlNode::map(
        {{"@type", text(kManager)}, {"stat_prefix", text("ingress_http")}, {"codec_type", text("AUTO")}});
    out.route =
        YamlNode::map({{"match", YamlNode::map({{"prefix", text(options.path)}})},
                       {"route", YamlNode::map({{"cluster", text(kOrigin).with("answers the client")}})}});
    out.policy = YamlNode::map({{"cluster", text(kMirror).with("gets the copies")},
                                {"runtime_fraction", share(options.percentage)}});
    out.originCluster = cluster(kOrigin, options.origin, "the server that answers the client");
    out.mirrorCluster = cluster(kMirror, options.listener, "Mirrorscope; its answers are thrown away");
    if (options.tls.on) {
        out.mirrorCluster.put("transport_socket", transportSocket(options));
    }
    return out;
}

base::Result<SnippetText> envoySnippet(const EnvoyOptions& options, Variant variant) {
    EnvoyConfiguration configuration = faithfulEnvoy(options);
    auto out = editedSnippet(envoyEdits(), configuration, options, variant,
                             [&options](const EnvoyConfiguration& one) { return partsOf(one, options); });
    if (out) {
        out->contract = contractOf(configuration);
    }
    return out;
}

}  // namespace mirrorscope::snippets
