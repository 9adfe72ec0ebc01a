// SPDX-License-Identifier: Apache-2.0
#include "core/base/distinct_count.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace mirrorscope::base {
namespace {

constexpr std::size_t kBits = DistinctCount::kBytes * 8;

/// FNV-1a, with its bits mixed as in MurmurHash3: stored sketches must mean the same with every library.
std::uint64_t hashOf(std::string_view value) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : value) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    }
    hash = (hash ^ (hash >> 33U)) * 0xFF51AFD7ED558CCDU;
    return hash ^ (hash >> 33U);
}

}  // namespace

void DistinctCount::add(std::string_view value) {
    const std::uint64_t bit = hashOf(value) % kBits;
    m_seen[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

std::size_t DistinctCount::estimate() const {
    std::size_t clear = kBits;
    for (const std::uint64_t word : m_seen) {
        clear -= static_cast<std::size_t>(std::popcount(word));
    }
    if (clear == 0) {
        return kMost;
    }
    constexpr auto kAll = static_cast<double>(kBits);
    const double count = kAll * std::log(kAll / static_cast<double>(clear));
    return std::min(static_cast<std::size_t>(std::lround(count)), kMost);
}

std::string DistinctCount::bytes() const {
    std::string out(kBytes, '\0');
    for (std::size_t i = 0; i < kBytes; ++i) {
        out[i] = static_cast<char>(m_seen[i / 8] >> (i % 8 * 8) & 0xFFU);
    }
    return out;
}

DistinctCount DistinctCount::fromBytes(std::string_view bytes) {
    DistinctCount out;
    for (std::size_t i = 0; bytes.size() == kBytes && i < kBytes; ++i) {
        out.m_seen[i / 8] |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (i % 8 * 8);
    }
    return out;
}

}  // namespace mirrorscope::base
