// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/forwarding/forwarded_hops.h"
#include "core/forwarding/known_senders.h"
#include "core/forwarding/source_identification.h"
#include "core/forwarding/trust.h"
#include "core/http/head.h"

namespace mirrorscope::forwarding {

/// What a strategy may look at. References live as long as the call.
struct ClientEvidence {
    const http::Head& head;
    const ForwardedHops& hops;  // X-Forwarded-For
    const Identification& source;
    const TrustRules& trust;  // its networks count as proxies inside a list (set_real_ip_from)
    std::size_t trustedHops = 0;
    const RealIp* realIp = nullptr;  // set where the user names the header
};

struct NamedClient {
    base::IpAddress address;
    std::optional<std::uint16_t> port;
    std::string_view from;  // the header
};

/// Which client the headers name, read the way this kind of proxy writes them. Unset: the mirroring proxy put
/// nothing into the request that a client could not have written.
using ClientStrategy = std::optional<NamedClient> (*)(const ClientEvidence& evidence);

ClientStrategy clientStrategy(traffic::SourceKind kind);

/// One file a strategy.
std::optional<NamedClient> markedClient(const ClientEvidence& evidence);
std::optional<NamedClient> nginxClient(const ClientEvidence& evidence);
std::optional<NamedClient> envoyClient(const ClientEvidence& evidence);
std::optional<NamedClient> traefikClient(const ClientEvidence& evidence);
/// By the list that the sender writes, X-Forwarded-For or Forwarded: for senders whose habits are not known.
std::optional<NamedClient> standardClient(const ClientEvidence& evidence);
std::optional<NamedClient> forwardedForClient(const ClientEvidence& evidence);
/// By the header that the user of this source names.
std::optional<NamedClient> configuredClient(const ClientEvidence& evidence);
/// Nothing of the client survives (Traffic Server's multiplexer).
std::optional<NamedClient> lostClient(const ClientEvidence& evidence);

inline constexpr std::string_view kFromForwardedFor = "X-Forwarded-For";
inline constexpr std::string_view kFromForwarded = "Forwarded";

}  // namespace mirrorscope::forwarding
