// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/traffic/attack.h"

namespace mirrorscope::traffic {

/// Longer without an attack of that client or network, and what follows is another campaign.
inline constexpr std::chrono::minutes kCampaignGap{15};
/// Fewer attacks are shown well enough as themselves.
inline constexpr std::size_t kCampaignAttacks = 3;
/// One type of attack on many places is a campaign too; on two it may be the same form seen by two paths.
inline constexpr std::size_t kCampaignEndpoints = 3;

/// Attacks of one client, or of clients of one network none of which is a campaign alone, each of which began
/// no later than kCampaignGap after the others ended: at least kCampaignAttacks, of two types or on
/// kCampaignEndpoints places. An attack is in one campaign at most, one of an unknown client in none.
struct Campaign {
    std::string origin;      // the client, or the network: "203.0.113.0/24"
    bool isNetwork = false;  // clients is more than 1
    std::vector<const Attack*> attacks;
    std::vector<std::pair<AttackType, std::size_t>> types;  // with the number of attacks, most first
    std::size_t endpoints = 0;                              // different hosts and paths
    std::size_t hosts = 0;
    std::size_t clients = 0;

    /// The lowest id of its attacks: it keeps its name while it grows.
    AttackId id() const;
};

/// The network of a client: /24 of IPv4, /64 of IPv6; the client itself when it is no address, "" when it is
/// unknown. Campaigns never reach beyond it.
std::string campaignNetwork(std::string_view client);

/// The campaigns among these attacks, the earliest first. The attacks outlive the answer.
std::vector<Campaign> findCampaigns(std::span<const Attack* const> attacks);

/// Host and path of an attack, without the method: "shop.example.com/orders/{n}".
std::string attackPlace(const Attack& attack);

}  // namespace mirrorscope::traffic
