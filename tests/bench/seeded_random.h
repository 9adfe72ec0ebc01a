// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace mirrorscope::bench {

/// Numbers that are the same for a seed on every machine: the engine is fixed by the standard, its
/// distributions are not.
class SeededRandom {
public:
    explicit SeededRandom(std::uint64_t seed) : m_engine(seed) {}

    std::uint64_t bits() { return m_engine(); }
    /// In [0, 1).
    double share() { return static_cast<double>(m_engine() >> 11U) * 0x1.0p-53; }
    bool chance(double probability) { return share() < probability; }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(m_engine() % count); }
    /// With mean 1.
    double exponential() { return -std::log1p(-share()); }
    /// With mean 0 and deviation 1, near enough: the sum of twelve shares.
    double normal() {
        double sum = -6;
        for (int i = 0; i < 12; ++i) {
            sum += share();
        }
        return sum;
    }

private:
    std::mt19937_64 m_engine;
};

/// Places 0 to count-1, the first the most frequent, as 1 / (place + 1)^steepness.
class HeavyTail {
public:
    HeavyTail(std::size_t count, double steepness) {
        m_sums.reserve(count);
        double sum = 0;
        for (std::size_t place = 0; place < count; ++place) {
            sum += std::pow(static_cast<double>(place + 1), -steepness);
            m_sums.push_back(sum);
        }
    }

    std::size_t pick(SeededRandom& random) const {
        const auto found = std::ranges::upper_bound(m_sums, random.share() * m_sums.back());
        return std::min(static_cast<std::size_t>(found - m_sums.begin()), m_sums.size() - 1);
    }

private:
    std::vector<double> m_sums;
};

}  // namespace mirrorscope::bench
