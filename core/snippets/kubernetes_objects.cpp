// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/kubernetes_objects.h"

#include "core/base/ip_network.h"

namespace mirrorscope::snippets {
namespace {

YamlNode text(std::string_view value) {
    return YamlNode::text(value);
}

YamlNode port(const Endpoint& endpoint) {
    return YamlNode::map(
        {{"name", text("http")}, {"port", YamlNode::literal(std::to_string(endpoint.port))}});
}

YamlNode addressSlice(std::string_view name, std::string_view space, const Endpoint& endpoint, bool isV6) {
    YamlNode slice = kubernetesObject("discovery.k8s.io/v1", "EndpointSlice", name, space);
    slice.find("metadata")->put("labels", YamlNode::map({{"kubernetes.io/service-name", text(name)}}));
    slice.put("addressType", text(isV6 ? "IPv6" : "IPv4"));
    slice.put("ports", YamlNode::sequence({port(endpoint)}));
    const YamlNode one = YamlNode::map({{"addresses", YamlNode::sequence({text(endpoint.host)})}});
    slice.put("endpoints", YamlNode::sequence({one}));
    return slice;
}

}  // namespace

YamlNode kubernetesObject(std::string_view apiVersion, std::string_view kind, std::string_view name,
                          std::string_view space) {
    YamlNode metadata = YamlNode::map({{"name", text(name)}});
    if (!space.empty()) {
        metadata.put("namespace", text(space));
    }
    return YamlNode::map(
        {{"apiVersion", text(apiVersion)}, {"kind", text(kind)}, {"metadata", std::move(metadata)}});
}

std::vector<YamlNode> serviceObjects(std::string_view name, std::string_view space,
                                     const Endpoint& endpoint) {
    if (endpoint.host == name) {
        return {};
    }
    YamlNode service = kubernetesObject("v1", "Service", name, space);
    const auto address = base::parseAddress(endpoint.host);
    if (!address) {
        service.put("spec", YamlNode::map({{"type", text("ExternalName")},
                                           {"externalName", text(endpoint.host)},
                                           {"ports", YamlNode::sequence({port(endpoint)})}}));
        return {std::move(service)};
    }
    service.put("spec", YamlNode::map({{"ports", YamlNode::sequence({port(endpoint)})}}));
    return {std::move(service), addressSlice(name, space, endpoint, address->is_v6())};
}

base::Result<std::string> renderYamlDocuments(const std::vector<YamlNode>& documents) {
    std::string out;
    for (const YamlNode& document : documents) {
        const auto rendered = renderYaml(document);
        if (!rendered) {
            return rendered.error();
        }
        out += "---\n" + *rendered;
    }
    return out;
}

}  // namespace mirrorscope::snippets
