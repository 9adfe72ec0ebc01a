// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/snippets/endpoint.h"
#include "core/snippets/listener_tls.h"
#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::snippets {

/// What the Envoy snippet is made of. Strings hold only characters that their rule in envoy_options.cpp
/// allows.
struct EnvoyOptions {
    Endpoint listener;
    ListenerTls tls;
    Endpoint bind{"0.0.0.0", 80};      // where Envoy takes clients
    Endpoint origin{"httpbin", 80};    // what answers the client
    std::string path = "/";            // prefix that is mirrored
    std::string host = "*";            // domain of the virtual host
    std::uint32_t percentage = 10000;  // hundredths of a percent: 10000 is every request
    std::uint32_t trustedHops = 0;     // xff_num_trusted_hops
    std::string name;                  // marker host=; empty: envoy
    std::string token;                 // X-Mirrorscope-Token; empty: none
};

std::span<const OptionInfo> envoyOptionTable();

/// Reads and checks values; InvalidArgument names option, value and expectation. Options that only the
/// hardened form can honour are refused for the faithful one.
base::Result<EnvoyOptions> readEnvoyOptions(std::span<const OptionValue> values, Variant variant);

}  // namespace mirrorscope::snippets
