// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/listener_tls.h"

#include "core/base/ip_network.h"

namespace mirrorscope::snippets {

std::string_view schemeOf(const ListenerTls& tls) {
    return tls.on ? "https://" : "http://";
}

std::string tlsName(const ListenerTls& tls, const Endpoint& listener) {
    const bool isAddress = base::parseAddress(listener.host).has_value();
    return !tls.name.empty() ? tls.name : isAddress ? std::string() : listener.host;
}

std::optional<base::Error> tlsComplaint(const ListenerTls& tls, const Endpoint& listener) {
    if (!tls.on && !tls.name.empty()) {
        return invalidOption("--tls-name", tls.name, "--tls on with it");
    }
    if (!tls.on && !tls.ca.empty()) {
        return invalidOption("--tls-ca", tls.ca, "--tls on with it");
    }
    // nginx checks names of a certificate and no addresses (proxy_ssl_name).
    if (!tls.ca.empty() && tlsName(tls, listener).empty()) {
        return invalidOption("--tls-ca", tls.ca, "--tls-name with it: the listener is an address");
    }
    return std::nullopt;
}

}  // namespace mirrorscope::snippets
