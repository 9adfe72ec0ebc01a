// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/snippets/endpoint.h"
#include "core/snippets/snippet.h"
#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::snippets {

/// What the two Kubernetes routes are made of that have no form on the page: a HTTPRoute of the Gateway API
/// and an Ingress with the annotations of ingress-nginx (a project that is retired: for configurations that
/// exist).
struct RouteOptions {
    Endpoint listener;
    Endpoint origin{"httpbin", 80};
    std::string host = "mirrored.example.com";
    std::string path = "/";
    std::string gateway = "gateway";  // Gateway API only
    std::string space;
    std::uint32_t percent = 100;  // Gateway API only, whole
    bool body = true;             // ingress-nginx only
};

std::span<const OptionInfo> gatewayApiOptionTable();
std::vector<Reason> gatewayApiEdits();
base::Result<SnippetText> gatewayApiSnippet(std::span<const OptionValue> values, Variant variant);

std::span<const OptionInfo> ingressNginxOptionTable();
std::vector<Reason> ingressNginxEdits();
base::Result<SnippetText> ingressNginxSnippet(std::span<const OptionValue> values, Variant variant);

}  // namespace mirrorscope::snippets
