// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/traffic/rows.h"

namespace mirrorscope::traffic {

/// What requests can be sorted by. The names are those of the columns (docs/fields.md).
enum class SortKey : std::uint8_t {
    Id,
    Duration,
    Listener,
    Peer,
    Method,
    Target,
    Version,
    HeadBytes,
    BodyBytes,
    Source,
    Client,
    Scheme,
    Host,
    Port,
    RequestIdValue,
    State,
    Score,
    Count
};

std::string_view sortKeyName(SortKey key);
std::optional<SortKey> sortKeyByName(std::string_view name);

/// Requests whose value is unknown come last in both directions; those with the same value the newest first.
struct RequestOrder {
    SortKey key = SortKey::Id;
    bool descending = true;
    bool operator==(const RequestOrder&) const = default;
};

/// The first requests of an order, of those that fit a filter.
struct SortQuery {
    RequestOrder order;
    FilterText filter{};
    RequestId last = 0;  // requests after it are left out; 0: all that are stored
    std::size_t limit =
        100'000;  // more than anybody scrolls through, and some 10 MB while they are looked for
};

struct SortProgress {
    RequestId left = 0;  // ids that are still to be read, down from `all`
    RequestId all = 0;
    std::uint64_t found = 0;
};
/// Called on the reader's thread between two reads of at most about 100 ms.
using OnSortProgress = std::function<void(const SortProgress&)>;

struct SortedRequests {
    std::vector<RequestId> ids;
    std::uint64_t found = 0;  // requests that fit the filter; more than ids when the limit cut them

    bool isCut() const { return found > ids.size(); }
};

}  // namespace mirrorscope::traffic
