// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/envoy_options.h"

#include <algorithm>
#include <array>

#include "core/base/ip_network.h"
#include "core/snippets/option_grammar.h"
#include "core/snippets/option_row.h"

namespace mirrorscope::snippets {
namespace {

bool setListener(EnvoyOptions& out, std::string_view value) {
    return setEndpoint(out.listener, value);
}

/// A socket is bound to an address: Envoy resolves no name here (core.v3.SocketAddress).
bool setBind(EnvoyOptions& out, std::string_view value) {
    return setEndpoint(out.bind, value) && base::parseAddress(out.bind.host).has_value();
}

bool setOrigin(EnvoyOptions& out, std::string_view value) {
    return setEndpoint(out.origin, value);
}

bool setPath(EnvoyOptions& out, std::string_view value) {
    out.path = value;
    return isPlainPath(value);
}

bool setHost(EnvoyOptions& out, std::string_view value) {
    out.host = value;
    return value == "*" || isHostName(value);
}

bool setPercentage(EnvoyOptions& out, std::string_view value) {
    const auto hundredths = readPercentage(value);
    out.percentage = hundredths.value_or(0);
    return hundredths.has_value();
}

bool setHops(EnvoyOptions& out, std::string_view value) {
    const bool isDigit = value.size() == 1 && value.front() >= '0' && value.front() <= '9';
    out.trustedHops = isDigit ? static_cast<std::uint32_t>(value.front() - '0') : 0;
    return isDigit;
}

bool setName(EnvoyOptions& out, std::string_view value) {
    out.name = value;
    return isMarkerName(value);
}

bool setToken(EnvoyOptions& out, std::string_view value) {
    out.token = value;
    return isToken(value);
}

using Row = OptionRow<EnvoyOptions>;

constexpr std::array kRows{
    Row{{"--listener", "HOST:PORT", "Where Mirrorscope listens, as seen from Envoy.", "", true, false},
        setListener,
        "HOST:PORT with a name, an IPv4 address or an IPv6 address in brackets, such as 127.0.0.1:8445",
        false},
    Row{{"--bind", "ADDRESS:PORT", "Where Envoy takes clients.", "0.0.0.0:80", false, false},
        setBind,
        "ADDRESS:PORT without a name, such as 0.0.0.0:80",
        false},
    Row{{"--origin", "HOST:PORT", "The server that answers the client.", "httpbin:80", false, false},
        setOrigin,
        "HOST:PORT, such as 127.0.0.1:8080",
        false},
    Row{{"--path", "PATH", "Prefix of the paths that are mirrored.", "/", false, false},
        setPath,
        "a path that begins with \"/\", of letters, digits and / - . _ ~ ! * + , = : @",
        false},
    Row{{"--host", "NAME", "Host that is mirrored; * for every one.", "*", false, false},
        setHost,
        "* or a name of letters, digits, \"-\" and \".\"",
        false},
    Row{{"--percentage", "N", "Share of requests to mirror.", "100", false, false},
        setPercentage,
        "a number from 0.01 to 100 with at most two decimals",
        false},
    Row{{"--trusted-hops", "N", "Balancers in front of Envoy whose X-Forwarded-For is right.", "0", false,
         false},
        setHops,
        "a number from 0 to 9",
        true},
    Row{{"--name", "NAME", "Name of this Envoy in the marker header.", "envoy", false, false},
        setName,
        "1 to 64 letters, digits, \"-\", \".\" or \"_\"",
        true},
    Row{{"--token", "TEXT", "Shared secret that Envoy adds to each copy.", "", false, false},
        setToken,
        "1 to 128 letters, digits or - . _ ~ + / =",
        true},
    kTlsRow<EnvoyOptions>,
    kTlsNameRow<EnvoyOptions>,
    kTlsCaRow<EnvoyOptions>,
};

}  // namespace

std::span<const OptionInfo> envoyOptionTable() {
    static const auto table = infosOf(kRows);
    return table;
}

base::Result<EnvoyOptions> readEnvoyOptions(std::span<const OptionValue> values, Variant variant) {
    return readOptionsWithTls(kRows, values, variant, "envoy");
}

}  // namespace mirrorscope::snippets
