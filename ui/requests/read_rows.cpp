// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/read_rows.h"

#include <algorithm>
#include <iterator>

namespace mirrorscope::ui::requests {

base::Result<std::vector<traffic::RequestRow>> readRows(api::SessionQueries& queries,
                                                        std::vector<traffic::RequestId> ids,
                                                        const base::CancelToken& cancel) {
    std::ranges::sort(ids);
    const auto [end, last] = std::ranges::unique(ids);
    ids.erase(end, last);
    std::vector<traffic::RequestRow> rows;
    for (auto first = ids.begin(); first != ids.end();) {
        auto beyond = std::next(first);
        while (beyond != ids.end() && *beyond == *std::prev(beyond) + 1) {
            ++beyond;
        }
        traffic::PageQuery query;
        // Backwards: "after 0" would be the end.
        query.after = *std::prev(beyond) + 1;
        query.until = *first;
        query.limit = static_cast<std::size_t>(beyond - first);
        auto run = queries.requests(query, cancel);
        if (!run.has_value()) {
            return run.error();
        }
        rows.insert(rows.end(), std::make_move_iterator(run->rbegin()), std::make_move_iterator(run->rend()));
        first = beyond;
    }
    return rows;
}

}  // namespace mirrorscope::ui::requests
