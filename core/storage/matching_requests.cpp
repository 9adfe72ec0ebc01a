// SPDX-License-Identifier: Apache-2.0
#include "core/storage/matching_requests.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/storage/filter_functions.h"
#include "core/storage/page_filter.h"
#include "core/storage/query_runner.h"
#include "core/storage/search_pages.h"
#include "core/storage/session_file.h"

namespace mirrorscope::storage {
namespace {

using traffic::RequestId;

/// Ids read at a time: some 100 ms with most filters.
constexpr RequestId kIdsOfARead = 50'000;
/// Up to here, attacks are looked up by request; beyond, the index of all is read.
constexpr std::uint64_t kFewRequests = 5000;

}  // namespace

class MatchingRequests::Impl {
public:
    Impl(const std::filesystem::path& session, Database database, FilterFunctions functions)
        : m_runner(std::move(database)), m_functions(std::move(functions)), m_search(session) {}

    base::Result<RequestSet> find(const traffic::FilterText& text, const base::CancelToken& cancel,
                                  const Progress& progress);
    base::Result<SeenHits> hitsOf(const RequestSet& requests, const base::CancelToken& cancel);
    base::Result<std::uint64_t> attacksOf(const RequestSet& requests, const base::CancelToken& cancel);

private:
    base::Result<void> readRange(const SearchRange& range, const PageFilter& filter,
                                 const base::CancelToken& cancel, RequestSet& out);
    /// Reads all rows; `see` gets each. The number of rows.
    template <typename See>
    base::Result<std::uint64_t> each(const char* sql, std::initializer_list<std::int64_t> values,
                                     const base::CancelToken& cancel, const See& see);

