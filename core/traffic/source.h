// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"

namespace mirrorscope::traffic {

/// Given by the analyst in the order of first appearance; 0: not attributed yet.
using SourceId = std::int64_t;

enum class SourceKind : std::uint8_t {
    Unknown,
    Nginx,
    Envoy,
    Istio,
    Traefik,
    Haproxy,
    Trafficserver,
    GatewayApi,
    IngressNginx,
    Other,
    Count
};

std::string_view sourceKindName(SourceKind kind);  // "nginx", "gateway-api"
std::optional<SourceKind> sourceKindByName(std::string_view name);

/// A proxy that sends copies.
struct Source {
    SourceId id = 0;
    std::string name;
    SourceKind kind = SourceKind::Unknown;
    std::string identifiedBy;  // the rule that decided, e.g. "x-server-addr"
    int confidence = 0;        // 0 to 100
    std::string listener;      // name of the listener it sends to; empty: not known
    std::string peer;          // socket address it comes from
    std::string instance;      // tells proxies of one peer apart: X-SERVER-ADDR:PORT, Envoy's own address …
    std::string version;       // when a marker names it
    base::WallTime firstSeen{};
    base::WallTime lastSeen{};
    std::uint64_t requests = 0;
    std::uint64_t attackRequests = 0;  // requests in state attack
    std::uint64_t refused = 0;
};

}  // namespace mirrorscope::traffic
