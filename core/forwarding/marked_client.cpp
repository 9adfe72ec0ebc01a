// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <span>

#include "core/forwarding/client_strategy.h"
#include "core/http/request_target.h"

namespace mirrorscope::forwarding {
namespace {

bool holds(std::span<const ForwardedAddress> hops, const base::IpAddress& address) {
    return std::ranges::any_of(hops, [&](const ForwardedAddress& hop) {
        return hop.form == ForwardedAddress::Form::Address && hop.address == address;
    });
}

/// Envoy's own address is the last element of the list and names nobody else.
std::span<const ForwardedAddress> withoutOwnAddress(const ClientEvidence& evidence) {
    const std::span<const ForwardedAddress> hops(evidence.hops.hops);
    const bool isEnvoy = evidence.source.kind == traffic::SourceKind::Envoy ||
                         evidence.source.kind == traffic::SourceKind::Istio;
    return isEnvoy && !hops.empty() ? hops.first(hops.size() - 1) : hops;
}

/// nginx's $realip_remote_addr:$realip_remote_port writes an IPv6 address without brackets, so the last colon
/// decides here.
ForwardedAddress readPeer(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == text.npos) {
        return readForwardedAddress(text);
    }
    const auto address = base::parseAddress(text.substr(0, colon));
    const auto port = http::parsePort(text.substr(colon + 1));
    return address && port ? ForwardedAddress{ForwardedAddress::Form::Address, *address, port}
                           : ForwardedAddress{};
}

}  // namespace

/// X-Mirrorscope-Client, if X-Forwarded-For agrees: its last element is what the proxy appended (the client,
/// or the peer that X-Mirrorscope-Peer names), and it holds the client. A proxy without our configuration
/// passes a client's own X-Mirrorscope-Client on; then the list says something else.
std::optional<NamedClient> markedClient(const ClientEvidence& evidence) {
    const auto marker = findMarker(evidence.head);
    const auto text = evidence.head.value(kMarkerClient);
    if (!marker || marker->kind != evidence.source.kind || !text) {
        return std::nullopt;
    }
    const ForwardedAddress client = readForwardedAddress(*text);
    const auto hops = withoutOwnAddress(evidence);
    if (client.form != ForwardedAddress::Form::Address || hops.empty() ||
        hops.back().form != ForwardedAddress::Form::Address) {
        return std::nullopt;
    }
    NamedClient named{client.address, client.port, kMarkerClient};
    if (const auto peerText = evidence.head.value(kMarkerPeer)) {
        const ForwardedAddress peer = readPeer(*peerText);
        if (peer.form == ForwardedAddress::Form::Address && peer.address == hops.back().address) {
            named.port = peer.address == client.address ? peer.port : named.port;
            return holds(hops, client.address) ? std::optional(named) : std::nullopt;
        }
    }
    return hops.back().address == client.address ? std::optional(named) : std::nullopt;
}

}  // namespace mirrorscope::forwarding
