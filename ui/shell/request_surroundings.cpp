// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/request_surroundings.h"

#include <algorithm>

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

}  // namespace

base::Result<Rows> requestSurroundings(api::SessionQueries& queries, traffic::RequestId id, std::size_t each,
                                       Neighbours which, const base::CancelToken& cancel) {
    traffic::PageQuery query{.after = id, .newestFirst = true, .limit = each, .filter = {}};
    traffic::PageQuery own{.after = id - 1, .newestFirst = false, .limit = 1, .filter = {}};
    auto found = queries.requests(own, cancel);
    if (!found.has_value()) {
        return found.error();
    }
    const bool isStored = !found->empty() && found->front().id == id;
    if (isStored) {
        query.filter.text = filterOf(found->front(), which);
    }
    auto before = queries.requests(query, cancel);
    if (!before.has_value()) {
        return before.error();
    }
    query.newestFirst = false;
    auto after = queries.requests(query, cancel);
    if (!after.has_value()) {
        return after.error();
    }
    Rows rows(before->rbegin(), before->rend());
    if (isStored) {
        rows.push_back(found->front());
    }
    rows.insert(rows.end(), after->begin(), after->end());
    return rows;
}

}  // namespace mirrorscope::ui::shell
