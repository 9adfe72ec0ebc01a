// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/snippets/istio_snippet.h"
#include "core/snippets/kubernetes_objects.h"

namespace mirrorscope::snippets {
namespace {

bool always(const IstioOptions&) {
    return true;
}

bool chooseApi(const IstioOptions& options) {
    return options.api.empty();
}

void currentApi(IstioConfiguration& configuration, const IstioOptions&) {
    for (YamlNode* object : {&configuration.serviceEntry, &configuration.virtualService,
                             &configuration.gateway, &configuration.destinationRule}) {
        if (!object->entries.empty()) {
            object->put("apiVersion", YamlNode::text("networking.istio.io/v1"));
        }
    }
}

/// 25, or 0.5: Percent is a number of percents (networking/v1 Percent).
std::string percents(std::uint32_t hundredths) {
    std::string out = std::to_string(hundredths / 100);
    if (hundredths % 100 != 0) {
        const std::string decimals = std::to_string(100 + hundredths % 100);
        out += "." + (decimals.back() == '0' ? decimals.substr(1, 1) : decimals.substr(1));
    }
    return out;
}

/// `mirror` and `mirrors` may not stand together.
void listOfMirrors(IstioConfiguration& configuration, const IstioOptions& options) {
    const YamlNode destination = *configuration.route.find("mirror");
    std::erase_if(configuration.route.entries, [](const YamlEntry& entry) { return entry.key == "mirror"; });
    const YamlNode share = YamlNode::map({{"value", YamlNode::literal(percents(options.percentage))}});
    configuration.route.put(
        "mirrors",
        YamlNode::sequence({YamlNode::map({{"destination", destination}, {"percentage", share}})}));
}

bool isShort(const std::string& host) {
    return host.find('.') == std::string::npos;
}

bool hasShortName(const IstioOptions& options) {
    return isShort(options.origin.host) ||
           (options.destination == IstioOptions::Destination::Service && isShort(options.listener.host));
}

std::string fullName(const std::string& host, const IstioOptions& options) {
    const std::string space = options.space.empty() ? "default" : options.space;
    return isShort(host) ? host + "." + space + ".svc.cluster.local" : host;
}

void setHost(YamlNode& destination, const std::string& name) {
    const std::string remark = destination.find("host")->comment;
    destination.put("host", YamlNode::text(name).with(remark));
}

void fullNames(IstioConfiguration& configuration, const IstioOptions& options) {
    YamlNode& route = configuration.route;
    setHost(*route.find("route")->items.front().find("destination"), fullName(options.origin.host, options));
    YamlNode* mirrors = route.find("mirrors");
    YamlNode* mirror = mirrors != nullptr ? mirrors->items.front().find("destination") : route.find("mirror");
    if (options.destination == IstioOptions::Destination::Service) {
        setHost(*mirror, fullName(options.listener.host, options));
    }
    for (YamlNode& host : configuration.virtualService.find("spec")->find("hosts")->items) {
        host.value = host.value == options.origin.host ? fullName(host.value, options) : host.value;
    }
}

/// maxRetries: 0 would mean "as many as you like", so it is left out (networking/v1 ConnectionPoolSettings).
void boundedConnections(IstioConfiguration& configuration, const IstioOptions& options) {
    const bool isService = options.destination == IstioOptions::Destination::Service;
    YamlNode rule = kubernetesObject("networking.istio.io/" + (options.api.empty() ? "v1" : options.api),
                                     "DestinationRule", "wallarm-mirror", options.space);
    const YamlNode tcp = YamlNode::map({{"connectTimeout", YamlNode::text("250ms")}});
    const YamlNode http = YamlNode::map({{"http2MaxRequests", YamlNode::literal("256")}});
    const YamlNode pool = YamlNode::map({{"tcp", tcp}, {"http", http}});
    const std::string host = isService ? fullName(options.listener.host, options) : listenerName(options);
    YamlNode policy = YamlNode::map({{"connectionPool", pool}});
    if (YamlNode* present = configuration.destinationRule.find("spec")) {
        policy.put("tls", *present->find("trafficPolicy")->find("tls"));
    }
    rule.put("spec", YamlNode::map({{"host", YamlNode::text(host)}, {"trafficPolicy", std::move(policy)}}));
    configuration.destinationRule = std::move(rule);
}

bool hasDefaultSelector(const IstioOptions& options) {
    return options.selector.empty() && options.traffic != IstioOptions::Traffic::Mesh;
}

void usualSelector(IstioConfiguration& configuration, const IstioOptions&) {
    configuration.gateway.find("spec")->put("selector",
                                            YamlNode::map({{"istio", YamlNode::text("ingressgateway")}}));
}

constexpr std::array kEdits{
    IstioEdit{"current-api", "v1 is served since Istio 1.22; the older names are aliases that will go.",
              chooseApi, currentApi},
    IstioEdit{"list-of-mirrors",
              "The list states the share and takes further mirrors; mirror and mirrorPercent are deprecated.",
              always, listOfMirrors},
    IstioEdit{
        "full-names",
        "A short name is completed with the namespace of the object, which may be another one than meant.",
        hasShortName, fullNames},
    IstioEdit{"usual-selector",
              "The page's labels are there only when the Helm release is called istio-ingress; istioctl's "
              "gateway has "
              "istio: ingressgateway.",
              hasDefaultSelector, usualSelector},
    IstioEdit{"bounded-connections",
              "A listener that cannot be reached is given up after 0.25 s, and a slow one holds a bounded "
              "number of "
              "copies.",
              always, boundedConnections},
};

}  // namespace

std::span<const IstioEdit> istioEdits() {
    return kEdits;
}

}  // namespace mirrorscope::snippets
