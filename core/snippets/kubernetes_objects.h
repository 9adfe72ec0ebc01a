// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/snippets/endpoint.h"
#include "core/snippets/yaml_tree.h"

namespace mirrorscope::snippets {

/// apiVersion, kind and metadata of an object; its spec is to be put. Without `space` it goes where it is
/// applied.
YamlNode kubernetesObject(std::string_view apiVersion, std::string_view kind, std::string_view name,
                          std::string_view space);

/// What makes an endpoint a service of the cluster under this name: nothing when it is that service already,
/// an ExternalName for a DNS name, a service without selector and its EndpointSlice for an address (core/v1
/// ServiceSpec, discovery.k8s.io/v1).
std::vector<YamlNode> serviceObjects(std::string_view name, std::string_view space, const Endpoint& endpoint);

/// Several documents, each behind "---".
base::Result<std::string> renderYamlDocuments(const std::vector<YamlNode>& documents);

}  // namespace mirrorscope::snippets
