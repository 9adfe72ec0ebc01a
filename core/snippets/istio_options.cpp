// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/istio_options.h"

#include <algorithm>
#include <array>

#include "core/base/ip_network.h"
#include "core/snippets/option_grammar.h"
#include "core/snippets/option_row.h"

namespace mirrorscope::snippets {
namespace {

bool setListener(IstioOptions& out, std::string_view value) {
    return setEndpoint(out.listener, value);
}

/// A service of the mesh: Istio routes to names.
bool setOrigin(IstioOptions& out, std::string_view value) {
    return setEndpoint(out.origin, value) && isHostName(out.origin.host) &&
           !base::parseAddress(out.origin.host);
}

bool setDestination(IstioOptions& out, std::string_view value) {
    out.destination =
        value == "service" ? IstioOptions::Destination::Service : IstioOptions::Destination::External;
    return value == "service" || value == "external";
}

bool setTraffic(IstioOptions& out, std::string_view value) {
    constexpr std::array<std::string_view, 3> kNames{"both", "gateway", "mesh"};
    const auto found = std::ranges::find(kNames, value);
    out.traffic = static_cast<IstioOptions::Traffic>(found - kNames.begin());
    return found != kNames.end();
}

bool setHost(IstioOptions& out, std::string_view value) {
    out.host = value;
    return isHostName(value);
}

bool setGateway(IstioOptions& out, std::string_view value) {
    out.gateway = value;
    return isObjectName(value);
}

bool addSelector(IstioOptions& out, std::string_view value) {
    const auto equals = value.find('=');
    const std::string_view key = value.substr(0, equals);
    const std::string_view label = equals == value.npos ? "" : value.substr(equals + 1);
    constexpr std::size_t kLongestKey = 317;   // prefix 253, "/", name 63
    constexpr std::size_t kLongestLabel = 63;  // RFC 1123 label, as Kubernetes takes it
    out.selector.emplace_back(key, label);
    return holdsOnly(key, "-._/", kLongestKey) && holdsOnly(label, "-._", kLongestLabel);
}

bool setNamespace(IstioOptions& out, std::string_view value) {
    out.space = value;
    return isObjectName(value);
}

bool setApi(IstioOptions& out, std::string_view value) {
    out.api = value;
    return value == "v1" || value == "v1beta1" || value == "v1alpha3";
}

bool setPercentage(IstioOptions& out, std::string_view value) {
    const auto hundredths = readPercentage(value);
    out.percentage = hundredths.value_or(0);
    return hundredths.has_value();
}

using Row = OptionRow<IstioOptions>;

constexpr std::array kRows{
    Row{{"--listener", "HOST:PORT", "Where Mirrorscope listens, as seen from the proxies of the mesh.", "",
         true, false},
        setListener,
        "HOST:PORT with a name, an IPv4 address or an IPv6 address in brackets, such as "
        "mirror.example.com:8445"},
    Row{{"--destination", "external|service",
         "Mirrorscope is outside of the mesh, or a service of the cluster.", "external", false, false},
        setDestination,
        "external or service"},
    Row{{"--traffic", "both|gateway|mesh", "Mirror what comes through the gateway, what pods send, or both.",
         "both", false, false},
        setTraffic,
        "both, gateway or mesh"},
    Row{{"--host", "NAME", "Host that clients outside ask for.", "httpbin.local", false, false},
        setHost,
        "a name of letters, digits, \"-\" and \".\""},
    Row{{"--origin", "SERVICE:PORT", "The service that answers the client.", "httpbin:80", false, false},
        setOrigin,
        "SERVICE:PORT with a name, such as httpbin:80"},
    Row{{"--gateway", "NAME", "The Gateway object.", "httpbin-gateway", false, false},
        setGateway,
        "a name of small letters, digits and \"-\" (RFC 1123)"},
    Row{{"--selector", "KEY=VALUE", "Label of the gateway's pods.", "istio=ingress, app=istio-ingress", false,
         true},
        addSelector,
        "KEY=VALUE of letters, digits, \"-\", \"_\" and \".\", such as istio=ingressgateway"},
    Row{{"--namespace", "NAME", "Namespace of the objects.", "where they are applied", false, false},
        setNamespace,
        "a name of small letters, digits and \"-\" (RFC 1123)"},
    Row{{"--api", "VERSION", "Version of networking.istio.io.", "v1; of the faithful form the page's", false,
         false},
        setApi,
        "v1, v1beta1 or v1alpha3"},
    Row{{"--percentage", "N", "Share of requests to mirror.", "100", false, false},
        setPercentage,
        "a number from 0.01 to 100 with at most two decimals",
        true},
    kTlsRow<IstioOptions>,
    kTlsNameRow<IstioOptions>,
    kTlsCaRow<IstioOptions>,
};

}  // namespace

std::span<const OptionInfo> istioOptionTable() {
    static const auto table = infosOf(kRows);
    return table;
}

base::Result<IstioOptions> readIstioOptions(std::span<const OptionValue> values, Variant variant) {
    auto out = readOptionsWithTls(kRows, values, variant, "istio");
    const bool isService = out && out->destination == IstioOptions::Destination::Service;
    if (isService && (!isHostName(out->listener.host) || base::parseAddress(out->listener.host))) {
        return invalidOption("--listener", out->listener.text(),
                             "the name of a service with --destination service");
    }
    return out;
}

}  // namespace mirrorscope::snippets
