// SPDX-License-Identifier: Apache-2.0
#include "core/api/mirror_service.h"
#include "core/http/request_target.h"

namespace mirrorscope::api {

std::string ListenerAddress::text() const {
    const std::string host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
    return host + ":" + std::to_string(port);
}

base::Result<ListenerAddress> parseListenerAddress(std::string_view text) {
    ListenerAddress out;
    std::string_view rest = text;
    if (const auto equals = rest.find('='); equals != rest.npos) {
        out.name = rest.substr(0, equals);
        rest.remove_prefix(equals + 1);
    }
    const auto [host, port] = http::splitHostPort(rest);
    const auto address = base::parseAddress(host);
    if (!address || !port || out.name.empty()) {
        return base::Error{
            base::ErrorCode::InvalidArgument,
            {"--listen", std::string(text), "[NAME=]ADDR:PORT, for example 127.0.0.1:8445 or [::1]:8445"}};
    }
    out.address = *address;
    out.port = *port;
    return out;
}

}  // namespace mirrorscope::api
