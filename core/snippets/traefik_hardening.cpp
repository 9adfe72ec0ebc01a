// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/snippets/traefik_snippet.h"

namespace mirrorscope::snippets {
namespace {

bool always(const TraefikOptions&) {
    return true;
}

bool hasBody(const TraefikOptions& options) {
    return options.body;
}

bool isBodyOff(const TraefikOptions& options) {
    return !options.body;
}

bool hasBalancers(const TraefikOptions& options) {
    return !options.trustedBalancers.empty();
}

bool marksCopies(const TraefikOptions& options) {
    return options.marksCopies;
}

bool hasToken(const TraefikOptions& options) {
    return options.marksCopies && !options.token.empty();
}

void boundedBody(TraefikConfiguration& configuration, const TraefikOptions& options) {
    constexpr std::string_view kEightMiB = "8388608";
    configuration.mirroring.put(
        "maxBodySize",
        YamlNode::literal(options.maxBody.empty() ? kEightMiB : std::string_view(options.maxBody))
            .with("bytes; a larger request is not mirrored at all"));
}

void noBody(TraefikConfiguration& configuration, const TraefikOptions&) {
    configuration.mirroring.put("mirrorBody", YamlNode::literal("false"));
}

void plainHost(TraefikConfiguration& configuration, const TraefikOptions&) {
    configuration.mirrorService.find("loadBalancer")->put("passHostHeader", YamlNode::literal("true"));
}

void shortWaits(TraefikConfiguration& configuration, const TraefikOptions&) {
    const YamlNode waits = YamlNode::map({{"dialTimeout", YamlNode::text("250ms")},
                                          {"responseHeaderTimeout", YamlNode::text("1s")},
                                          {"idleConnTimeout", YamlNode::text("60s")}});
    if (configuration.transports.find("wallarm") == nullptr) {
        configuration.transports.put("wallarm", YamlNode::map({}));
    }
    configuration.transports.find("wallarm")->put("forwardingTimeouts", waits);
    configuration.mirrorService.find("loadBalancer")->put("serversTransport", YamlNode::text("wallarm"));
}

void trustedBalancers(TraefikConfiguration& configuration, const TraefikOptions& options) {
    std::vector<YamlNode> networks;
    for (const auto& network : options.trustedBalancers) {
        networks.push_back(YamlNode::text(network.text()));
    }
    configuration.entryPoint.put("forwardedHeaders",
                                 YamlNode::map({{"trustedIPs", YamlNode::sequence(std::move(networks))}}));
}

/// Headers of the middleware that belongs to the mirror's service alone.
void addHeader(TraefikConfiguration& configuration, std::string_view name, std::string_view value) {
    if (configuration.middlewares.entries.empty()) {
        configuration.middlewares.put(
            "mark-copies",
            YamlNode::map({{"headers", YamlNode::map({{"customRequestHeaders", YamlNode::map({})}})}}));
        configuration.mirrorService.put(
            "middlewares",
            YamlNode::sequence(
                {YamlNode::text("mark-copies").with("on the copy only; Traefik 3.7 and newer")}));
    }
    configuration.middlewares.find("mark-copies")
        ->find("headers")
        ->find("customRequestHeaders")
        ->put(name, YamlNode::text(value));
}

void marker(TraefikConfiguration& configuration, const TraefikOptions& options) {
    addHeader(configuration, "X-Mirrorscope-Source",
              "traefik; host=" + (options.name.empty() ? std::string("traefik") : options.name));
}

void token(TraefikConfiguration& configuration, const TraefikOptions& options) {
    addHeader(configuration, "X-Mirrorscope-Token", options.token);
}

constexpr std::array kEdits{
    TraefikEdit{"bounded-body",
                "Traefik holds the whole body in memory until the copy is sent; without a limit a few large "
                "uploads take it all.",
                hasBody, boundedBody},
    TraefikEdit{"no-body", "Copies announce a body and send none; Mirrorscope keeps them as head only.",
                isBodyOff, noBody},
    TraefikEdit{"plain-host", "The copy carries the Host that the client asked for, written down to be seen.",
                always, plainHost},
    TraefikEdit{"short-waits",
                "A listener that does not answer holds a copy in memory for a second at most; idle "
                "connections go before the listener ends them, which would send copies twice.",
                always, shortWaits},
    TraefikEdit{
        "trusted-balancers",
        "Behind balancers Traefik would replace their X-Forwarded-For by its own; only theirs is believed.",
        hasBalancers, trustedBalancers},
    TraefikEdit{"marker", "Names this proxy; the header is put on the copy and not on the request.",
                marksCopies, marker},
    TraefikEdit{"token", "A secret that only this proxy adds tells its copies from anybody's.", hasToken,
                token},
};

}  // namespace

std::span<const TraefikEdit> traefikEdits() {
    return kEdits;
}

}  // namespace mirrorscope::snippets
