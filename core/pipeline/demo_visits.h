// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace mirrorscope::pipeline {

using DemoRandom = std::mt19937;

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

/// Invents visits to one site: mostly people browsing, a few automatic clients, and now and then a wave in
/// which one client attacks in one way. Plain value; one thread.
class DemoVisitors {
public:
    DemoVisitors(std::vector<std::string> hosts, DemoRandom::result_type seed);

    /// `seconds` since the start decides whether a wave is on.
    DemoVisit next(double seconds);
    /// 1 in quiet times, more while a wave is on.
    double intensity(double seconds) const;

private:
    DemoVisit browse();
    DemoVisit attack();
    void beginWave(double seconds);
    std::size_t pick(std::size_t count);
    bool chance(double share);

    std::vector<std::string> m_hosts;
    DemoRandom m_random;
    double m_waveStart;
    double m_waveEnd;
    std::size_t m_waveKind = 0;
    std::string m_attacker;
};

}  // namespace mirrorscope::pipeline
