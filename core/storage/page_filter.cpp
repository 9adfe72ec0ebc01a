// SPDX-License-Identifier: Apache-2.0
#include "core/storage/page_filter.h"

#include <variant>

#include "core/query/parser.h"
#include "core/storage/row_decoding.h"
#include "core/storage/search_pages.h"

namespace mirrorscope::storage {

base::Result<PageFilter> PageFilter::parse(const traffic::FilterText& filter) {
    PageFilter out;
    const auto tree = query::parse(filter.text);
    if (!tree) {
        return base::Error{base::ErrorCode::InvalidArgument,
                           {"The filter", filter.text, query::expectation(tree.error(), filter.text)}};
    }
    out.m_isEmpty = *tree == query::SyntaxTree{};
    out.m_filter = filterToSql(*tree, {filter.now, filter.zone});
    out.m_terms = indexedTerms(*tree);
    out.m_words = searchExpression(*tree);
    return out;
}

base::Result<void> PageFilter::narrow(Database& database) {
    std::int64_t least = kRareRequests;
    for (const IndexedTerm& term : m_terms) {
        const std::string sql =
            "SELECT count(*) FROM (" + term.ids + " LIMIT " + std::to_string(kRareRequests) + ")";
        auto count = Statement::prepare(database, sql.c_str());
        if (!count) {
            return count.error();
        }
        bindAll(*count, term.values);
        while (count->next()) {
            if (count->number(0) < least) {
                least = count->number(0);
                m_rare = term;
            }
        }
        if (auto failed = count->failed()) {
            return *failed;
        }
    }
    return {};
}

base::Result<PageFilter::Ids> PageFilter::idsOfTimes(Database& database) const {
    Ids ids;
    if (!m_filter.minutes) {
        return ids;
    }
    auto statement =
        Statement::prepare(database,
                           "SELECT ifnull(min(first), 1), ifnull(max(last), 0) FROM arrival_minute"
                           " WHERE minute BETWEEN ? AND ?");
    if (!statement) {
        return statement.error();
    }
    statement->bind(m_filter.minutes->first.value_or(0))
        .bind(m_filter.minutes->last.value_or(std::numeric_limits<std::int64_t>::max()));
    if (statement->next()) {
        ids = {statement->number(0), statement->number(1)};
    }
    if (auto failed = statement->failed()) {
        return *failed;
    }
    return ids;
}

std::string PageFilter::onRequests() const {
    if (m_isEmpty) {
        return "";
    }
    return " AND " + m_filter.where + (m_rare ? " AND r.id IN (" + m_rare->ids + ")" : "");
}

std::string PageFilter::onRequestIn(std::string_view column) const {
    return m_isEmpty ? ""
                     : " AND EXISTS (SELECT 1 FROM " + kRowTables + " WHERE r.id = " + std::string(column) +
                           onRequests() + ")";
}

std::string PageFilter::onAttacks() const {
    // "attack <> 0" is said again: the partial index is not taken otherwise.
    return m_isEmpty
               ? ""
               : " AND EXISTS (SELECT 1 FROM hit ah CROSS JOIN " + kRowTables +
                     " WHERE ah.attack = a.id AND ah.attack <> 0 AND r.id = ah.request" + onRequests() + ")";
}

void PageFilter::bind(Statement& statement) const {
    if (m_isEmpty) {
        return;
    }
    bindAll(statement, m_filter.values);
    if (m_rare) {
        bindAll(statement, m_rare->values);
    }
}

}  // namespace mirrorscope::storage
