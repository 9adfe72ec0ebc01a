// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/ip_network.h"
#include "core/traffic/source.h"

namespace mirrorscope::forwarding {

/// A peer whose headers may name the client: `--trust CIDR[=KIND]`. With a kind it is pinned to it.
struct TrustRule {
    base::IpNetwork network;
    std::optional<traffic::SourceKind> kind;
    /// Proxies in front of the mirroring one that may be believed too: Envoy's xff_num_trusted_hops, Istio's
    /// numTrustedProxies. 0: only the mirroring proxy itself. A source's setting, not part of the option.
    std::size_t trustedHops = 0;

    static base::Result<TrustRule> parse(std::string_view text);
};

/// The first rule whose network holds the peer.
class TrustRules {
public:
    TrustRules() = default;
    explicit TrustRules(std::vector<TrustRule> rules) : m_rules(std::move(rules)) {}
    const TrustRule* find(const base::IpAddress& peer) const;
    const std::vector<TrustRule>& rules() const { return m_rules; }

private:
    std::vector<TrustRule> m_rules;
};

}  // namespace mirrorscope::forwarding
