// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/snippets/envoy_snippet.h"

namespace mirrorscope::snippets {
namespace {

bool always(const EnvoyOptions&) {
    return true;
}

YamlNode yes() {
    return YamlNode::literal("true");
}

void realClient(EnvoyConfiguration& configuration, const EnvoyOptions&) {
    configuration.manager.put("use_remote_address", yes());
}

bool hasHops(const EnvoyOptions& options) {
    return options.trustedHops > 0;
}

void trustedHops(EnvoyConfiguration& configuration, const EnvoyOptions& options) {
    configuration.manager.put("xff_num_trusted_hops", YamlNode::literal(std::to_string(options.trustedHops)));
}

void plainHost(EnvoyConfiguration& configuration, const EnvoyOptions&) {
    configuration.policy.put("disable_shadow_host_suffix_append", yes().with("Envoy 1.31 and newer"));
}

void noTrace(EnvoyConfiguration& configuration, const EnvoyOptions&) {
    configuration.policy.put("trace_sampled", YamlNode::literal("false"));
}

void upgrades(EnvoyConfiguration& configuration, const EnvoyOptions&) {
    configuration.manager.put(
        "upgrade_configs",
        YamlNode::sequence({YamlNode::map({{"upgrade_type", YamlNode::text("websocket")}})}));
}

void shortConnect(EnvoyConfiguration& configuration, const EnvoyOptions&) {
    configuration.mirrorCluster.put("connect_timeout", YamlNode::text("0.25s"));
}

void boundedCopies(EnvoyConfiguration& configuration, const EnvoyOptions&) {
    // 1024 is Envoy's own default for requests (cluster.v3.CircuitBreakers), written down to be seen.
    const YamlNode bounds = YamlNode::map({{"max_pending_requests", YamlNode::literal("1024")},
                                           {"max_requests", YamlNode::literal("1024")},
                                           {"max_retries", YamlNode::literal("0")}});
    configuration.mirrorCluster.put("circuit_breakers",
                                    YamlNode::map({{"thresholds", YamlNode::sequence({bounds})}}));
}

void addHeader(EnvoyConfiguration& configuration, std::string_view name, std::string_view value) {
    if (configuration.policy.find("request_headers_mutations") == nullptr) {
        configuration.policy.put("request_headers_mutations", YamlNode::sequence({}));
    }
    const YamlNode header = YamlNode::map({{"key", YamlNode::text(name)}, {"value", YamlNode::text(value)}});
    const YamlNode append =
        YamlNode::map({{"header", header}, {"append_action", YamlNode::text("OVERWRITE_IF_EXISTS_OR_ADD")}});
    configuration.policy.find("request_headers_mutations")
        ->items.push_back(YamlNode::map({{"append", append}}));
}

void marker(EnvoyConfiguration& configuration, const EnvoyOptions& options) {
    addHeader(configuration, "x-mirrorscope-source",
              "envoy; host=" + (options.name.empty() ? std::string("envoy") : options.name));
    addHeader(configuration, "x-mirrorscope-client", "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%");
    addHeader(configuration, "x-mirrorscope-peer", "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%");
}

bool hasToken(const EnvoyOptions& options) {
    return !options.token.empty();
}

void token(EnvoyConfiguration& configuration, const EnvoyOptions& options) {
    addHeader(configuration, "x-mirrorscope-token", options.token);
}

constexpr std::array kEdits{
    EnvoyEdit{
        "real-client",
        "Without use_remote_address the copy holds only Envoy's own address, and a client can forge the "
        "rest.",
        always, realClient},
    EnvoyEdit{"trusted-hops",
              "Behind balancers the client stands further left in X-Forwarded-For; so many of its last "
              "elements are believed.",
              hasHops, trustedHops},
    EnvoyEdit{"plain-host", "Envoy appends -shadow to Host, so copies would not carry the name asked for.",
              always, plainHost},
    EnvoyEdit{"no-trace", "Copies would appear in traces as if clients had asked twice.", always, noTrace},
    EnvoyEdit{"upgrades", "Without upgrade_configs Envoy answers WebSocket clients with 403.", always,
              upgrades},
    EnvoyEdit{"short-connect", "A listener that cannot be reached is given up after 0.25 s, not 5 s.", always,
              shortConnect},
    EnvoyEdit{"bounded-copies", "A slow listener may hold a bounded number of copies, and none is retried.",
              always, boundedCopies},
    EnvoyEdit{"marker", "Names this proxy and its client; Envoy overwrites what a client sends.", always,
              marker},
    EnvoyEdit{"token", "A secret that only this proxy adds tells its copies from anybody's.", hasToken,
              token},
};

}  // namespace

std::span<const EnvoyEdit> envoyEdits() {
    return kEdits;
}

}  // namespace mirrorscope::snippets
