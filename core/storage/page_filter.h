// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/storage/database.h"
#include "core/storage/filter_to_sql.h"
#include "core/storage/indexed_terms.h"
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

    /// Looks whether few requests fit a part of the filter that an index answers; if so, pages of requests
    /// read only those. Reads kRareRequests entries of an index for each such part at most.
    base::Result<void> narrow(Database& database);

    /// The ids that can fit by the times that have to hold; first > last: none can.
    struct Ids {
        traffic::RequestId first = 0;
        traffic::RequestId last = std::numeric_limits<traffic::RequestId>::max();
    };
    base::Result<Ids> idsOfTimes(Database& database) const;

    /// What an index of words may be asked; empty when it does not help.
    const std::string& words() const { return m_words; }
    /// Few requests fit, and are read by an index: see narrow().
    bool isRare() const { return m_rare.has_value(); }

    /// Over the tables of a page of requests.
    std::string onRequests() const;
    /// Over anything that names a request in `column`.
    std::string onRequestIn(std::string_view column) const;
    /// Over attacks a: one of its requests fits.
    std::string onAttacks() const;

    void bind(Statement& statement) const;

    /// Reading and sorting so many rows of a session takes some 20 ms; where more fit, the scan by id finds
    /// 100 of them among 50,000 of 10 million rows in less.
    static constexpr std::int64_t kRareRequests = 20'000;

private:
    bool m_isEmpty = true;
    SqlFilter m_filter;
    std::vector<IndexedTerm> m_terms;
    std::optional<IndexedTerm> m_rare;
    std::string m_words;
};

}  // namespace mirrorscope::storage
