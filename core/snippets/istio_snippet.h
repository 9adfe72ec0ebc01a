// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "core/snippets/istio_options.h"
#include "core/snippets/snippet.h"
#include "core/snippets/yaml_tree.h"

namespace mirrorscope::snippets {

/// Istio's objects in the pieces that edits work on (networking.istio.io). An empty map: not needed.
struct IstioConfiguration {
    YamlNode serviceEntry;     // the listener, when it is outside of the mesh
    YamlNode virtualService;   // without its http routes
    YamlNode route;            // the http route that is mirrored
    YamlNode gateway;          // when requests from outside are mirrored
    YamlNode destinationRule;  // how to connect to the listener
};

/// The page's form. A listener given by address gets the invented name kListenerName: Istio routes to names.
IstioConfiguration faithfulIstio(const IstioOptions& options);

inline constexpr std::string_view kListenerName = "mirrorscope.mirror.internal";
/// The name by which the mesh knows the listener.
std::string listenerName(const IstioOptions& options);

/// Parts "serviceentry", "virtualservice", "gateway", "destinationrule": an object each.
base::Result<SnippetText> istioSnippet(const IstioOptions& options, Variant variant);

/// One improvement of the faithful form; it needs none of the others before it.
struct IstioEdit {
    std::string_view name;
    std::string_view reason;
    bool (*applies)(const IstioOptions& options);
    void (*apply)(IstioConfiguration& configuration, const IstioOptions& options);
};

std::span<const IstioEdit> istioEdits();

}  // namespace mirrorscope::snippets
