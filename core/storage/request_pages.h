// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/storage/page_filter.h"
#include "core/storage/query_runner.h"
#include "core/storage/search_pages.h"
#include "core/traffic/rows.h"

namespace mirrorscope::storage {

/// Pages of requests by id, each found the quickest way that its filter allows: by an index where few fit, by
/// the index of words where it holds free words, else by reading from the end. The answer is the same. Lives
/// not longer than its runner; the runner's thread.
class RequestPages {
public:
    RequestPages(QueryRunner& runner, const std::filesystem::path& session)
        : m_runner(runner), m_search(session) {}

    /// InvalidArgument for a filter that cannot be read; Cancelled.
    base::Result<std::vector<traffic::RequestRow>> page(const traffic::PageQuery& query,
                                                        const base::CancelToken& cancel);

private:
    base::Result<std::vector<traffic::RequestRow>> rowsIn(const SearchRange& range, std::size_t limit,
                                                          bool newestFirst, const PageFilter& filter,
                                                          const base::CancelToken& cancel);

    QueryRunner& m_runner;
    AttachedSearch m_search;
};

}  // namespace mirrorscope::storage
