// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/traffic/mirrored_request.h"
#include "core/traffic/request_context.h"

namespace mirrorscope::detection {

/// One header of the client, with its place in the received head.
struct ClientHeader {
    std::string_view name;
    std::string value;              // Host is rewritten, others are as received
    std::uint64_t valueOffset = 0;  // of the value, from the first byte of the head
};

/// The request that the client sent, rebuilt from the copy: Host without Envoy's -shadow, headers that the
/// proxy added left out, the client's address when it is known. Views point into the MirroredRequest, which
/// must outlive it.
struct ClientRequest {
    traffic::RequestId id = 0;
    std::string_view head;  // as received; what the offsets count in
    std::string_view method;
    std::string_view target;
    std::uint64_t targetOffset = 0;
    std::string_view version;  // empty when the proxy set it: not judged
    std::vector<ClientHeader> headers;
    std::optional<std::string_view> body;  // unset when the mirror did not send it: not judged
    std::uint64_t bodyOffset = 0;
    bool bodyCut = false;
    std::string_view client;  // empty: unknown, rules on the address are off
    std::uint16_t clientPort = 0;
    std::string_view serverAddress;
    std::uint16_t serverPort = 0;
};

/// `proxyHeaders`: names of headers that this kind of proxy adds to its copies (forwarding/proxy_headers.h).
ClientRequest rebuildClientRequest(const traffic::MirroredRequest& request,
                                   const traffic::RequestContext& context,
                                   std::span<const std::string_view> proxyHeaders);

}  // namespace mirrorscope::detection
