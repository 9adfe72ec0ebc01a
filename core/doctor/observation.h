// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/ip_network.h"
#include "core/forwarding/forwarded_hops.h"
#include "core/http/head.h"
#include "core/traffic/mirrored_request.h"
#include "core/traffic/request_context.h"

namespace mirrorscope::doctor {

/// One thing that a single request shows. Rules count them; alone none is a finding.
enum class Sign : std::uint8_t {
    ForwardedForTwice,      // more than one X-Forwarded-For line
    ForwardedForUnclean,    // an element with a port, or one that is no address
    LastTwoEqual,           // the two rightmost clients of X-Forwarded-For
    OnlyTheProxy,           // X-Forwarded-For names nobody but a proxy
    ChainLost,              // X-Forwarded-For private while X-Real-IP is public
    ClientPrivate,          // RFC 1918, 100.64/10, fc00::/7, loopback
    ClientReserved,         // an address that no client can have (documentation, 240/4, 0/8)
    ClientElsewhere,        // a header of a content delivery network names another client
    ExternalElsewhere,      // x-envoy-external-address is in X-Forwarded-For, but not where it was looked for
    SchemeHttpOriginHttps,  // Origin or a Referer of the same host says https
    SchemeContradiction,    // X-Forwarded-Proto is not what X-Scheme says
    HostWithoutDot,         // one label and no address
    HostIsListener,         // our own address
    HostShadow,             // "-shadow"
    HostShadowTwice,        // a copy of a copy
    MarkerTwice,            // likewise
    TokenWrong,
    Http10,
    HeadOnly,           // announced a body and sent none
    PostWithoutLength,  // a POST, PUT or PATCH with neither length nor chunks
    BodyCame,
    ExpectContinue,
    HealthCheck,
    ProxyProtocol,
    OtherKind,  // looks like another kind than its source is
    ClientUnknown,
    ProxyAsClient,  // the proxy names one that stands in front of it
    Count
};

/// Headers of which presence is remembered: those that proxies add. The order is the one of
/// kForwardingHeaders.
inline constexpr std::size_t kForwardingHeaderCount = 18;
using HeaderPresence = std::bitset<kForwardingHeaderCount>;
std::span<const std::string_view, kForwardingHeaderCount> forwardingHeaders();

/// Headers that findings quote, each shortened to kKeptValue bytes.
struct QuotedValues {
    std::string forwardedFor;
    std::string realIp;
    std::string forwardedProto;
    std::string scheme;
    std::string page;           // Origin, or else Referer
    std::string networkClient;  // CF-Connecting-IP, or else True-Client-IP
    std::string agent;
    std::string namedClient;  // X-Mirrorscope-Client, or else x-envoy-external-address
};

/// What the doctor keeps of a request: about 200 bytes, whatever it carried, and about 400 where something is
/// odd.
struct Observation {
    traffic::RequestId request = 0;
    base::WallTime at{};
    std::bitset<static_cast<std::size_t>(Sign::Count)> signs;
    HeaderPresence headers;
    base::IpAddress client;                      // unspecified: unknown
    std::optional<std::uint16_t> forwardedPort;  // X-Forwarded-Port
    std::uint16_t peerPort = 0;
    std::uint64_t bodyLength = 0;
    std::uint64_t requestIdHash = 0;    // 0: none
    std::int8_t externalPosition = -1;  // of x-envoy-external-address, from the right of X-Forwarded-For
    std::string host;                   // at most kKeptHost bytes
    std::string likeness;               // the kind it looks like, when OtherKind
    std::shared_ptr<const QuotedValues> values;  // null: shows no sign of which a finding quotes a value

    bool has(Sign sign) const { return signs.test(static_cast<std::size_t>(sign)); }
};

inline constexpr std::size_t kKeptHost = 64;
inline constexpr std::size_t kKeptValue = 64;

/// What the doctor is told beside the request itself.
struct Surroundings {
    traffic::SourceKind sourceKind = traffic::SourceKind::Unknown;  // of the source, which may be pinned
    std::span<const std::uint16_t> listenerPorts;
};

Observation observe(const traffic::MirroredRequest& request, const http::Head& head,
                    const forwarding::ForwardedHops& hops, const traffic::RequestContext& context,
                    const Surroundings& surroundings);

}  // namespace mirrorscope::doctor
