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

bool isEnvoy(const ClientEvidence& evidence) {
    return evidence.source.kind == traffic::SourceKind::Envoy ||
           evidence.source.kind == traffic::SourceKind::Istio;
}

/// Envoy's own address is the last element of the list and names nobody else.
std::span<const ForwardedAddress> withoutOwnAddress(const ClientEvidence& evidence) {
    const std::span<const ForwardedAddress> hops(evidence.hops.hops);
    return isEnvoy(evidence) && !hops.empty() ? hops.first(hops.size() - 1) : hops;
}

/// Envoy appends its own address in place of a client of its own machine, which is "127.0.0.1" or "::1" and
/// no other of 127.0.0.0/8 (measured, 1.40): the list then ends with it twice.
bool isOwnAddressForLoopback(const ClientEvidence& evidence, const base::IpAddress& peer) {
    const auto& hops = evidence.hops.hops;
    const bool isTwice = hops.size() >= 2 && hops[hops.size() - 2].address == hops.back().address;
    const bool isLoopback =
        peer.is_v6() ? peer.is_loopback() : base::addressText(peer) == std::string_view("127.0.0.1");
    return isEnvoy(evidence) && isTwice && isLoopback;
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
        const bool isAddress = peer.form == ForwardedAddress::Form::Address;
        if (isAddress && peer.address == client.address && isOwnAddressForLoopback(evidence, peer.address)) {
            named.port = peer.port;
            return named;
        }
        if (isAddress && peer.address == hops.back().address) {
            named.port = peer.address == client.address ? peer.port : named.port;
            return holds(hops, client.address) ? std::optional(named) : std::nullopt;
        }
    }
    return hops.back().address == client.address ? std::optional(named) : std::nullopt;
}

}  // namespace mirrorscope::forwarding
