// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/mirror_marker.h"

#include "core/forwarding/printable_name.h"
#include "core/forwarding/wire_form.h"

namespace mirrorscope::forwarding {
namespace {

using traffic::SourceKind;

bool isEnvoyFamily(SourceKind kind) {
    return kind == SourceKind::Envoy || kind == SourceKind::Istio || kind == SourceKind::GatewayApi;
}

/// nginx writes headers it sets in front of those it passes on.
bool standsBehind(const http::Head& head, std::string_view name, std::string_view other) {
    const auto first = fieldIndex(head, other);
    return first && *first < *fieldIndex(head, name);
}

bool isContradicted(const http::Head& head, SourceKind kind) {
    if (hasLowerCaseNames(head) && head.has("x-envoy-internal")) {
        return !isEnvoyFamily(kind);
    }
    if (hasGoOrder(head) && head.has("X-Forwarded-Server")) {
        return kind != SourceKind::Traefik && kind != SourceKind::GatewayApi;
    }
    return standsBehind(head, kMarkerSource, "X-SERVER-ADDR") || !isSetByNginx(head, kMarkerSource);
}

}  // namespace

std::optional<MirrorMarker> readMarker(std::string_view value) {
    const auto semicolon = value.find(';');
    const std::string_view product = http::trimmed(value.substr(0, semicolon));
    const auto slash = product.find('/');
    const auto kind = traffic::sourceKindByName(product.substr(0, slash));
    if (!kind || *kind == SourceKind::Unknown) {
        return std::nullopt;
    }
    MirrorMarker marker{*kind, {}, {}};
    if (slash != product.npos) {
        marker.version = printableName(product.substr(slash + 1));
    }
    for (std::string_view rest = semicolon == value.npos ? std::string_view{} : value.substr(semicolon + 1);
         !rest.empty();) {
        const auto end = rest.find(';');
        const std::string_view pair = http::trimmed(rest.substr(0, end));
        if (const auto equals = pair.find('='); equals != pair.npos && marker.instance.empty()) {
            const std::string_view key = pair.substr(0, equals);
            if (key == "host" || key == "node") {
                marker.instance = printableName(pair.substr(equals + 1));
            }
        }
        rest = end == rest.npos ? std::string_view{} : rest.substr(end + 1);
    }
    return marker;
}

std::optional<MirrorMarker> findMarker(const http::Head& head) {
    const auto value = head.value(kMarkerSource);
    if (!value) {
        return std::nullopt;
    }
    auto marker = readMarker(*value);
    if (marker && isContradicted(head, marker->kind)) {
        return std::nullopt;
    }
    return marker;
}

}  // namespace mirrorscope::forwarding
