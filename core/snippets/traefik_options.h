// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/ip_network.h"
#include "core/snippets/endpoint.h"
#include "core/snippets/listener_tls.h"
#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::snippets {

/// What the Traefik snippet is made of. Strings hold only characters that their rule in traefik_options.cpp
/// allows.
struct TraefikOptions {
    Endpoint listener;
    ListenerTls tls;
    Endpoint origin{"httpbin", 80};
    std::string entryPoint = "web";
    std::string host = "mirrored.example.com";            // mirrored
    std::string originalHost = "original.example.local";  // answered without a mirror
    std::string space;                                    // namespace of the Kubernetes objects
    std::uint32_t percent = 100;                          // whole: Traefik counts requests
    bool body = true;
    std::string maxBody;                            // bytes; empty: unlimited
    std::vector<base::IpNetwork> trustedBalancers;  // in front of this Traefik
    std::string name;                               // marker host=; empty: traefik
    bool marksCopies = true;                        // Traefik 3.7 and newer: middlewares on services
    std::string token;                              // X-Mirrorscope-Token; empty: none
};

std::span<const OptionInfo> traefikOptionTable();

/// Reads and checks values; InvalidArgument names option, value and expectation.
base::Result<TraefikOptions> readTraefikOptions(std::span<const OptionValue> values, Variant variant);

}  // namespace mirrorscope::snippets
