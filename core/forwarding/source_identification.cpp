// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/source_identification.h"

#include <algorithm>
#include <array>

#include "core/base/byte_text.h"
#include "core/forwarding/host_name.h"
#include "core/forwarding/printable_name.h"
#include "core/forwarding/wire_form.h"
#include "core/http/request_target.h"

namespace mirrorscope::forwarding {
namespace {

using traffic::SourceKind;
using Answer = std::optional<SourceKind>;

Answer when(bool condition, SourceKind kind) {
    return condition ? Answer(kind) : std::nullopt;
}

bool hasEnvoyHeader(const http::Head& head) {
    return std::ranges::any_of(head.fields(), [](const http::Field& field) {
        return base::equalsIgnoreCase(field.name.substr(0, 8), "x-envoy-");
    });
}

bool hasShadowHost(const http::Head& head) {
    return splitShadowHost(head.value("Host").value_or("")).hadSuffix;
}

/// Every copy that Envoy makes carries x-envoy-internal.
bool isEnvoyCopy(const http::Head& head) {
    return hasLowerCaseNames(head) && head.has("x-envoy-internal");
}

bool isHex32(std::string_view text) {
    return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

Answer byMarker(const http::Head& head) {
    const auto marker = findMarker(head);
    return marker ? Answer(marker->kind) : std::nullopt;
}

Answer byMultiplexer(const http::Head& head) {
    const auto value = head.value("X-Multiplexer");
    return when(value && base::equalsIgnoreCase(*value, "copy"), SourceKind::Trafficserver);
}

Answer byDecorator(const http::Head& head) {
    return when(isEnvoyCopy(head) && head.has("x-envoy-decorator-operation"), SourceKind::Istio);
}

/// x-istio-attributes: Istio up to 1.4 (Mixer).
Answer byPeerMetadata(const http::Head& head) {
    return when(isEnvoyCopy(head) && (head.has("x-envoy-peer-metadata-id") ||
                                      head.has("x-envoy-peer-metadata") || head.has("x-istio-attributes")),
                SourceKind::Istio);
}

/// Istio sets no route timeout, so the expected timeout is missing; Envoy with "timeout: 0s" looks the same.
Answer byAttemptCount(const http::Head& head) {
    return when(
        isEnvoyCopy(head) && head.has("x-envoy-attempt-count") && !head.has("x-envoy-expected-rq-timeout-ms"),
        SourceKind::Istio);
}

Answer byEnvoyInternal(const http::Head& head) {
    return when(isEnvoyCopy(head), SourceKind::Envoy);
}

/// GCP's balancer appends -shadow as well.
Answer byShadowHost(const http::Head& head) {
    return when(hasLowerCaseNames(head) && (hasShadowHost(head) || hasEnvoyHeader(head)), SourceKind::Envoy);
}

Answer byServerAddress(const http::Head& head) {
    return when(isSetByNginx(head, "X-SERVER-ADDR") && isSetByNginx(head, "X-SERVER-PORT") &&
                    !hasGoOrder(head) && !hasLowerCaseNames(head),
                SourceKind::Nginx);
}

Answer byForwardedServer(const http::Head& head) {
    return when(hasGoOrder(head) && head.has("X-Forwarded-Server") && head.has("X-Forwarded-Host") &&
                    head.has("X-Real-Ip"),
                SourceKind::Traefik);
}

Answer byHttp10Close(const http::Head& head) {
    return when(isHttp10Close(head), SourceKind::Nginx);
}

Answer byNginxHabits(const http::Head& head) {
    const bool upperHost =
        std::ranges::any_of(head.fields(), [](const http::Field& field) { return field.name == "HOST"; });
    return when(isHex32(head.value("X-Request-ID").value_or("")) || head.has("X-Scheme") ||
                    head.has("X-Original-URI") || upperHost,
                SourceKind::Nginx);
}

/// Envoy with header_key_format, or a look-alike.
Answer byEnvoyLookAlike(const http::Head& head) {
    return when(head.has("x-envoy-internal") || hasShadowHost(head), SourceKind::Envoy);
}

constexpr std::array kRules{
    IdentificationRule{kRuleMarker, 100, byMarker},
    IdentificationRule{"x-multiplexer", 95, byMultiplexer},
    IdentificationRule{"x-envoy-decorator-operation", 95, byDecorator},
    IdentificationRule{"x-envoy-peer-metadata", 85, byPeerMetadata},
    IdentificationRule{"x-envoy-attempt-count", 60, byAttemptCount},
    IdentificationRule{"x-envoy-internal", 90, byEnvoyInternal},
    IdentificationRule{"shadow-host", 60, byShadowHost},
    IdentificationRule{kRuleServerAddress, 90, byServerAddress},
    IdentificationRule{"x-forwarded-server", 90, byForwardedServer},
    IdentificationRule{kRuleHttp10Close, 60, byHttp10Close},
    IdentificationRule{"nginx-habits", 40, byNginxHabits},
    IdentificationRule{"envoy-look-alike", 30, byEnvoyLookAlike},
};

std::string nginxInstance(const http::Head& head) {
    const auto address = base::parseAddress(head.value("X-SERVER-ADDR").value_or(""));
    const auto port = http::parsePort(head.value("X-SERVER-PORT").value_or(""));
    if (!address || !port || !isSetByNginx(head, "X-SERVER-ADDR")) {
        return {};
    }
    const std::string text = base::addressText(*address);
    return (address->is_v6() ? "[" + text + "]" : text) + ":" + std::to_string(*port);
}

/// Envoy adds its own address to the X-Forwarded-For of each copy.
std::string envoyInstance(const http::Head& head, const ForwardedHops& hops) {
    if (!hops.hops.empty() && hops.hops.back().form == ForwardedAddress::Form::Address) {
        return base::addressText(hops.hops.back().address);
    }
    return printableName(head.value("x-envoy-peer-metadata-id").value_or(""));
}

std::string instanceOf(SourceKind kind, const http::Head& head, const ForwardedHops& hops) {
    switch (kind) {
        case SourceKind::Nginx:
        case SourceKind::IngressNginx:
            return nginxInstance(head);
        case SourceKind::Envoy:
        case SourceKind::Istio:
            return envoyInstance(head, hops);
        case SourceKind::Traefik:
            return printableName(head.value("X-Forwarded-Server").value_or(""));
        default:
            return {};
    }
}

}  // namespace

std::span<const IdentificationRule> identificationRules() {
    return kRules;
}

bool isHeaderRule(std::string_view rule) {
    return std::ranges::find(kRules, rule, &IdentificationRule::name) != kRules.end();
}

bool looksLike(const http::Head& head, SourceKind kind, int confidence) {
    return std::ranges::any_of(kRules, [&](const IdentificationRule& rule) {
        return rule.confidence >= confidence && rule.kindOf(head) == kind;
    });
}

Identification identify(const http::Head& head, const ForwardedHops& hops,
                        const std::optional<KnownKind>& known) {
    Identification out;
    if (known) {
        out.kind = known->kind;
        out.rule = known->rule;
        out.confidence = known->confidence;
        out.instance = known->instance;
    } else {
        for (const IdentificationRule& rule : kRules) {
            if (const Answer kind = rule.kindOf(head)) {
                out.kind = *kind;
                out.rule = rule.name;
                out.confidence = rule.confidence;
                break;
            }
        }
    }
    if (const auto marker = findMarker(head); marker && marker->kind == out.kind) {
        out.version = marker->version;
        out.instance = out.instance.empty() ? marker->instance : out.instance;
    }
    if (out.instance.empty()) {
        out.instance = instanceOf(out.kind, head, hops);
    }
    return out;
}

}  // namespace mirrorscope::forwarding
