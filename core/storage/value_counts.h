// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <unordered_map>

#include "core/traffic/chart_tops.h"

namespace mirrorscope::storage {

/// Counts values by source, in bounded memory: values that are new when there are too many go into the rest.
/// One thread.
class ValueCounts {
public:
    /// Some 50 MB with values of the longest kind.
    static constexpr std::size_t kMostValues = 100'000;

    void add(std::string value, const std::string& host, traffic::SourceId source, std::uint64_t count);
    /// The same for rules, with a message.
    void addRule(const std::string& rule, const std::string& message, traffic::SourceId source,
                 std::uint64_t count);

    traffic::TopList top(std::size_t limit) const;

private:
    struct Counts {
        std::uint64_t all = 0;
        std::string title;
        std::map<traffic::SourceId, std::uint64_t> sources;
    };
    Counts* countsOf(std::string key, std::uint64_t count);

    std::unordered_map<std::string, Counts> m_values;  // host, a NUL and the value; without a host the value
    std::uint64_t m_overflow = 0;
};

}  // namespace mirrorscope::storage
