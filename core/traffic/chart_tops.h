// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/traffic/chart_series.h"

namespace mirrorscope::traffic {

enum class TopBy : std::uint8_t {
    Client,
    Host,
    Path,
    Endpoint,  // host and path together; never approximate
    Rule,      // likewise
};
enum class TopOf : std::uint8_t {
    Requests,
    AttackRequests,  // requests in state attack
    Hits,            // hits of rules; a request may have many
};

struct TopQuestion {
    BucketGrid grid;  // only its time counts
    FilterText filter{};
    TopBy by = TopBy::Client;
    TopOf of = TopOf::AttackRequests;
    std::size_t limit = 6;
};

struct TopEntry {
    /// As received: hostile; empty: unknown. Of endpoints the path, of rules the number. One longer than
    /// kLongestTopValue is counted by its beginning.
    std::string value;
    std::string host{};   // of endpoints
    std::string title{};  // of rules a message of one of its hits
    std::uint64_t count = 0;
    std::vector<std::pair<SourceId, std::uint64_t>> sources;  // most first
};

inline constexpr std::size_t kLongestTopValue = 200;  // bytes; as pipeline::TopCounter has them

/// The most frequent values.
struct TopList {
    std::vector<TopEntry> entries;  // most first, then by value
    std::uint64_t rest = 0;         // of all other values together
    /// How many other values there are; unset: not known, because rare ones are not kept.
    std::optional<std::uint64_t> others;
    /// true: from the frequent values of whole minutes, or more different values than are kept in memory.
    /// Counts are lower bounds, the rest an upper one, and a value that is rare in every minute is missing.
    bool approximate = false;
    CountedFrom from = CountedFrom::Requests;
};

}  // namespace mirrorscope::traffic
