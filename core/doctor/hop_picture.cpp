// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/hop_picture.h"

#include <algorithm>
#include <array>

#include "core/base/byte_text.h"

namespace mirrorscope::doctor {
namespace {

using traffic::SourceKind;
using Form = forwarding::ForwardedAddress::Form;

bool addsItself(SourceKind kind) {
    return kind == SourceKind::Envoy || kind == SourceKind::Istio;
}

std::string textOf(const forwarding::ForwardedAddress& element) {
    switch (element.form) {
        case Form::Address:
            return base::addressText(element.address);
        case Form::Nobody:
            return "unknown";
        case Form::Invalid:
            break;
    }
    return "not an address";
}

/// Where in the list the client stands; the end of the list when it is not in it.
std::size_t clientPlace(const std::vector<forwarding::ForwardedAddress>& list, const std::string& client) {
    for (std::size_t i = list.size(); i-- > 0;) {
        if (list[i].form == Form::Address && base::addressText(list[i].address) == client) {
            return i;
        }
    }
    return list.size();
}

}  // namespace

std::string_view hopRoleName(Hop::Role role) {
    constexpr std::array<std::string_view, 5> kNames{"claim", "client", "balancer", "proxy", "listener"};
    return kNames[static_cast<std::size_t>(role)];
}

std::vector<Hop> hopPicture(const traffic::MirroredRequest& request, const forwarding::ReadHead& read,
                            const traffic::RequestContext& context) {
    auto list = read.hops.hops;
    const std::string proxy = std::string(traffic::sourceKindName(context.kind)) + " " + request.peer;
    if (addsItself(context.kind) && !list.empty()) {
        list.pop_back();
    }
    const bool believed = context.clientTrust == traffic::ClientTrust::Verified;
    const std::size_t client = clientPlace(list, context.client);
    std::vector<Hop> out;
    for (std::size_t i = 0; i < list.size(); ++i) {
        Hop hop;
        hop.address = textOf(list[i]);
        hop.role = i < client ? Hop::Role::Claim : i == client ? Hop::Role::Client : Hop::Role::Balancer;
        hop.forgeable = i < client || !believed;
        hop.writtenBy = i < client ? "client" : i + 1 < list.size() ? textOf(list[i + 1]) : proxy;
        out.push_back(std::move(hop));
    }
    if (client == list.size() && !context.client.empty() && context.client != request.peer) {
        // Named by another header: the last station before the proxy.
        out.push_back(
            {Hop::Role::Client, context.client, proxy + " (" + context.clientFrom + ")", !believed});
    }
    const bool direct = context.client == request.peer && context.clientFrom == "peer";
    out.push_back({direct ? Hop::Role::Client : Hop::Role::Proxy, request.peer, "", false});
    out.push_back({Hop::Role::Listener, base::shownText(request.listener), "", false});
    return out;
}

}  // namespace mirrorscope::doctor
