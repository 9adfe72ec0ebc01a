// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/nginx_options.h"

#include <algorithm>
#include <array>

#include "core/snippets/option_grammar.h"
#include "core/snippets/option_row.h"

namespace mirrorscope::snippets {
namespace {

bool setListener(NginxOptions& out, std::string_view value) {
    const auto endpoint = parseEndpoint(value);
    if (endpoint) {
        out.listener = *endpoint;
    }
    return endpoint.has_value();
}

bool setPath(NginxOptions& out, std::string_view value) {
    out.path = value;
    return isPlainPath(value);
}

bool setOrigin(NginxOptions& out, std::string_view value) {
    out.origin.value = value;
    if (isPlainPath(value)) {
        out.origin.kind = NginxOrigin::Kind::Root;
        return true;
    }
    out.origin.kind = NginxOrigin::Kind::ProxyPass;
    const auto scheme = value.find("://");
    if (value.substr(0, scheme) != "http" && value.substr(0, scheme) != "https") {
        return false;
    }
    const std::string_view rest = scheme == value.npos ? std::string_view{} : value.substr(scheme + 3);
    const auto slash = rest.find('/');
    const std::string authority(rest.substr(0, slash));
    // The port is optional here, which parseEndpoint() does not know.
    return (parseEndpoint(authority) || parseEndpoint(authority + ":80")) &&
           (slash == rest.npos || isPlainPath(rest.substr(slash)));
}

bool setSwitch(bool& out, std::string_view value) {
    out = value == "on";
    return value == "on" || value == "off";
}

bool setBody(NginxOptions& out, std::string_view value) {
    return setSwitch(out.body, value);
}

bool setMaxBody(NginxOptions& out, std::string_view value) {
    out.maxBody = value;
    if (value.ends_with('k') || value.ends_with('m') || value.ends_with('g')) {
        value.remove_suffix(1);
    }
    constexpr std::size_t mostDigits = 9;  // 999,999,999 g still fits what nginx counts in
    return !value.empty() && value.size() <= mostDigits &&
           value.find_first_not_of("0123456789") == value.npos;
}

/// split_clients takes two decimals (ngx_http_split_clients_module).
bool setPercentage(NginxOptions& out, std::string_view value) {
    const auto hundredths = readPercentage(value);
    constexpr std::uint32_t all = 10000;
    out.percentage = hundredths == all ? std::string_view{} : value;
    return hundredths.has_value();
}

bool addBalancer(NginxOptions& out, std::string_view value) {
    const auto network = base::IpNetwork::parse(value);
    if (network) {
        out.trustedBalancers.push_back(*network);
    }
    return network.has_value();
}

bool setTlsInFront(NginxOptions& out, std::string_view value) {
    return setSwitch(out.tlsInFront, value);
}

bool setName(NginxOptions& out, std::string_view value) {
    out.name = value;
    return isMarkerName(value);
}

bool setToken(NginxOptions& out, std::string_view value) {
    out.token = value;
    return isToken(value);
}

using Row = OptionRow<NginxOptions>;

constexpr std::array kRows{
    Row{{"--listener", "HOST:PORT", "Where Mirrorscope listens, as seen from nginx.", "", true, false},
        setListener,
        "HOST:PORT with a name, an IPv4 address or an IPv6 address in brackets, such as 127.0.0.1:8445",
        false},
    Row{{"--path", "PATH", "Location whose requests are mirrored.", "/", false, false},
        setPath,
        "a path that begins with \"/\", of letters, digits and / - . _ ~ ! * + , = : @",
        false},
    Row{{"--origin", "URL|DIR", "What answers the client: a server or a directory.", "/usr/share/nginx/html",
         false, false},
        setOrigin,
        "http://HOST[:PORT][/PATH], https://… or a directory that begins with \"/\"",
        false},
    Row{{"--body", "on|off", "Mirror request bodies too.", "on", false, false}, setBody, "on or off", false},
    Row{{"--max-body", "SIZE", "Largest body, for the client and for the copy.", "the server's own", false,
         false},
        setMaxBody,
        "a number with k, m or g, such as 8m; 0 for no limit",
        false},
    Row{{"--percentage", "N", "Share of requests to mirror.", "100", false, false},
        setPercentage,
        "a number from 0.01 to 100 with at most two decimals",
        true},
    Row{{"--trusted-balancer", "CIDR", "Balancer in front of nginx whose X-Forwarded-For is right.", "",
         false, true},
        addBalancer,
        "an address or CIDR block, such as 10.0.0.0/8",
        true},
    Row{{"--tls-in-front", "on|off", "The balancers terminate TLS and say so in X-Forwarded-Proto.", "off",
         false, false},
        setTlsInFront,
        "on or off",
        true},
    Row{{"--name", "NAME", "Name of this nginx in the marker header.", "the host's name", false, false},
        setName,
        "1 to 64 letters, digits, \"-\", \".\" or \"_\"",
        true},
    Row{{"--token", "TEXT", "Shared secret that nginx adds to each copy.", "", false, false},
        setToken,
        "1 to 128 letters, digits or - . _ ~ + / =",
        true},
    kTlsRow<NginxOptions>,
    kTlsNameRow<NginxOptions>,
    kTlsCaRow<NginxOptions>,
};

}  // namespace

std::span<const OptionInfo> nginxOptionTable() {
    static const auto table = infosOf(kRows);
    return table;
}

base::Result<NginxOptions> readNginxOptions(std::span<const OptionValue> values, Variant variant) {
    auto out = readOptionsWithTls(kRows, values, variant, "nginx");
    if (out && out->tlsInFront && out->trustedBalancers.empty()) {
        return invalidOption("--tls-in-front", "on", "at least one --trusted-balancer with it");
    }
    return out;
}

}  // namespace mirrorscope::snippets
