// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ip_network.h"
#include "core/snippets/endpoint.h"
#include "core/snippets/listener_tls.h"
#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::snippets {

/// What answers the client: files, or another server.
struct NginxOrigin {
    enum class Kind : std::uint8_t { Root, ProxyPass };
    Kind kind = Kind::Root;
    std::string value = "/usr/share/nginx/html";
};

/// What the nginx snippet is made of. Strings hold only characters that their rule in nginx_options.cpp
/// allows.
struct NginxOptions {
    Endpoint listener;
    ListenerTls tls;
    std::string path = "/";  // location that is mirrored
    NginxOrigin origin;
    bool body = true;
    std::string maxBody;                            // nginx size: "8m"; empty: the server's own limit
    std::string percentage;                         // "25", "0.5"; empty: every request
    std::vector<base::IpNetwork> trustedBalancers;  // in front of this nginx
    bool tlsInFront = false;                        // the balancers terminate TLS
    std::string name;                               // marker host=; empty: $hostname
    std::string token;                              // X-Mirrorscope-Token; empty: none
};

std::span<const OptionInfo> nginxOptionTable();

/// Reads and checks values; InvalidArgument names option, value and expectation. Options that only the
/// hardened form can honour are refused for the faithful one.
base::Result<NginxOptions> readNginxOptions(std::span<const OptionValue> values, Variant variant);

}  // namespace mirrorscope::snippets
