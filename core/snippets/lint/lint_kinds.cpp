// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/lint_kinds.h"

#include <algorithm>
#include <array>

#include "core/snippets/lint/nginx_lint.h"
#include "core/snippets/lint/yaml_lint.h"

namespace mirrorscope::snippets::lint {
namespace {

constexpr std::array kKinds{
    LintKind{"nginx", nginxLintRules, lintNginx, nginxLikeness},
    LintKind{"envoy", envoyLintRules, lintEnvoy, envoyLikeness},
    LintKind{"istio", istioLintRules, lintIstio, istioLikeness},
    LintKind{"traefik", traefikLintRules, lintTraefik, traefikLikeness},
    LintKind{"gateway-api", gatewayApiLintRules, lintGatewayApi, gatewayApiLikeness},
    LintKind{"ingress-nginx", ingressNginxLintRules, lintIngressNginx, ingressNginxLikeness},
};

}  // namespace

std::span<const LintKind> lintKinds() {
    return kKinds;
}

const LintKind* lintKind(std::string_view name) {
    const auto kinds = lintKinds();
    const auto found = std::ranges::find(kinds, name, &LintKind::name);
    return found == kinds.end() ? nullptr : &*found;
}

const LintKind* guessLintKind(std::string_view text) {
    const LintKind* best = nullptr;
    int most = 0;
    for (const LintKind& kind : lintKinds()) {
        if (const int found = kind.likeness(text); found > most) {
            most = found;
            best = &kind;
        }
    }
    return best;
}

int wordsFound(std::string_view text, std::span<const std::string_view> words) {
    return static_cast<int>(
        std::ranges::count_if(words, [&](std::string_view word) { return text.find(word) != text.npos; }));
}

}  // namespace mirrorscope::snippets::lint
