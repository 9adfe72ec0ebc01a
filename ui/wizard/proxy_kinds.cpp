// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/proxy_kinds.h"

#include <QVersionNumber>
#include <algorithm>

#include "core/snippets/snippet_catalogue.h"
#include "ui/wizard/kind_texts.h"
#include "ui/wizard/plan.h"

namespace mirrorscope::ui::wizard {

const std::vector<ProxyKind>& proxyKinds() {
    static const std::vector<ProxyKind> kinds = [] {
        std::vector<ProxyKind> known{nginxTexts(),   envoyTexts(),      istioTexts(),
                                     traefikTexts(), gatewayApiTexts(), ingressNginxTexts()};
        std::erase_if(known,
                      [](const ProxyKind& kind) { return snippets::snippetKind(kind.name) == nullptr; });
        return known;
    }();
    return kinds;
}

const ProxyKind& proxyKindOf(const Plan& plan) {
    return *std::ranges::find(proxyKinds(), plan.kind, &ProxyKind::name);
}

const VersionChoice& versionOf(const Plan& plan) {
    const auto& versions = proxyKindOf(plan).versions;
    return versions[std::min(plan.version, versions.size() - 1)];
}

std::size_t versionChoiceOf(const ProxyKind& kind, const QString& version) {
    const QVersionNumber number = QVersionNumber::fromString(version);
    const auto choice = std::ranges::find_if(kind.versions, [&number](const VersionChoice& one) {
        return number >= QVersionNumber::fromString(one.lowest);
    });
    return choice == kind.versions.end()
               ? kind.versions.size() - 1
               : static_cast<std::size_t>(std::distance(kind.versions.begin(), choice));
}

}  // namespace mirrorscope::ui::wizard
