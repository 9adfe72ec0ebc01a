// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/snippet_catalogue.h"

#include <array>

#include "core/snippets/envoy_options.h"
#include "core/snippets/envoy_snippet.h"
#include "core/snippets/istio_options.h"
#include "core/snippets/istio_snippet.h"
#include "core/snippets/nginx_hardening.h"
#include "core/snippets/nginx_options.h"
#include "core/snippets/nginx_snippet.h"
#include "core/snippets/route_snippets.h"
#include "core/snippets/traefik_options.h"
#include "core/snippets/traefik_snippet.h"

namespace mirrorscope::snippets {
namespace {

constexpr std::array<std::string_view, 2> kNginxParts{"http", "server"};

base::Result<SnippetText> makeNginx(std::span<const OptionValue> values, Variant variant) {
    const auto options = readNginxOptions(values, variant);
    if (!options) {
        return options.error();
    }
    return nginxSnippet(*options, variant);
}

constexpr std::array<std::string_view, 3> kEnvoyParts{"bootstrap", "route", "cluster"};

base::Result<SnippetText> makeEnvoy(std::span<const OptionValue> values, Variant variant) {
    const auto options = readEnvoyOptions(values, variant);
    if (!options) {
        return options.error();
    }
    return envoySnippet(*options, variant);
}

constexpr std::array<std::string_view, 3> kTraefikParts{"file", "static", "kubernetes"};

base::Result<SnippetText> makeTraefik(std::span<const OptionValue> values, Variant variant) {
    const auto options = readTraefikOptions(values, variant);
    if (!options) {
        return options.error();
    }
    return traefikSnippet(*options, variant);
}

constexpr std::array<std::string_view, 4> kIstioParts{"serviceentry", "virtualservice", "gateway",
                                                      "destinationrule"};

base::Result<SnippetText> makeIstio(std::span<const OptionValue> values, Variant variant) {
    const auto options = readIstioOptions(values, variant);
    if (!options) {
        return options.error();
    }
    return istioSnippet(*options, variant);
}

constexpr std::array<std::string_view, 1> kRouteParts{"objects"};

template <typename Edit>
std::vector<Reason> reasonsOf(std::span<const Edit> edits) {
    std::vector<Reason> out;
    for (const Edit& edit : edits) {
        out.push_back({std::string(edit.name), std::string(edit.reason)});
    }
    return out;
}

}  // namespace

std::span<const SnippetKind> snippetKinds() {
    static const std::array kinds{
        SnippetKind{"nginx", kNginxParts, nginxOptionTable(), reasonsOf(nginxEdits()), makeNginx},
        SnippetKind{"envoy", kEnvoyParts, envoyOptionTable(), reasonsOf(envoyEdits()), makeEnvoy},
        SnippetKind{"istio", kIstioParts, istioOptionTable(), reasonsOf(istioEdits()), makeIstio},
        SnippetKind{"traefik", kTraefikParts, traefikOptionTable(), reasonsOf(traefikEdits()), makeTraefik},
        SnippetKind{"gateway-api", kRouteParts, gatewayApiOptionTable(), gatewayApiEdits(),
                    gatewayApiSnippet},
        SnippetKind{"ingress-nginx", kRouteParts, ingressNginxOptionTable(), ingressNginxEdits(),
                    ingressNginxSnippet}};
    return kinds;
}

const SnippetKind* snippetKind(std::string_view name) {
    for (const SnippetKind& kind : snippetKinds()) {
        if (kind.name == name) {
            return &kind;
        }
    }
    return nullptr;
}

}  // namespace mirrorscope::snippets
