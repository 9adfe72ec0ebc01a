// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/traefik_options.h"

#include <array>

#include "core/snippets/option_grammar.h"
#include "core/snippets/option_row.h"

namespace mirrorscope::snippets {
namespace {

bool setListener(TraefikOptions& out, std::string_view value) {
    return setEndpoint(out.listener, value);
}

bool setOrigin(TraefikOptions& out, std::string_view value) {
    return setEndpoint(out.origin, value);
}

bool setEntryPoint(TraefikOptions& out, std::string_view value) {
    constexpr std::size_t kLongest = 64;
    out.entryPoint = value;
    return holdsOnly(value, "-_", kLongest) && value.front() != '-';
}

bool setHost(TraefikOptions& out, std::string_view value) {
    out.host = value;
    return isHostName(value);
}

bool setOriginalHost(TraefikOptions& out, std::string_view value) {
    out.originalHost = value;
    return isHostName(value);
}

bool setNamespace(TraefikOptions& out, std::string_view value) {
    out.space = value;
    return isObjectName(value);
}

bool setPercent(TraefikOptions& out, std::string_view value) {
    const auto hundredths = readPercentage(value);
    out.percent = hundredths.value_or(0) / 100;
    return hundredths && *hundredths % 100 == 0;
}

bool setBody(TraefikOptions& out, std::string_view value) {
    return readSwitch(out.body, value);
}

bool setMaxBody(TraefikOptions& out, std::string_view value) {
    constexpr std::size_t kMostDigits = 12;
    out.maxBody = value;
    return !value.empty() && value.size() <= kMostDigits && value.front() != '0' &&
           value.find_first_not_of("0123456789") == value.npos;
}

bool addBalancer(TraefikOptions& out, std::string_view value) {
    const auto network = base::IpNetwork::parse(value);
    if (network) {
        out.trustedBalancers.push_back(*network);
    }
    return network.has_value();
}

bool setName(TraefikOptions& out, std::string_view value) {
    out.name = value;
    return isMarkerName(value);
}

/// Only whether services may have middlewares matters (traefik/traefik pull request 12544, in 3.7).
bool setVersion(TraefikOptions& out, std::string_view value) {
    const auto dot = value.find('.');
    const std::string_view major = value.substr(0, dot);
    const std::string_view minor = dot == value.npos ? "" : value.substr(dot + 1);
    const bool written = (major == "2" || major == "3") && !minor.empty() && minor.size() <= 2 &&
                         minor.find_first_not_of("0123456789") == minor.npos;
    out.marksCopies = written && major == "3" && (minor.size() == 2 || minor >= "7");
    return written;
}

bool setToken(TraefikOptions& out, std::string_view value) {
    out.token = value;
    return isToken(value);
}

using Row = OptionRow<TraefikOptions>;

constexpr std::array kRows{
    Row{{"--listener", "HOST:PORT", "Where Mirrorscope listens, as seen from Traefik.", "", true, false},
        setListener,
        "HOST:PORT with a name, an IPv4 address or an IPv6 address in brackets, such as 127.0.0.1:8445"},
    Row{{"--origin", "HOST:PORT", "The server that answers the client.", "httpbin:80", false, false},
        setOrigin,
        "HOST:PORT, such as 127.0.0.1:8080"},
    Row{{"--entry-point", "NAME", "Entry point of the static configuration.", "web", false, false},
        setEntryPoint,
        "1 to 64 letters, digits, \"-\" or \"_\""},
    Row{{"--host", "NAME", "Host whose requests are mirrored.", "mirrored.example.com", false, false},
        setHost,
        "a name of letters, digits, \"-\" and \".\""},
    Row{{"--original-host", "NAME", "Host that is answered without a mirror.", "original.example.local",
         false, false},
        setOriginalHost,
        "a name of letters, digits, \"-\" and \".\""},
    Row{{"--namespace", "NAME", "Namespace of the Kubernetes objects.", "where they are applied", false,
         false},
        setNamespace,
        "a name of small letters, digits and \"-\" (RFC 1123)"},
    Row{{"--percentage", "N", "Share of requests to mirror; Traefik counts in whole percents.", "100", false,
         false},
        setPercent,
        "a whole number from 1 to 100"},
    Row{{"--body", "on|off", "Mirror request bodies too.", "on", false, false}, setBody, "on or off", true},
    Row{{"--max-body", "BYTES", "Largest body that is mirrored; a larger request is not mirrored at all.",
         "8388608", false, false},
        setMaxBody,
        "a number of bytes, such as 8388608",
        true},
    Row{{"--trusted-balancer", "CIDR", "Balancer in front of Traefik whose X-Forwarded-For is right.", "",
         false, true},
        addBalancer,
        "an address or CIDR block, such as 10.0.0.0/8",
        true},
    Row{{"--version", "N.N", "Version of Traefik; from 3.7 on it can mark its copies.", "3.7", false, false},
        setVersion,
        "2.N or 3.N, such as 3.7",
        true},
    Row{{"--name", "NAME", "Name of this Traefik in the marker header.", "traefik", false, false},
        setName,
        "1 to 64 letters, digits, \"-\", \".\" or \"_\"",
        true},
    Row{{"--token", "TEXT", "Shared secret that Traefik adds to each copy.", "", false, false},
        setToken,
        "1 to 128 letters, digits or - . _ ~ + / =",
        true},
    kTlsRow<TraefikOptions>,
    kTlsNameRow<TraefikOptions>,
    kTlsCaRow<TraefikOptions>,
};

}  // namespace

std::span<const OptionInfo> traefikOptionTable() {
    static const auto table = infosOf(kRows);
    return table;
}

base::Result<TraefikOptions> readTraefikOptions(std::span<const OptionValue> values, Variant variant) {
    return readOptionsWithTls(kRows, values, variant, "traefik");
}

}  // namespace mirrorscope::snippets
