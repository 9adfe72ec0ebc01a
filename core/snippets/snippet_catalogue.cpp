// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/snippet_catalogue.h"

#include <array>

#include "core/snippets/envoy_options.h"
#include "core/snippets/envoy_snippet.h"
#include "core/snippets/nginx_options.h"
#include "core/snippets/nginx_snippet.h"

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

}  // namespace

std::span<const SnippetKind> snippetKinds() {
    static const std::array kinds{SnippetKind{"nginx", kNginxParts, nginxOptionTable(), makeNginx},
                                  SnippetKind{"envoy", kEnvoyParts, envoyOptionTable(), makeEnvoy}};
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
