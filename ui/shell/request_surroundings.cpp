// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/request_surroundings.h"

#include <algorithm>
#include <utility>

#include "core/query/syntax_tree.h"

namespace mirrorscope::ui::shell {
namespace {

using Rows = std::vector<traffic::RequestRow>;

/// Also for what is not known: that is a value of its own (docs/filters.md).
std::string filterOf(const traffic::RequestRow& row, Neighbours which) {
    constexpr auto kIs = query::Relation::Is;
    switch (which) {
        case Neighbours::SameSource:
            return "source:" + query::printWord(row.sourceName, kIs);
        case Neighbours::SameClient:
            return "client:" + query::printWord(row.context.client, kIs);
        case Neighbours::All:
        case Neighbours::Count:
            break;
    }
    return {};
}

struct Side {
    Rows rows;  // nearest first
    bool hasMore = false;
};

/// One row more than wanted tells whether there are more.
base::Result<Side> readSide(api::SessionQueries& queries, traffic::PageQuery query, const Reach& reach,
                            const std::optional<base::WallTime>& from, const base::CancelToken& cancel) {
    const std::size_t wanted = std::min(reach.rows, kMostAround);
    query.limit = wanted + 1;
    auto rows = queries.requests(query, cancel);
    if (!rows.has_value()) {
        return rows.error();
    }
    Side side{std::move(*rows), false};
    const auto isTooFar = [&](const traffic::RequestRow& row) {
        return from && reach.time && std::chrono::abs(row.time - *from) > *reach.time;
    };
    const auto inReach = std::ranges::find_if(side.rows, isTooFar);
    const auto kept = std::min(static_cast<std::size_t>(inReach - side.rows.begin()), wanted);
    side.hasMore = kept < side.rows.size();
    side.rows.resize(kept);
    return side;
}

}  // namespace

base::Result<Surroundings> requestSurroundings(api::SessionQueries& queries, traffic::RequestId id,
                                               const Reach& before, const Reach& after, Neighbours which,
                                               const base::CancelToken& cancel) {
    const traffic::PageQuery own{.after = id - 1, .newestFirst = false, .limit = 1, .filter = {}};
    auto found = queries.requests(own, cancel);
    if (!found.has_value()) {
        return found.error();
    }
    const bool isStored = !found->empty() && found->front().id == id;
    traffic::PageQuery query{.after = id, .newestFirst = true, .limit = 0, .filter = {}};
    std::optional<base::WallTime> time;
    if (isStored) {
        query.filter.text = filterOf(found->front(), which);
        time = found->front().time;
    }
    auto earlier = readSide(queries, query, before, time, cancel);
    if (!earlier.has_value()) {
        return earlier.error();
    }
    query.newestFirst = false;
    auto later = readSide(queries, query, after, time, cancel);
    if (!later.has_value()) {
        return later.error();
    }
    Surroundings out{Rows(earlier->rows.rbegin(), earlier->rows.rend()), earlier->hasMore, later->hasMore};
    if (isStored) {
        out.rows.push_back(std::move(found->front()));
    }
    out.rows.insert(out.rows.end(), later->rows.begin(), later->rows.end());
    return out;
}

}  // namespace mirrorscope::ui::shell
