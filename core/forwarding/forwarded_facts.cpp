// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/forwarded_facts.h"

#include "core/base/byte_text.h"
#include "core/forwarding/host_name.h"
#include "core/forwarding/printable_name.h"
#include "core/forwarding/wire_form.h"
#include "core/http/request_target.h"

namespace mirrorscope::forwarding {
namespace {

using traffic::SourceKind;

/// How the fields are laid out: which headers the mirroring proxy writes.
enum class Layout { NginxPage, Marked, Envoy, Traefik, Lost, Standard, Plain };

Layout layoutOf(const ClientEvidence& evidence) {
    const SourceKind kind = evidence.source.kind;
    if (kind == SourceKind::Trafficserver) {
        return Layout::Lost;
    }
    if (kind == SourceKind::Envoy || kind == SourceKind::Istio) {
        return Layout::Envoy;
    }
    if (kind == SourceKind::Traefik) {
        return Layout::Traefik;
    }
    if (kind == SourceKind::Haproxy || kind == SourceKind::Other) {
        return Layout::Standard;  // nginx passes a client's own Forwarded on
    }
    if (const auto marker = findMarker(evidence.head); marker && marker->kind == kind) {
        return Layout::Marked;
    }
    return kind == SourceKind::Nginx && isSetByNginx(evidence.head, "X-SERVER-ADDR") ? Layout::NginxPage
                                                                                     : Layout::Plain;
}

/// http or https; websockets are what they upgrade from (Traefik writes ws and wss).
std::string knownScheme(std::string_view text) {
    const std::string scheme = base::toLower(text.substr(0, 8));
    if (scheme == "http" || scheme == "ws") {
        return "http";
    }
    return scheme == "https" || scheme == "wss" ? "https" : "";
}

Traced<std::string> schemeFrom(const http::Head& head, std::string_view name) {
    std::string scheme = knownScheme(head.value(name).value_or(""));
    return scheme.empty() ? Traced<std::string>{} : Traced<std::string>{std::move(scheme), name};
}

bool isBehindTrustedBalancer(const ClientEvidence& evidence) {
    const auto& hops = evidence.hops.hops;
    return !hops.empty() && hops.back().form == ForwardedAddress::Form::Address &&
           evidence.trust.find(hops.back().address) != nullptr;
}

/// The page's nginx passes the client's X-Forwarded-Proto on: right behind a balancer that terminates
/// TLS, forgeable otherwise, where $scheme in X-Scheme knows better.
Traced<std::string> readScheme(const ClientEvidence& evidence, Layout layout) {
    const http::Head& head = evidence.head;
    if (layout == Layout::Lost) {
        return {};
    }
    const bool schemeFirst = layout == Layout::NginxPage && !isBehindTrustedBalancer(evidence);
    const std::string_view first = schemeFirst ? "X-Scheme" : "X-Forwarded-Proto";
    const std::string_view second = schemeFirst ? "X-Forwarded-Proto" : "X-Scheme";
    auto scheme = schemeFrom(head, first);
    if (scheme.value.empty()) {
        scheme = schemeFrom(head, second);
    }
    if (scheme.value.empty() && layout == Layout::Standard) {
        scheme = {knownScheme(forwardedParameter(head, "proto")), kFromForwarded};
    }
    return scheme;
}

struct Authority {
    std::string_view text;
    std::string_view from;
};

Authority readAuthority(const http::Head& head, std::string_view target, Layout layout) {
    if (layout == Layout::Marked || layout == Layout::Traefik) {
        if (const auto forwarded = head.value("X-Forwarded-Host"); forwarded && !forwarded->empty()) {
            return {*forwarded, "X-Forwarded-Host"};
        }
    }
    if (const auto host = forwardedParameter(head, "host"); layout == Layout::Standard && !host.empty()) {
        return {host, kFromForwarded};
    }
    if (const http::RequestTarget split = http::splitTarget(target); !split.authority.empty()) {
        const auto at = split.authority.rfind('@');
        return {at == std::string_view::npos ? split.authority : split.authority.substr(at + 1), "target"};
    }
    return {head.value("Host").value_or(""), "Host"};
}

bool mayAppendShadow(SourceKind kind) {
    return kind == SourceKind::Envoy || kind == SourceKind::Istio || kind == SourceKind::GatewayApi;
}

void readHostAndPort(const Authority& authority, SourceKind kind, ForwardedFacts& out) {
    const ShadowHost split = splitShadowHost(authority.text);
    const std::string_view host =
        mayAppendShadow(kind) ? split.host : http::splitHostPort(authority.text).host;
    if (!host.empty()) {
        out.host = {normalisedHost(host), authority.from};
    }
    if (split.port) {
        out.port = {split.port, authority.from};
    }
}

Traced<std::optional<std::uint16_t>> portFrom(const http::Head& head, std::string_view name) {
    const auto port = http::parsePort(head.value(name).value_or(""));
    return port ? Traced<std::optional<std::uint16_t>>{port, name} : Traced<std::optional<std::uint16_t>>{};
}

void readServer(const http::Head& head, Layout layout, ForwardedFacts& out) {
    if (layout != Layout::NginxPage && layout != Layout::Marked) {
        return;
    }
    if (const auto address = base::parseAddress(head.value("X-SERVER-ADDR").value_or(""))) {
        out.serverAddress = {base::addressText(*address), "X-SERVER-ADDR"};
    }
    out.serverPort = portFrom(head, "X-SERVER-PORT");
    if (!out.serverPort.value && layout == Layout::Marked) {
        out.serverPort = portFrom(head, "X-Forwarded-Port");
    }
}

void completePort(ForwardedFacts& out) {
    if (out.port.value) {
        return;
    }
    if (out.serverPort.value) {
        out.port = out.serverPort;
    } else if (!out.scheme.value.empty()) {
        out.port = {static_cast<std::uint16_t>(out.scheme.value == "https" ? 443 : 80), "scheme"};
    }
}

}  // namespace

ForwardedFacts forwardedFacts(const ClientEvidence& evidence, std::string_view target) {
    ForwardedFacts out;
    const Layout layout = layoutOf(evidence);
    out.scheme = readScheme(evidence, layout);
    if (layout != Layout::Lost) {
        readHostAndPort(readAuthority(evidence.head, target, layout), evidence.source.kind, out);
    }
    readServer(evidence.head, layout, out);
    completePort(out);
    const std::string_view id = evidence.head.value("X-Request-ID").value_or("");
    if (id.size() <= kLongestRequestId && !printableName(id).empty()) {
        out.requestId = {std::string(id), "X-Request-ID"};
    }
    return out;
}

}  // namespace mirrorscope::forwarding
