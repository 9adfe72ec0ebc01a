// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/nginx_hardening.h"

#include <algorithm>
#include <array>

namespace mirrorscope::snippets {
namespace {

// Names of what the http part defines.
constexpr std::string_view kUpstream = "mirrorscope";
constexpr std::string_view kShare = "$mirrorscope_share";
constexpr std::string_view kFromBalancer = "$mirrorscope_from_balancer";
constexpr std::string_view kScheme = "$mirrorscope_scheme";
constexpr std::string_view kForwardedFor = "$mirrorscope_forwarded_for";

// Idle connections a worker keeps: 40 clients in parallel needed 8 (measured, nginx 1.31).
constexpr std::string_view kKeptConnections = "32";

bool always(const NginxOptions&) {
    return true;
}

NginxDirective& locationWith(NginxConfiguration& configuration, std::string_view child) {
    return *std::ranges::find_if(configuration.server, [&](NginxDirective& candidate) {
        return candidate.isBlock && candidate.child(child) != nullptr;
    });
}

NginxDirective& mainLocation(NginxConfiguration& configuration) {
    return locationWith(configuration, "mirror");
}

NginxDirective& copyLocation(NginxConfiguration& configuration) {
    return locationWith(configuration, "internal");
}

/// Replaces the directive of that name (and header) or appends it.
void put(NginxDirective& location, NginxDirective replacement) {
    const bool isHeader = replacement.name == "proxy_set_header";
    NginxDirective* present = isHeader ? location.child(replacement.name, replacement.arguments.front().text)
                                       : location.child(replacement.name);
    if (present != nullptr) {
        *present = std::move(replacement);
    } else {
        location.children.push_back(std::move(replacement));
    }
}

void putHeader(NginxDirective& location, std::string_view name, std::string_view value) {
    put(location, directive("proxy_set_header", {name, value}));
}

void exactLocation(NginxConfiguration& configuration, const NginxOptions&) {
    put(mainLocation(configuration), directive("mirror", {kMirrorLocation}));
    copyLocation(configuration).arguments = {NginxArgument::expression("="),
                                             NginxArgument::expression(kMirrorLocation)};
}

void upstreamKeepalive(NginxConfiguration& configuration, const NginxOptions& options) {
    configuration.http.push_back(
        block("upstream", {NginxArgument::expression(kUpstream)},
              {directiveWith("server", {NginxArgument::literal(options.listener.text())}),
               directive("keepalive", {kKeptConnections})}));
    NginxDirective& copy = copyLocation(configuration);
    const std::string group = std::string(schemeOf(options.tls)) + std::string(kUpstream);
    put(copy, directiveWith("proxy_pass", {NginxArgument::expression(group + "$request_uri")}));
    put(copy, directive("proxy_http_version", {"1.1"}));
    putHeader(copy, "Connection", "");
}

void shortTimeouts(NginxConfiguration& configuration, const NginxOptions&) {
    NginxDirective& copy = copyLocation(configuration);
    put(copy, directive("proxy_connect_timeout", {"200ms"}));
    put(copy, directive("proxy_send_timeout", {"500ms"}));
    put(copy, directive("proxy_read_timeout", {"500ms"}));
}

void singleTry(NginxConfiguration& configuration, const NginxOptions&) {
    put(copyLocation(configuration), directive("proxy_next_upstream", {"off"}));
}

void wholeBodies(NginxConfiguration& configuration, const NginxOptions&) {
    NginxDirective limit = directive("client_max_body_size", {"0"});
    limit.comment = "What the location above let in is copied whatever its size.";
    put(copyLocation(configuration), std::move(limit));
}

void hostHeaders(NginxConfiguration& configuration, const NginxOptions&) {
    NginxDirective& copy = copyLocation(configuration);
    putHeader(copy, "Host", "$http_host");
    putHeader(copy, "X-Forwarded-Host", "$http_host");
}

void clientChain(NginxConfiguration& configuration, const NginxOptions&) {
    NginxDirective& copy = copyLocation(configuration);
    putHeader(copy, "X-Forwarded-For", "$proxy_add_x_forwarded_for");
    putHeader(copy, "X-Real-IP", "$remote_addr");
}

void serverPort(NginxConfiguration& configuration, const NginxOptions&) {
    putHeader(copyLocation(configuration), "X-Forwarded-Port", "$server_port");
}

void ownScheme(NginxConfiguration& configuration, const NginxOptions&) {
    putHeader(copyLocation(configuration), "X-Forwarded-Proto", "$scheme");
}

bool hasBalancers(const NginxOptions& options) {
    return !options.trustedBalancers.empty();
}

void trustedBalancers(NginxConfiguration& configuration, const NginxOptions& options) {
    NginxDirectives realIp;
    for (const base::IpNetwork& network : options.trustedBalancers) {
        realIp.push_back(directiveWith("set_real_ip_from", {NginxArgument::literal(network.text())}));
    }
    realIp.push_back(directive("real_ip_header", {"X-Forwarded-For"}));
    realIp.push_back(directive("real_ip_recursive", {"on"}));
    realIp.front().comment = "The client is the last address that no trusted balancer has.";
    configuration.server.insert(configuration.server.begin(), realIp.begin(), realIp.end());

    configuration.http.push_back(block(
        "map", {NginxArgument::expression("$http_x_forwarded_for"), NginxArgument::expression(kForwardedFor)},
        {directive("", {"$realip_remote_addr"}),
         directive("default", {"$http_x_forwarded_for, $realip_remote_addr"})}));
    putHeader(copyLocation(configuration), "X-Forwarded-For", kForwardedFor);
}

bool hasTlsInFront(const NginxOptions& options) {
    return options.tlsInFront && hasBalancers(options);
}

void tlsInFront(NginxConfiguration& configuration, const NginxOptions& options) {
    NginxDirectives networks{directive("default", {"0"})};
    for (const base::IpNetwork& network : options.trustedBalancers) {
        networks.push_back(directive(network.text(), {"1"}));
    }
    configuration.http.push_back(block(
        "geo", {NginxArgument::expression("$realip_remote_addr"), NginxArgument::expression(kFromBalancer)},
        std::move(networks)));
    configuration.http.push_back(block(
        "map",
        {NginxArgument::expression(std::string(kFromBalancer) + ":$http_x_forwarded_proto"),
         NginxArgument::expression(kScheme)},
        {directive("default", {"$scheme"}), directive("1:http", {"http"}), directive("1:https", {"https"})}));
    putHeader(copyLocation(configuration), "X-Forwarded-Proto", kScheme);
}

/// In front of all others: a marker that a client sends comes behind them (forwarding/mirror_marker.h).
void marker(NginxConfiguration& configuration, const NginxOptions& options) {
    const std::string host = options.name.empty() ? "$hostname" : options.name;
    NginxDirectives headers{
        directiveWith("proxy_set_header", {NginxArgument::expression("X-Mirrorscope-Source"),
                                           NginxArgument::expression("nginx/$nginx_version; host=" + host)}),
        directive("proxy_set_header", {"X-Mirrorscope-Client", "$remote_addr"}),
        directive("proxy_set_header", {"X-Mirrorscope-Peer", "$realip_remote_addr:$realip_remote_port"}),
    };
    auto& children = copyLocation(configuration).children;
    const auto first = std::ranges::find(children, "proxy_set_header", &NginxDirective::name);
    children.insert(first, headers.begin(), headers.end());
}

bool hasToken(const NginxOptions& options) {
    return !options.token.empty();
}

void token(NginxConfiguration& configuration, const NginxOptions& options) {
    put(copyLocation(configuration),
        directiveWith("proxy_set_header", {NginxArgument::expression("X-Mirrorscope-Token"),
                                           NginxArgument::literal(options.token)}));
}

bool hasPercentage(const NginxOptions& options) {
    return !options.percentage.empty();
}

void share(NginxConfiguration& configuration, const NginxOptions& options) {
    configuration.http.push_back(
        block("split_clients", {NginxArgument::expression("$request_id"), NginxArgument::expression(kShare)},
              {directive(options.percentage + "%", {"1"}), directive("*", {"0"})}));
    auto& children = copyLocation(configuration).children;
    const auto behindInternal = children.begin() + 1;
    children.insert(behindInternal, block("if",
                                          {NginxArgument::expression("(" + std::string(kShare)),
                                           NginxArgument::expression("="), NginxArgument::expression("0)")},
                                          {directive("return", {"204"})}));
}

constexpr std::array kEdits{
    NginxEdit{
        "exact-location",
        "The page's location is a prefix, so every public address that begins with it answers 404; an exact "
        "one hides a single name.",
        always, exactLocation},
    NginxEdit{
        "upstream-keepalive",
        "Without an upstream group nginx opens a connection for every copy, and a host name in proxy_pass "
        "needs a resolver at run time; a group resolves at start and keeps connections.",
        always, upstreamKeepalive},
    NginxEdit{
        "short-timeouts",
        "A mirror that hangs stalls the next request of the same client connection, 60 s by default; now at "
        "most half a second.",
        always, shortTimeouts},
    NginxEdit{"single-try", "A copy that failed is not worth a second try.", always, singleTry},
    NginxEdit{
        "whole-bodies",
        "The default of 1 MB in the mirror location drops larger copies silently when the main location "
        "allows more.",
        always, wholeBodies},
    NginxEdit{"host-headers", "Host as the client sent it, and once more where applications look for it.",
              always, hostHeaders},
    NginxEdit{
        "client-chain",
        "The page throws the client's X-Forwarded-For away; appending to it keeps the chain, and X-Real-IP "
        "names the client alone.",
        always, clientChain},
    NginxEdit{"server-port", "X-Forwarded-Port is the port that was asked for, not the client's source port.",
              always, serverPort},
    NginxEdit{
        "own-scheme",
        "The page copies X-Forwarded-Proto from the client: empty for TLS that ends here, and forgeable.",
        always, ownScheme},
    NginxEdit{
        "trusted-balancers",
        "Behind a balancer the client is in X-Forwarded-For; realip takes it from trusted addresses only, "
        "and the balancer is appended to the chain.",
        hasBalancers, trustedBalancers},
    NginxEdit{
        "tls-in-front",
        "Where a balancer ends TLS, $scheme says http; its X-Forwarded-Proto is believed, nobody else's.",
        hasTlsInFront, tlsInFront},
    NginxEdit{"marker",
              "Names this proxy and its client; nginx overwrites what a client sends under these names.",
              always, marker},
    NginxEdit{"token", "A secret that only this proxy adds tells its copies from anybody's.", hasToken,
              token},
    NginxEdit{"percentage", "Only a share of the requests is copied, chosen by request id.", hasPercentage,
              share},
};

}  // namespace

std::span<const NginxEdit> nginxEdits() {
    return kEdits;
}

}  // namespace mirrorscope::snippets
