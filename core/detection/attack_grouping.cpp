// SPDX-License-Identifier: Apache-2.0
#include "core/detection/attack_grouping.h"

#include <algorithm>

namespace mirrorscope::detection {
namespace {

using traffic::AttackType;

/// How many attacks may be open at once. Hosts are chosen by strangers, so without a bound a flood of names
/// would fill the memory within one gap; beyond it the ones seen longest ago are closed early.
constexpr std::size_t kOpenAttacks = 65536;
constexpr std::size_t kHostBytes = 256;

bool hasOtherHits(const traffic::Verdict& verdict) {
    return verdict.state == traffic::RequestState::Attack &&
           std::ranges::any_of(verdict.hits,
                               [](const traffic::Hit& hit) { return hit.type != AttackType::Protocol; });
}

void addHit(traffic::Attack& attack, const traffic::Hit& hit) {
    if (attack.hits == 0 || hit.severity > attack.severity) {
        attack.severity = hit.severity;
        attack.message = hit.message;
        attack.point = hit.point;
    }
    ++attack.hits;
    if (std::ranges::find(attack.ruleIds, hit.ruleId) == attack.ruleIds.end()) {
        attack.ruleIds.push_back(hit.ruleId);
    }
}

}  // namespace

AttackGrouping::AttackGrouping(const std::vector<traffic::Attack>& open, traffic::AttackId lastId)
    : m_lastId(lastId) {
    for (const traffic::Attack& attack : open) {
        const std::string endpoint = attack.client.empty() ? attack.endpoint : std::string();
        Open& entry = m_open[{attack.source, attack.client, attack.host, endpoint, attack.type}];
        if (attack.id >= entry.id) {
            entry = {attack.id, attack.firstSeen, attack.lastSeen};
        }
        m_lastId = std::max(m_lastId, attack.id);
    }
}

void AttackGrouping::assign(traffic::VerdictBatch::Item& item, const traffic::MirroredRequest& request,
                            const traffic::RequestContext& context) {
    item.attackOfHit.assign(item.verdict.hits.size(), 0);
    item.attacks.clear();
    const bool withProtocol = hasOtherHits(item.verdict);
    const std::string endpoint = endpointTemplate(request.method, request.target);
    const std::string host = context.host.substr(0, kHostBytes);
    for (std::size_t i = 0; i < item.verdict.hits.size(); ++i) {
        const traffic::Hit& hit = item.verdict.hits[i];
        if (hit.type == AttackType::Protocol && !withProtocol) {
            continue;
        }
        auto change = std::ranges::find(item.attacks, hit.type,
                                        [](const traffic::AttackChange& known) { return known.attack.type; });
        if (change == item.attacks.end()) {
            const Key key{context.source, context.client, host,
                          context.client.empty() ? endpoint : std::string(), hit.type};
            const Open& open = attackFor(key, request.receivedAt);
            traffic::Attack attack;
            attack.id = open.id;
            attack.firstSeen = open.firstSeen;
            attack.lastSeen = open.lastSeen;
            attack.type = hit.type;
            attack.source = context.source;
            attack.client = context.client;
            attack.host = host;
            attack.endpoint = endpoint;
            attack.requests = 1;
            attack.score = item.verdict.score;
            change = item.attacks.insert(item.attacks.end(), {std::move(attack)});
        }
        addHit(change->attack, hit);
        item.attackOfHit[i] = change->attack.id;
    }
}

AttackGrouping::Open& AttackGrouping::attackFor(const Key& key, base::WallTime time) {
    const auto known = m_open.find(key);
    if (known != m_open.end()) {
        Open& open = known->second;
        if (time - open.lastSeen > kAttackGap || time - open.firstSeen > kAttackLength) {
            open = {++m_lastId, time, time};
        }
        // The wall clock may jump back; an attack never ends before it began.
        open.lastSeen = std::max(open.lastSeen, time);
        return open;
    }
    if (m_open.size() >= m_forgetAt) {
        forgetClosed(time);
    }
    return m_open[key] = {++m_lastId, time, time};
}

void AttackGrouping::forgetClosed(base::WallTime now) {
    std::erase_if(m_open, [now](const auto& entry) { return now - entry.second.lastSeen > kAttackGap; });
    if (m_open.size() >= kOpenAttacks) {
        std::vector<base::WallTime> times;
        times.reserve(m_open.size());
        for (const auto& [key, open] : m_open) {
            times.push_back(open.lastSeen);
        }
        const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
        std::ranges::nth_element(times, middle);
        const base::WallTime oldest = *middle;
        std::size_t excess = m_open.size() - kOpenAttacks / 2;
        std::erase_if(m_open, [&](const auto& entry) {
            const bool old = excess > 0 && entry.second.lastSeen <= oldest;
            excess -= old ? 1 : 0;
            return old;
        });
    }
    // Looking again only when the map has doubled keeps the cost per request constant.
    m_forgetAt = std::min(kOpenAttacks, std::max(kForgetFrom, m_open.size() * 2));
}

}  // namespace mirrorscope::detection
