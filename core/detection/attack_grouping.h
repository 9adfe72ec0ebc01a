// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/traffic/analysis.h"

namespace mirrorscope::detection {

inline constexpr std::chrono::minutes kAttackGap{30};
inline constexpr std::chrono::hours kAttackLength{24};

/// Method and path with numbers, UUIDs and hex of 16 digits or more replaced by {n}: "GET /orders/{n}".
std::string endpointTemplate(std::string_view method, std::string_view target);

/// Puts the hits of analysed requests into attacks by (source, client, host, type). One owner, one thread,
/// requests in the order of their ids.
class AttackGrouping {
public:
    /// `open`: attacks that may still grow; ids continue after `lastId`.
    AttackGrouping(const std::vector<traffic::Attack>& open, traffic::AttackId lastId);

    /// Fills attackOfHit and attacks of the item. Hits of type protocol group only when the request is an
    /// attack by other hits as well.
    void assign(traffic::VerdictBatch::Item& item, const traffic::MirroredRequest& request,
                const traffic::RequestContext& context);

    /// How many attacks are remembered as open; bounded whatever strangers send.
    std::size_t openCount() const { return m_open.size(); }

private:
    using Key = std::tuple<traffic::SourceId, std::string, std::string, std::string, traffic::AttackType>;
    struct Open {
        traffic::AttackId id = 0;
        base::WallTime firstSeen{};
        base::WallTime lastSeen{};
    };

    static constexpr std::size_t kForgetFrom = 1024;

    Open& attackFor(const Key& key, base::WallTime time);
    /// Bounds the map: what the gap has closed goes, and when that is not enough, what was seen longest ago.
    void forgetClosed(base::WallTime now);

    std::map<Key, Open> m_open;
    std::size_t m_forgetAt = kForgetFrom;
    traffic::AttackId m_lastId = 0;
};

}  // namespace mirrorscope::detection
