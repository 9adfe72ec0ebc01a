// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/forwarding/mirror_marker.h"
#include "core/forwarding/request_attribution.h"

namespace mirrorscope::forwarding {
namespace {

// Left out on purpose: names that the proxy completes or passes on in some configuration (X-Forwarded-For,
// X-Forwarded-Host, X-Real-IP …). Applications read them, attackers fill them, so rules must see them.
constexpr std::array<std::string_view, 7> kNginx{"X-SERVER-ADDR", "X-SERVER-PORT", "X-Request-ID",
                                                 "Connection",    kMarkerSource,   kMarkerClient,
                                                 kMarkerPeer};
constexpr std::array<std::string_view, 12> kEnvoy{"x-envoy-internal",
                                                  "x-envoy-external-address",
                                                  "x-envoy-expected-rq-timeout-ms",
                                                  "x-envoy-attempt-count",
                                                  "x-envoy-decorator-operation",
                                                  "x-envoy-peer-metadata",
                                                  "x-envoy-peer-metadata-id",
                                                  "x-b3-spanid",
                                                  "x-b3-parentspanid",
                                                  kMarkerSource,
                                                  kMarkerClient,
                                                  kMarkerPeer};
constexpr std::array<std::string_view, 2> kTraefik{"X-Forwarded-Server", kMarkerSource};
constexpr std::array<std::string_view, 1> kTrafficserver{"X-Multiplexer"};

}  // namespace

std::span<const std::string_view> proxyHeaders(traffic::SourceKind kind) {
    using enum traffic::SourceKind;
    switch (kind) {
        case Nginx:
        case IngressNginx:
            return kNginx;
        case Envoy:
        case Istio:
            return kEnvoy;
        case Traefik:
            return kTraefik;
        case Trafficserver:
            return kTrafficserver;
        default:
            return {};
    }
}

}  // namespace mirrorscope::forwarding
