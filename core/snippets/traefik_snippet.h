// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "core/snippets/snippet.h"
#include "core/snippets/traefik_options.h"
#include "core/snippets/yaml_tree.h"

namespace mirrorscope::snippets {

/// Traefik's mirroring service in the pieces that edits work on (dynamic configuration of the file provider).
struct TraefikConfiguration {
    YamlNode mirroring;      // http.services.with_mirroring.mirroring
    YamlNode mirrorService;  // http.services.wallarm, which gets the copies
    YamlNode originService;
    YamlNode middlewares;  // http.middlewares; an empty map: none
    YamlNode transports;   // http.serversTransports; an empty map: none
    YamlNode entryPoint;   // entryPoints.NAME of the static configuration; an empty map: as it is
};

/// The page's form; names of services and routers are the page's.
TraefikConfiguration faithfulTraefik(const TraefikOptions& options);

/// Parts "file" (dynamic configuration), "kubernetes" (the same as objects) and, hardened behind balancers,
/// "static".
base::Result<SnippetText> traefikSnippet(const TraefikOptions& options, Variant variant);

/// One improvement of the faithful form; it needs none of the others before it.
struct TraefikEdit {
    std::string_view name;
    std::string_view reason;
    bool (*applies)(const TraefikOptions& options);
    void (*apply)(TraefikConfiguration& configuration, const TraefikOptions& options);
};

std::span<const TraefikEdit> traefikEdits();

}  // namespace mirrorscope::snippets
