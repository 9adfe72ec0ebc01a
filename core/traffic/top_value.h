// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/traffic/source.h"

namespace mirrorscope::traffic {

/// What requests are counted by. The names are the format of the session.
enum class TopDimension : std::uint8_t { Client, Host, Path, Agent };

std::string_view topDimensionName(TopDimension dimension);
std::optional<TopDimension> topDimensionByName(std::string_view name);

/// A frequent value and how many requests had it: at least these, because rare values of a minute are not
/// kept.
struct TopValue {
    TopDimension dimension = TopDimension::Client;
    SourceId source = 0;
    std::string value;
    std::uint64_t requests = 0;
};

/// Which of them, over whole minutes.
struct TopQuery {
    TopDimension dimension = TopDimension::Client;
    base::WallTime from{};
    base::WallTime until = base::WallTime::max();
    SourceId source = 0;  // 0: all
    std::size_t limit = 20;
};

/// The most frequent values of a minute so far, each with its whole count.
struct TopMinute {
    std::int64_t minute = 0;  // since 1970 UTC
    /// Nothing comes behind this and it was counted from its beginning: what else was written of it goes.
    bool isWhole = false;
    std::vector<TopValue> values;
};

}  // namespace mirrorscope::traffic
