// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/trust.h"

#include <string>

namespace mirrorscope::forwarding {

base::Result<TrustRule> TrustRule::parse(std::string_view text) {
    const auto invalid = [text](std::string_view expectation) {
        return base::Error{base::ErrorCode::InvalidArgument,
                           {"--trust", std::string(text), std::string(expectation)}};
    };
    const auto equals = text.find('=');
    const auto network = base::IpNetwork::parse(text.substr(0, equals));
    if (!network) {
        return invalid("an address or CIDR block, such as 10.0.0.0/8 or fd00::1=envoy");
    }
    TrustRule rule{*network, std::nullopt};
    if (equals != text.npos) {
        rule.kind = traffic::sourceKindByName(text.substr(equals + 1));
        if (!rule.kind || *rule.kind == traffic::SourceKind::Unknown) {
            return invalid(
                "a kind after \"=\": nginx, envoy, istio, traefik, haproxy, trafficserver, gateway-api, "
                "ingress-nginx or other");
        }
    }
    return rule;
}

const TrustRule* TrustRules::find(const base::IpAddress& peer) const {
    for (const TrustRule& rule : m_rules) {
        if (rule.network.contains(peer)) {
            return &rule;
        }
    }
    return nullptr;
}

}  // namespace mirrorscope::forwarding
