// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/traffic/top_value.h"

namespace mirrorscope::pipeline {

/// Counts the most frequent values of a minute, in bounded memory: values that come once are forgotten when
/// there are too many, so that counts are lower bounds. Attribution's thread.
class TopCounter {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// A value longer than that is counted by its beginning.
    static constexpr std::size_t kLongestValue = 200;
    /// Kept of each dimension and source.
    static constexpr std::size_t kKept = 20;
    /// Distinct values counted at once.
    static constexpr std::size_t kMostValues = 20'000;

    /// What comes behind it belongs to that minute, or to a later one: clocks that go back change nothing.
    void startMinute(base::WallTime time);
    void count(traffic::TopDimension dimension, traffic::SourceId source, std::string_view value);

    /// What is to be written now: minutes that are over, and the present one every two seconds.
    std::vector<traffic::TopMinute> take(Time now);
    /// When take() should be called although nothing comes; none while nothing waits.
    std::optional<Time> due() const;

private:
    struct Place {
        traffic::TopDimension dimension;
        traffic::SourceId source;
        auto operator<=>(const Place&) const = default;
    };
    using Counts = std::unordered_map<std::string, std::uint64_t>;

    void forgetRare();
    traffic::TopMinute present(bool isWhole) const;

    std::map<Place, Counts> m_counts;
    std::size_t m_values = 0;
    std::optional<std::int64_t> m_minute;
    bool m_fromBeginning = false;  // false: of the first minute of a run a part was counted before
    bool m_isChanged = false;
    Time m_written{};
    std::vector<traffic::TopMinute> m_over;
};

}  // namespace mirrorscope::pipeline
