// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/top_counter.h"

#include <algorithm>
#include <utility>

namespace mirrorscope::pipeline {
namespace {

constexpr std::chrono::seconds kBetweenWrites{2};

}  // namespace

void TopCounter::startMinute(base::WallTime time) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(time).time_since_epoch().count();
    if (m_minute && minute <= *m_minute) {
        return;
    }
    if (m_minute) {
        m_over.push_back(present(m_fromBeginning));
        m_fromBeginning = true;
    }
    m_minute = minute;
    m_counts.clear();
    m_values = 0;
    m_isChanged = false;
}

void TopCounter::count(traffic::TopDimension dimension, traffic::SourceId source, std::string_view value) {
    if (value.empty()) {
        return;
    }
    if (m_values >= kMostValues) {
        forgetRare();
    }
    const auto [place, isNew] =
        m_counts[{dimension, source}].try_emplace(std::string(value.substr(0, kLongestValue)), 0);
    ++place->second;
    m_values += isNew ? 1 : 0;
    m_isChanged = true;
}

void TopCounter::forgetRare() {
    // Those that came as often as the rarest go, until half are left.
    for (std::uint64_t rare = 1; m_values > kMostValues / 2; ++rare) {
        for (auto& [place, counts] : m_counts) {
            m_values -= std::erase_if(counts, [rare](const auto& one) { return one.second <= rare; });
        }
    }
}

traffic::TopMinute TopCounter::present(bool isWhole) const {
    traffic::TopMinute minute{*m_minute, isWhole, {}};
    for (const auto& [place, counts] : m_counts) {
        std::vector<std::pair<std::uint64_t, std::string_view>> most;
        most.reserve(counts.size());
        for (const auto& [value, requests] : counts) {
            most.emplace_back(requests, value);
        }
        const auto kept = most.begin() + static_cast<std::ptrdiff_t>(std::min(kKept, most.size()));
        std::ranges::partial_sort(most, kept, std::ranges::greater());
        for (auto one = most.begin(); one != kept; ++one) {
            minute.values.push_back({place.dimension, place.source, std::string(one->second), one->first});
        }
    }
    return minute;
}

std::vector<traffic::TopMinute> TopCounter::take(Time now) {
    auto minutes = std::exchange(m_over, {});
    if (m_isChanged && now >= m_written + kBetweenWrites) {
        minutes.push_back(present(false));
        m_isChanged = false;
        m_written = now;
    }
    return minutes;
}

std::optional<TopCounter::Time> TopCounter::due() const {
    if (!m_over.empty()) {
        return Time{};
    }
    return m_isChanged ? std::optional(m_written + kBetweenWrites) : std::nullopt;
}

}  // namespace mirrorscope::pipeline
