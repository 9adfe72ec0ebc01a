// SPDX-License-Identifier: Apache-2.0
#include "core/detection/client_request.h"

#include <algorithm>

#include "core/base/byte_text.h"
#include "core/http/head.h"
#include "core/http/request_target.h"

namespace mirrorscope::detection {
namespace {

/// A known proxy speaks its own HTTP version and its own Connection header to the mirror (nginx before
/// 1.29.7: HTTP/1.0 with Connection: close), so neither says anything about the client.
bool proxySpeaks(traffic::SourceKind kind) {
    return kind != traffic::SourceKind::Unknown && kind != traffic::SourceKind::Other;
}

/// Only the two options that proxies write by themselves; anything else came from the client.
bool isProxyConnection(const http::Field& field) {
    if (!base::equalsIgnoreCase(field.name, "Connection")) {
        return false;
    }
    return std::ranges::all_of(http::listElements(field.value), [](std::string_view option) {
        return base::equalsIgnoreCase(option, "close") || base::equalsIgnoreCase(option, "keep-alive");
    });
}

/// Clients leave the default port of the scheme out of Host (RFC 9110 7.2).
bool isDefaultPort(std::string_view scheme, std::uint16_t port) {
    return (port == 80 && scheme != "https") || (port == 443 && scheme != "http");
}

/// Host as the client sent it. The received one only loses Envoy's suffix; when the context knows another
/// name (X-Forwarded-Host), that one with its port.
std::string clientHost(std::string_view received, const traffic::RequestContext& context) {
    static constexpr std::string_view kSuffix = "-shadow";
    if (context.host.empty()) {
        return std::string(received);
    }
    const http::HostPort parts = http::splitHostPort(received);
    if (base::equalsIgnoreCase(parts.host, context.host)) {
        return std::string(received);
    }
    if (parts.host.ends_with(kSuffix) &&
        base::equalsIgnoreCase(parts.host.substr(0, parts.host.size() - kSuffix.size()), context.host)) {
        return std::string(parts.host.substr(0, parts.host.size() - kSuffix.size())) +
               std::string(received.substr(parts.host.size()));
    }
    const bool showsPort = context.port && !isDefaultPort(context.scheme, *context.port);
    return showsPort ? context.host + ":" + std::to_string(*context.port) : context.host;
}

std::uint64_t offsetIn(std::string_view head, std::string_view part) {
    // An empty value of a name without a colon has no place; its views point nowhere.
    return part.data() == nullptr ? 0 : static_cast<std::uint64_t>(part.data() - head.data());
}

void takeHeaders(ClientRequest& out, const http::Head& head, std::string_view bytes,
                 const traffic::RequestContext& context, std::span<const std::string_view> proxyHeaders) {
    for (const http::Field& field : head.fields()) {
        const bool added = std::ranges::any_of(proxyHeaders, [&field](std::string_view name) {
            return base::equalsIgnoreCase(name, field.name);
        });
        if (added || (proxySpeaks(context.kind) && isProxyConnection(field))) {
            continue;
        }
        const bool host = base::equalsIgnoreCase(field.name, "Host");
        out.headers.push_back({field.name, host ? clientHost(field.value, context) : std::string(field.value),
                               offsetIn(bytes, field.value)});
    }
}

}  // namespace

ClientRequest rebuildClientRequest(const traffic::MirroredRequest& request,
                                   const traffic::RequestContext& context,
                                   std::span<const std::string_view> proxyHeaders) {
    ClientRequest out;
    out.id = request.id;
    out.method = request.method;
    out.target = request.target;
    const std::string_view bytes = request.head;
    out.head = bytes;
    const http::Head head(bytes);
    const http::RequestLine line = http::splitRequestLine(head.requestLine());
    if (line.target == out.target) {
        out.targetOffset = offsetIn(bytes, line.target);
    }
    if (!proxySpeaks(context.kind)) {
        out.version = request.version;
    }
    takeHeaders(out, head, bytes, context, proxyHeaders);
    if (request.form != traffic::RequestForm::HeadOnly) {
        out.body = request.body;
        out.bodyCut = request.body.size() < request.bodyLength;
    }
    out.bodyOffset = bytes.size();
    // A claimed address is forgeable, and rules that spare an address (CRS 905110) would spare its claimant.
    if (context.clientTrust == traffic::ClientTrust::Verified ||
        context.clientTrust == traffic::ClientTrust::Peer) {
        out.client = context.client;
        out.clientPort = context.clientPort.value_or(0);
    }
    out.serverAddress = context.serverAddress;
    out.serverPort = context.serverPort.value_or(0);
    return out;
}

}  // namespace mirrorscope::detection
