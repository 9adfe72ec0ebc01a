// SPDX-License-Identifier: Apache-2.0
#include "core/storage/request_pages.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>

#include "core/storage/row_decoding.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

constexpr auto kEnd = std::numeric_limits<traffic::RequestId>::max();

/// All ids behind the key of the page, as far as it is to be read.
SearchRange rangeOf(const traffic::PageQuery& query) {
    if (query.newestFirst) {
        return {std::nullopt, query.until, query.after == 0 ? kEnd : query.after - 1};
    }
    return {std::nullopt, query.after == 0 ? 0 : query.after + 1, query.until == 0 ? kEnd : query.until};
}

/// Bounds that are none are left out: SQLite seeks by the first bound that it meets, and the filter may have
/// a better one.
std::string bounds(const SearchRange& range, const std::string& key) {
    return (range.first > 0 ? key + " >= ?" : "1") + " AND " + (range.last < kEnd ? key + " <= ?" : "1");
}

}  // namespace

base::Result<std::vector<traffic::RequestRow>> RequestPages::page(const traffic::PageQuery& query,
                                                                  const base::CancelToken& cancel) {
    auto filter = PageFilter::parse(query.filter);
    if (!filter) {
        return filter.error();
    }
    SearchRange whole = rangeOf(query);
    const auto ids = filter->idsOfTimes(m_runner.database());
    if (!ids) {
        return ids.error();
    }
    // SQLite seeks by one bound alone, and those of the page are of no use for times long ago.
    whole.first = std::max(whole.first, ids->first);
    whole.last = std::min(whole.last, ids->last);
    if (whole.first > whole.last) {
        return std::vector<traffic::RequestRow>{};
    }
    // Reading fewer rows than may be rare is quicker than asking an index for all that are.
    if (whole.last - whole.first >= PageFilter::kRareRequests) {
        const auto looked = m_runner.cancellable(cancel, [&] { return filter->narrow(m_runner.database()); });
        if (!looked) {
            return looked.error();
        }
    }
    std::vector<SearchRange> ranges;
    if (!filter->isRare() && !filter->words().empty()) {
        ranges = m_search.ranges(m_runner.database(), whole.first, whole.last, query.newestFirst);
    }
    if (ranges.empty()) {
        ranges.push_back(whole);
    }
    std::vector<traffic::RequestRow> rows;
    for (auto range = ranges.begin(); range != ranges.end() && rows.size() < query.limit; ++range) {
        auto more = rowsIn(*range, query.limit - rows.size(), query.newestFirst, *filter, cancel);
        if (!more) {
            return more.error();
        }
        std::ranges::move(*more, std::back_inserter(rows));
    }
    return rows;
}

/// Of a segment, the index says which requests may hold the words; which of them do is the filter's to say.
base::Result<std::vector<traffic::RequestRow>> RequestPages::rowsIn(const SearchRange& range,
                                                                    std::size_t limit, bool newestFirst,
                                                                    const PageFilter& filter,
                                                                    const base::CancelToken& cancel) {
    const RangeSource source = sourceOf(range);
    const std::string sql = "SELECT " + kRowColumns + source.from + bounds(range, source.key) +
                            filter.onRequests() + " ORDER BY " + source.key + (newestFirst ? " DESC" : "") +
                            " LIMIT ?";
    const auto bind = [&](Statement& statement) {
        if (range.segment) {
            statement.bindText(filter.words());
        }
        if (range.first > 0) {
            statement.bind(range.first);
        }
        if (range.last < kEnd) {
            statement.bind(range.last);
        }
        filter.bind(statement);
        statement.bind(static_cast<std::int64_t>(limit));
    };
    return m_runner.gatherBound<traffic::RequestRow>(sql, bind, cancel, readRequestRow,
                                                     [](const auto&) { return true; });
}

}  // namespace mirrorscope::storage
