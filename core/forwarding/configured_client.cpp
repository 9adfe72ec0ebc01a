// SPDX-License-Identifier: Apache-2.0
#include "core/base/byte_text.h"
#include "core/forwarding/client_strategy.h"
#include "core/forwarding/hop_walk.h"

namespace mirrorscope::forwarding {
namespace {

ForwardedHops listIn(const ClientEvidence& evidence, std::string_view header) {
    if (base::equalsIgnoreCase(header, kFromForwardedFor)) {
        return evidence.hops;
    }
    return base::equalsIgnoreCase(header, kFromForwarded) ? readForwarded(evidence.head)
                                                          : readAddressList(evidence.head, header);
}

}  // namespace

/// nginx's realip module as its user configured it (ngx_http_realip_module): real_ip_header names the header;
/// with real_ip_recursive the last address in it that is not trusted is the client, without it the last one.
/// Only asked for senders that are trusted to name anybody (set_real_ip_from).
std::optional<NamedClient> configuredClient(const ClientEvidence& evidence) {
    const RealIp& realIp = *evidence.realIp;
    const ForwardedHops list = listIn(evidence, realIp.header);
    const bool asked = realIp.recursive || evidence.trustedHops > 0;
    const auto hop =
        asked ? clientHop(list, evidence.trust, evidence.trustedHops) : clientHop(list, TrustRules(), 0);
    return hop ? std::optional(NamedClient{hop->address, hop->port, realIp.header}) : std::nullopt;
}

}  // namespace mirrorscope::forwarding
