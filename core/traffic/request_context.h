// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/traffic/mirrored_request.h"
#include "core/traffic/source.h"

namespace mirrorscope::traffic {

/// How far the client's address may be believed: set by a trusted proxy, claimed in headers of a peer that is
/// not trusted, the socket peer itself, or nobody said.
enum class ClientTrust : std::uint8_t { Unknown, Peer, Claimed, Verified, Count };

std::string_view clientTrustName(ClientTrust trust);
std::optional<ClientTrust> clientTrustByName(std::string_view name);

/// Another address that could have been the client, and the header that holds it.
struct ClientAlternative {
    std::string address;
    std::string from;
};

/// Who sent a request and what the client asked for, derived from the head by forwarding/; can be derived
/// again at any time. Strings are empty and optionals unset where the request does not say.
struct RequestContext {
    RequestId requestId = 0;

    SourceId source = 0;
    SourceKind kind = SourceKind::Unknown;
    std::string identifiedBy;
    int confidence = 0;
    std::string instance;
    std::string version;

    std::string client;  // address text; empty: unknown
    ClientTrust clientTrust = ClientTrust::Unknown;
    std::string clientFrom;  // "X-Forwarded-For", "peer" …
    std::vector<ClientAlternative> clientAlternatives;
    std::optional<std::uint16_t> clientPort;

    std::string scheme;
    std::string host;  // without port and without Envoy's -shadow suffix
    std::optional<std::uint16_t> port;
    std::string serverAddress;
    std::optional<std::uint16_t> serverPort;

    std::string requestIdValue;  // the proxy's request id
    std::string requestIdFrom;   // the header that held it

    FlagSet flags;  // derived ones only
};

}  // namespace mirrorscope::traffic
