// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/client_strategy.h"
#include "core/forwarding/wire_form.h"
#include "core/http/request_target.h"

namespace mirrorscope::forwarding {
namespace {

/// The page's form: X-Forwarded-For is $realip_remote_addr, the address that connected to nginx, and
/// X-Forwarded-Port its port. When that address is a balancer, the client is somewhere in headers that nginx
/// passed on unchecked: nobody knows it then.
std::optional<NamedClient> connectedClient(const ClientEvidence& evidence) {
    const ForwardedAddress& hop = evidence.hops.hops.front();
    if (hop.form != ForwardedAddress::Form::Address) {
        return std::nullopt;
    }
    const base::IpAddress& connected = hop.address;
    if (evidence.trust.find(connected) != nullptr) {
        const auto realIp = base::parseAddress(evidence.head.value("X-Real-IP").value_or(""));
        if (realIp && *realIp != connected) {
            return std::nullopt;
        }
    }
    NamedClient client{connected, hop.port, kFromForwardedFor};
    if (!client.port) {
        client.port = http::parsePort(evidence.head.value("X-Forwarded-Port").value_or(""));
    }
    return client;
}

}  // namespace

std::optional<NamedClient> nginxClient(const ClientEvidence& evidence) {
    const http::Head& head = evidence.head;
    if (auto client = markedClient(evidence)) {
        return client;
    }
    // With more elements it is the list that $proxy_add_x_forwarded_for makes.
    if (isSetByNginx(head, "X-SERVER-ADDR") && evidence.hops.hops.size() == 1) {
        return connectedClient(evidence);
    }
    if (!isSetByNginx(head, kFromForwardedFor)) {
        return std::nullopt;  // the client's own list, passed on (nginx without proxy_set_header)
    }
    return forwardedForClient(evidence);
}

}  // namespace mirrorscope::forwarding
