// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/client_strategy.h"

namespace mirrorscope::forwarding {

ClientStrategy clientStrategy(traffic::SourceKind kind) {
    using enum traffic::SourceKind;
    switch (kind) {
        case Nginx:
        case IngressNginx:
            return nginxClient;
        case Envoy:
        case Istio:
            return envoyClient;
        case Traefik:
            return traefikClient;
        case Trafficserver:
            return lostClient;
        default:
            return standardClient;
    }
}

std::optional<NamedClient> lostClient(const ClientEvidence&) {
    return std::nullopt;
}

}  // namespace mirrorscope::forwarding
