// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/campaigns.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "core/base/ip_network.h"

namespace mirrorscope::traffic {
namespace {

using Attacks = std::vector<const Attack*>;

bool beganBefore(const Attack* a, const Attack* b) {
    return std::pair(a->firstSeen, a->id) < std::pair(b->firstSeen, b->id);
}

/// The endpoint without its method.
std::string_view pathOf(const Attack& attack) {
    const std::string_view endpoint = attack.endpoint;
    const std::size_t space = endpoint.find(' ');
    return space == std::string_view::npos ? endpoint : endpoint.substr(space + 1);
}

/// Splits where nothing happened for longer than the gap.
std::vector<Attacks> runsOf(Attacks attacks) {
    std::sort(attacks.begin(), attacks.end(), beganBefore);
    std::vector<Attacks> runs;
    base::WallTime end{};
    for (const Attack* attack : attacks) {
        if (runs.empty() || attack->firstSeen > end + kCampaignGap) {
            runs.emplace_back();
            end = attack->lastSeen;
        }
        runs.back().push_back(attack);
        end = std::max(end, attack->lastSeen);
    }
    return runs;
}

Campaign described(std::string origin, Attacks attacks) {
    std::map<AttackType, std::size_t> types;
    // Strangers choose hosts and paths: there may be as many as attacks.
    std::unordered_set<std::string_view> hosts;
    std::unordered_set<std::string_view> clients;
    std::vector<std::pair<std::string_view, std::string_view>> places;
    for (const Attack* attack : attacks) {
        ++types[attack->type];
        places.emplace_back(attack->host, pathOf(*attack));
        hosts.insert(attack->host);
        clients.insert(attack->client);
    }
    Campaign campaign;
    campaign.types.assign(types.begin(), types.end());
    std::stable_sort(campaign.types.begin(), campaign.types.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::sort(places.begin(), places.end());
    campaign.endpoints = static_cast<std::size_t>(std::unique(places.begin(), places.end()) - places.begin());
    campaign.hosts = hosts.size();
    campaign.clients = clients.size();
    campaign.isNetwork = clients.size() > 1;
    campaign.origin = campaign.isNetwork ? std::move(origin) : attacks.front()->client;
    campaign.attacks = std::move(attacks);
    return campaign;
}

bool isCampaign(const Campaign& campaign) {
    return campaign.attacks.size() >= kCampaignAttacks &&
           (campaign.types.size() > 1 || campaign.endpoints >= kCampaignEndpoints);
}

/// Moves the campaigns among the runs of these attacks to `found`; gives back the attacks that are in none.
Attacks takeCampaigns(const std::string& origin, Attacks attacks, std::vector<Campaign>& found) {
    Attacks rest;
    for (Attacks& run : runsOf(std::move(attacks))) {
        Campaign campaign = described(origin, std::move(run));
        if (isCampaign(campaign)) {
            found.push_back(std::move(campaign));
        } else {
            rest.insert(rest.end(), campaign.attacks.begin(), campaign.attacks.end());
        }
    }
    return rest;
}

}  // namespace

AttackId Campaign::id() const {
    const auto lowest = std::min_element(attacks.begin(), attacks.end(),
                                         [](const Attack* a, const Attack* b) { return a->id < b->id; });
    return lowest == attacks.end() ? 0 : (*lowest)->id;
}

std::string campaignNetwork(std::string_view client) {
    const auto address = base::parseAddress(client);
    if (!address) {
        return std::string(client);
    }
    constexpr std::size_t kNetworkBytesV4 = 3;
    constexpr std::size_t kNetworkBytesV6 = 8;
    if (address->is_v4()) {
        auto bytes = address->to_v4().to_bytes();
        std::fill(bytes.begin() + kNetworkBytesV4, bytes.end(), static_cast<unsigned char>(0));
        return base::addressText(boost::asio::ip::address_v4(bytes)) + "/24";
    }
    auto bytes = address->to_v6().to_bytes();
    std::fill(bytes.begin() + kNetworkBytesV6, bytes.end(), static_cast<unsigned char>(0));
    return base::addressText(boost::asio::ip::address_v6(bytes)) + "/64";
}

std::vector<Campaign> findCampaigns(std::span<const Attack* const> attacks) {
    std::unordered_map<std::string_view, Attacks> byClient;
    for (const Attack* attack : attacks) {
        if (!attack->client.empty()) {
            byClient[attack->client].push_back(attack);
        }
    }
    std::map<std::string, std::map<std::string, Attacks>> networks;
    for (auto& [client, own] : byClient) {
        networks[campaignNetwork(client)].emplace(client, std::move(own));
    }
    std::vector<Campaign> found;
    for (auto& [network, clients] : networks) {
        Attacks rest;
        for (auto& [client, own] : clients) {
            const Attacks left = takeCampaigns(client, std::move(own), found);
            rest.insert(rest.end(), left.begin(), left.end());
        }
        takeCampaigns(network, std::move(rest), found);
    }
    std::sort(found.begin(), found.end(), [](const Campaign& a, const Campaign& b) {
        return beganBefore(a.attacks.front(), b.attacks.front());
    });
    return found;
}

std::string attackPlace(const Attack& attack) {
    return attack.host + std::string(pathOf(attack));
}

}  // namespace mirrorscope::traffic
