// SPDX-License-Identifier: Apache-2.0
#include "core/storage/search_pages.h"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "core/query/full_text.h"
#include "core/storage/row_decoding.h"
#include "core/storage/search_index.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

/// The index gathers all words with a beginning before it gives the first request: a short one has too many.
constexpr std::size_t kShortestBeginning = 3;

void gather(const query::Node& node, std::vector<std::string>& terms) {
    const auto* text = std::get_if<query::FullText>(&node.term);
    if (text == nullptr || node.negated) {
        return;
    }
    const auto words = query::wordsOf(text->text);
    for (const std::string& word : words.whole) {
        terms.push_back("\"" + word + "\"");
    }
    if (words.beginning.size() >= kShortestBeginning) {
        terms.push_back("\"" + words.beginning + "\"*");
    }
}

}  // namespace

std::string searchExpression(const query::SyntaxTree& tree) {
    std::vector<std::string> terms;
    for (const query::Node& part : query::requiredParts(tree)) {
        gather(part, terms);
    }
    if (terms.empty()) {
        return {};
    }
    // Words are made of word bytes only: nothing in them ends a string or is an operator.
    std::string expression;
    for (const std::string& term : terms) {
        expression += (expression.empty() ? "" : " AND ") + term;
    }
    return "(" + expression + ") OR \"" + kAnyWord + "\"";
}

RangeSource sourceOf(const SearchRange& range) {
    if (!range.segment) {
        return {" FROM " + kRowTables + " WHERE ", "r.id"};
    }
    const std::string table = segmentTable(*range.segment);
    return {" FROM search." + table + " f CROSS JOIN " + kRowTables + " WHERE r.id = f.rowid AND f." + table +
                " MATCH ? AND ",
            "f.rowid"};
}

AttachedSearch::AttachedSearch(std::filesystem::path session) : m_session(std::move(session)) {}

bool AttachedSearch::attach(Database& database) {
    struct stat now{};
    const auto file = searchIndexPath(m_session).string();
    const bool isThere = ::stat(file.c_str(), &now) == 0;
    if (isThere && m_attached == now.st_ino) {
        return true;
    }
    if (m_attached != 0) {
        static_cast<void>(database.run("DETACH search"));
        m_attached = 0;
    }
    if (!isThere || sqlite3_limit(database.handle(), SQLITE_LIMIT_ATTACHED, -1) == 0) {
        return false;  // a session from elsewhere: what lies beside it is not looked at either
    }
    auto attached = Statement::prepare(database, "ATTACH ? AS search");
    if (!attached || !attached->bindText(file).run()) {
        return false;
    }
    const auto isSame = database.number(
        "SELECT count(*) FROM search.state s JOIN main.meta m ON m.key = s.key AND m.value = s.value"
        " WHERE s.key = 'session'");
    if (!isSame || *isSame == 0) {
        static_cast<void>(database.run("DETACH search"));
        return false;
    }
    m_attached = now.st_ino;
    return true;
}

std::vector<SearchRange> AttachedSearch::ranges(Database& database, traffic::RequestId first,
                                                traffic::RequestId last, bool newestFirst) {
    if (!attach(database)) {
        return {};
    }
    const auto cursor =
        database.number("SELECT CAST(value AS INTEGER) FROM search.state WHERE key = 'cursor'");
    if (!cursor || *cursor == 0) {
        return {};
    }
    std::vector<SearchRange> ranges;
    const auto segments = segmentsIn(database, "search");
    if (!segments) {
        return {};
    }
    for (const auto segment : *segments) {
        const auto begin = std::max(first, segment * kSegmentRequests);
        const auto end = std::min({last, *cursor, (segment + 1) * kSegmentRequests - 1});
        if (begin <= end) {
            ranges.push_back({segment, begin, end});
        }
    }
    if (last > *cursor) {
        ranges.push_back({std::nullopt, std::max(first, *cursor + 1), last});
    }
    if (newestFirst) {
        std::ranges::reverse(ranges);
    }
    return ranges;
}

}  // namespace mirrorscope::storage