    QueryRunner m_runner;
    FilterFunctions m_functions;
    AttachedSearch m_search;
};

template <typename See>
base::Result<std::uint64_t> MatchingRequests::Impl::each(const char* sql,
                                                         std::initializer_list<std::int64_t> values,
                                                         const base::CancelToken& cancel, const See& see) {
    return m_runner.cancellable(cancel, [&]() -> base::Result<std::uint64_t> {
        auto statement = Statement::prepare(m_runner.database(), sql);
        if (!statement) {
            return statement.error();
        }
        for (const std::int64_t value : values) {
            statement->bind(value);
        }
        std::uint64_t rows = 0;
        for (; statement->next(); ++rows) {
            see(*statement);
        }
        const auto failed = statement->failed();
        return failed ? base::Result<std::uint64_t>(*failed) : rows;
    });
}

base::Result<RequestSet> MatchingRequests::Impl::find(const traffic::FilterText& text,
                                                      const base::CancelToken& cancel,
                                                      const Progress& progress) {
    auto filter = PageFilter::parse(text);
    if (!filter) {
        return filter.error();
    }
    const auto last = m_runner.database().number("SELECT ifnull(max(id), 0) FROM request");
    const auto first = m_runner.database().number("SELECT ifnull(min(id), 1) FROM request");
    const auto ids = filter->idsOfTimes(m_runner.database());
    if (!last || !first || !ids) {
        return !last ? last.error() : !first ? first.error() : ids.error();
    }
    const SearchRange whole{std::nullopt, std::max(ids->first, *first), std::min(ids->last, *last)};
    const auto looked = m_runner.cancellable(cancel, [&] { return filter->narrow(m_runner.database()); });
    if (!looked) {
        return looked.error();
    }
    std::vector<SearchRange> ranges;
    if (!filter->isRare() && !filter->words().empty()) {
        ranges = m_search.ranges(m_runner.database(), whole.first, whole.last, false);
    }
    if (ranges.empty()) {
        ranges.push_back(whole);
    }
    const std::uint64_t gaveUpBefore = m_functions.gaveUp();
    RequestSet out;
    // Few that an index names are read at once.
    const RequestId atOnce = filter->isRare() ? std::numeric_limits<RequestId>::max() / 2 : kIdsOfARead;
    for (const SearchRange& range : ranges) {
        for (RequestId from = range.first; from <= range.last; from += atOnce) {
            const RequestId to = std::min(range.last, from + atOnce - 1);
            if (auto read = readRange({range.segment, from, to}, *filter, cancel, out); !read) {
                return read.error();
            }
            if (progress) {
                progress(to, *last);
            }
        }
    }
    if (const std::uint64_t gaveUp = m_functions.gaveUp() - gaveUpBefore; gaveUp > 0) {
        return base::Error{base::ErrorCode::InvalidArgument,
                           {"The filter", text.text,
                            "a regular expression that does not give up, as this one did on " +
                                std::to_string(gaveUp) + " values"}};
    }
    return out;
}

base::Result<void> MatchingRequests::Impl::readRange(const SearchRange& range, const PageFilter& filter,
                                                     const base::CancelToken& cancel, RequestSet& out) {
    const RangeSource source = sourceOf(range);
    const std::string sql =
        "SELECT r.id" + source.from + source.key + " >= ? AND " + source.key + " <= ?" + filter.onRequests();
    const auto bind = [&](Statement& statement) {
        if (range.segment) {
            statement.bindText(filter.words());
        }
        statement.bind(range.first).bind(range.last);
        filter.bind(statement);
    };
    const auto rows = m_runner.gatherBound<RequestId>(
        sql, bind, cancel, [](const Statement& row) { return row.number(0); },
        [](const auto&) { return true; });
    if (!rows) {
        return rows.error();
    }
    for (const RequestId id : *rows) {
        out.add(id);
    }
    return {};
}

base::Result<SeenHits> MatchingRequests::Impl::hitsOf(const RequestSet& requests,
                                                      const base::CancelToken& cancel) {
    SeenHits seen;
    const auto note = [&](const Statement& row) {
        ++seen.hits;
        std::string type = row.bytes(1);
        if (!seen.types.contains(type)) {
            seen.types.insert(std::move(type));
        }
    };
    for (const auto& [block, bits] : requests.blocks()) {
        const std::int64_t first = block * RequestSet::kIdsOfABlock;
        const auto read =
            each("SELECT request, type FROM hit WHERE request BETWEEN ? AND ?",
                 {first, first + RequestSet::kIdsOfABlock - 1}, cancel, [&](const Statement& row) {
                     if (RequestSet::hasBit(bits, row.number(0) - first)) {
                         note(row);
                     }
                 });
        if (!read) {
            return read.error();
        }
    }
    return seen;
}

base::Result<std::uint64_t> MatchingRequests::Impl::attacksOf(const RequestSet& requests,
                                                              const base::CancelToken& cancel) {
    std::vector<traffic::AttackId> attacks;
    const auto note = [&](const Statement& row) {
        if (requests.contains(row.number(1)) && (attacks.empty() || attacks.back() != row.number(0))) {
            attacks.push_back(row.number(0));
        }
    };
    if (requests.count() > kFewRequests) {
        const auto read =
            each("SELECT attack, request FROM hit WHERE attack <> 0 ORDER BY attack", {}, cancel, note);
        return read ? base::Result<std::uint64_t>(attacks.size()) : read.error();
    }
    for (const auto& [block, bits] : requests.blocks()) {
        for (std::int64_t bit = 0; bit < RequestSet::kIdsOfABlock; ++bit) {
            if (!RequestSet::hasBit(bits, bit)) {
                continue;
            }
            const auto read = each("SELECT attack, request FROM hit WHERE request = ? AND attack <> 0",
                                   {block * RequestSet::kIdsOfABlock + bit}, cancel, note);
            if (!read) {
                return read.error();
            }
        }
    }
    std::ranges::sort(attacks);
    const auto repeated = std::ranges::unique(attacks);
    attacks.erase(repeated.begin(), repeated.end());
    return attacks.size();
}

base::Result<std::unique_ptr<MatchingRequests>> MatchingRequests::open(const std::filesystem::path& session,
                                                                       const base::CancelToken& cancel) {
    auto database = openForReading(session, cancel);
    if (!database) {
        return database.error();
    }
    auto functions = FilterFunctions::registerIn(*database);
    if (!functions) {
        return functions.error();
    }
    return std::unique_ptr<MatchingRequests>(
        new MatchingRequests(std::make_unique<Impl>(session, std::move(*database), std::move(*functions))));
}

MatchingRequests::MatchingRequests(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
MatchingRequests::~MatchingRequests() = default;

base::Result<RequestSet> MatchingRequests::find(const traffic::FilterText& filter,
                                                const base::CancelToken& cancel, const Progress& progress) {
    return m_impl->find(filter, cancel, progress);
}
base::Result<SeenHits> MatchingRequests::hitsOf(const RequestSet& requests, const base::CancelToken& cancel) {
    return m_impl->hitsOf(requests, cancel);
}
base::Result<std::uint64_t> MatchingRequests::attacksOf(const RequestSet& requests,
                                                        const base::CancelToken& cancel) {
    return m_impl->attacksOf(requests, cancel);
}

}  // namespace mirrorscope::storage
