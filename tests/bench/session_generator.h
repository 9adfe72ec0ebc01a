// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "core/traffic/analysis.h"
#include "core/traffic/delivery.h"
#include "tests/bench/seeded_random.h"

namespace mirrorscope::bench {

/// Consecutive requests and what the followers would find out about them.
struct GeneratedBatch {
    std::vector<std::shared_ptr<traffic::Delivery>> requests;
    traffic::ContextBatch contexts;
    traffic::VerdictBatch verdicts;
    std::uint64_t rawBytes = 0;  // heads and bodies
};

/// Invents the traffic of a site of some size, the same for the same seed: few paths, clients and browsers
/// make most of it and many make a little; days with quiet nights; three listeners with six proxies; three in
/// a hundred requests attack, in waves of one client. One thread.
class SessionGenerator {
public:
    /// A million a day: twelve requests a second on average.
    static constexpr std::int64_t kRequestsADay = 1'000'000;
    static const base::WallTime kBegin;

    explicit SessionGenerator(std::uint64_t seed);

    /// The ids continue from 1, as in a new session.
    GeneratedBatch next(std::size_t count);

    /// The client of that place in the order of frequency.
    static std::string client(std::size_t place);
    static constexpr std::size_t kClients = 100'000;
    static constexpr std::size_t kSources = 6;

private:
    struct Visit;
    using AttackKey = std::tuple<traffic::SourceId, std::string, traffic::AttackType>;

    void advance();
    Visit visit();
    void makeAttack(Visit& visit);
    std::string body(const std::string& type);
    std::shared_ptr<traffic::Delivery> delivery(const Visit& visit);
    traffic::ContextBatch::Item context(const Visit& visit) const;
    traffic::VerdictBatch::Item verdict(const Visit& visit);
    traffic::Attack share(const Visit& visit, const traffic::Hit& hit);

    SeededRandom m_random;
    HeavyTail m_paths;
    HeavyTail m_clients;
    HeavyTail m_agents;
    HeavyTail m_sources;
    base::WallTime m_now;
    traffic::RequestId m_id = 0;
    traffic::AttackId m_lastAttack = 0;
    bool m_namedSources = false;
    std::size_t m_attacker = 0;  // place of the client of this wave
    std::size_t m_attackKind = 0;
    std::size_t m_attackSource = 0;
    int m_waveLeft = 0;
    std::map<AttackKey, traffic::Attack> m_open;  // the last attack of that kind, for its id and time
};

}  // namespace mirrorscope::bench
