// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "core/snippets/envoy_options.h"
#include "core/snippets/snippet.h"
#include "core/snippets/yaml_tree.h"

namespace mirrorscope::snippets {

/// An Envoy bootstrap in the pieces that edits work on (config.bootstrap.v3, config.route.v3.RouteAction).
struct EnvoyConfiguration {
    YamlNode manager;  // typed_config of the HTTP connection manager, without its routes
    YamlNode route;    // the route that is mirrored
    YamlNode policy;   // its only request_mirror_policies entry
    YamlNode originCluster;
    YamlNode mirrorCluster;
};

/// The page's form; the mirror cluster keeps the page's name.
EnvoyConfiguration faithfulEnvoy(const EnvoyOptions& options);

/// Parts "bootstrap" (the whole file), "route" and "cluster" (pieces of it for a configuration that exists).
base::Result<SnippetText> envoySnippet(const EnvoyOptions& options, Variant variant);

/// One improvement of the faithful form; it needs none of the others before it.
struct EnvoyEdit {
    std::string_view name;
    std::string_view reason;
    bool (*applies)(const EnvoyOptions& options);
    void (*apply)(EnvoyConfiguration& configuration, const EnvoyOptions& options);
};

std::span<const EnvoyEdit> envoyEdits();

}  // namespace mirrorscope::snippets
