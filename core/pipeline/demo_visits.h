// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <random>
#include <string>
#include <vector>

namespace mirrorscope::pipeline {

using DemoRandom = std::mt19937;
using DemoSeed = DemoRandom::result_type;

/// What an invented client asks for, before a proxy touches it.
struct DemoVisit {
    std::string method = "GET";
    std::string host;
    std::string target;
    std::string client;
    std::string userAgent;
    std::string contentType;  // with a body only
    std::string body;
};

/// A while in which a few clients attack in one way.
struct DemoWave {
    static constexpr std::size_t kClients = 2;

    double begin = 0;  // seconds since the start
    double end = 0;
    std::size_t kind = 0;  // below kDemoWaveKinds
    std::array<std::string, kClients> clients;

    bool isOn(double seconds) const { return seconds >= begin && seconds < end; }
};

/// SQL injection, cross-site scripting, local file inclusion: they take turns.
inline constexpr std::size_t kDemoWaveKinds = 3;

/// The same waves for the same seed: all proxies see the same attackers at the same time. Plain value.
class DemoWaves {
public:
    explicit DemoWaves(DemoSeed seed);

    /// The wave that is on, or the next one. Time only goes on.
    const DemoWave& at(double seconds);

private:
    void plan(double after);

    DemoRandom m_random;
    DemoWave m_wave;
    std::size_t m_count = 0;
};

/// Invents visits to some sites: people who look at pages with what belongs to them, clients of an API, and
/// in a wave its attackers, who come to all sites. The same visits for the same seeds. Plain value; one
/// thread.
class DemoVisitors {
public:
    DemoVisitors(std::vector<std::string> hosts, DemoSeed seed, DemoSeed waveSeed);

    /// `seconds` since the start decides whether a wave is on.
    DemoVisit next(double seconds);
    /// 1 in quiet times, more while a wave is on.
    double intensity(double seconds);

private:
    DemoVisit browse();
    DemoVisit attack(const DemoWave& wave);
    void look(const DemoVisit& page);
    std::string numbered(std::string_view form);
    std::size_t pick(std::size_t count);
    bool chance(double share);

    std::vector<std::string> m_hosts;
    DemoRandom m_random;
    DemoWaves m_waves;
    std::deque<DemoVisit> m_pending;  // what belongs to the pages that were looked at
};

}  // namespace mirrorscope::pipeline
