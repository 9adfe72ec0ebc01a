// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/storage/filter_to_sql.h"
#include "core/storage/statement.h"
#include "core/traffic/rows.h"

namespace mirrorscope::storage {

/// The filter of a page as conditions for the queries of a reader. A filter is about requests: attacks and
/// hits are chosen by theirs. Each text begins with " AND " and is empty without a filter; its values are
/// bound by bind(), once for each time the text stands in the statement.
class PageFilter {
public:
    /// InvalidArgument with the place and what was expected there.
    static base::Result<PageFilter> parse(const traffic::FilterText& filter);

    /// Over the tables of a page of requests.
    std::string onRequests() const;
    /// Over anything that names a request in `column`.
    std::string onRequestIn(std::string_view column) const;
    /// Over attacks a: one of its requests fits.
    std::string onAttacks() const;

    void bind(Statement& statement) const;

private:
    bool m_isEmpty = true;
    SqlFilter m_filter;
};

}  // namespace mirrorscope::storage
