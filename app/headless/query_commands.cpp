// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/headless/command.h"
#include "app/headless/known_sources.h"
#include "app/headless/row_columns.h"
#include "app/headless/row_output.h"
#include "core/base/clock.h"
#include "core/pipeline/local_session_queries.h"
#include "core/query/parser.h"

namespace mirrorscope::headless {
namespace {

/// Rows a read; memory stays the same for a session of any size.
constexpr std::size_t kPage = 1000;

struct QueryOptions : RowOutput {
    std::size_t limit = 0;
    std::string filter;
    bool hidesKnown = false;
    std::size_t most() const { return limit == 0 ? std::numeric_limits<std::size_t>::max() : limit; }
};

std::int64_t idOf(const traffic::RequestRow& row) {
    return row.id;
}
std::int64_t idOf(const traffic::AttackRow& row) {
    return row.attack.id;
}
std::int64_t idOf(const traffic::HitRow& row) {
    return row.id;
}

/// Whether the filter can be read; else says where it cannot, with the place underlined.
bool isReadable(const std::string& filter) {
    const auto tree = query::parse(filter);
    if (!tree) {
        const query::ParseError error = tree.error();
        std::fprintf(stderr, "mirrorscope-cli: --filter: %s\n%s\n", query::sentence(error, filter).c_str(),
                     query::underlined(error, filter).c_str());
    }
    return tree.has_value();
}

/// Rows that a regular expression gave up on are missing, or there although a negation should exclude them.
void warnOfPartialAnswer(std::uint64_t gaveUp) {
    if (gaveUp > 0) {
        std::fprintf(
            stderr,
            "mirrorscope-cli: partial: a regular expression gave up on %llu values, which count as no "
            "match\n",
            static_cast<unsigned long long>(gaveUp));
    }
}

/// Prints pages, newest first, until the session or the limit ends.
template <typename Row, typename Read>
int printPages(const QueryOptions& options, Columns<Row> columns, Read read) {
    if (!isReadable(options.filter)) {
        return kUsage;
    }
    const auto filter = options.hidesKnown ? hidingKnown(options.filter) : std::optional(options.filter);
    if (!filter) {
        return kUsage;
    }
    auto queries = pipeline::openLocalQueries(options.session);
    if (!queries) {
        return report(queries.error());
    }
    RowWriter<Row> writer(stdout, options.rowFormat(), columns);
    writer.header();
    traffic::PageQuery page;
    page.filter = {*filter, base::SystemClock().wall(), {}};
    for (std::size_t printed = 0; printed < options.most();) {
        page.limit = std::min(kPage, options.most() - printed);
        const auto rows = read(**queries, page);
        if (!rows) {
            return report(rows.error());
        }
        for (const Row& row : *rows) {
            writer.write(row);
        }
        printed += rows->size();
        if (rows->size() < page.limit || std::ferror(stdout) != 0) {
            break;
        }
        page.after = idOf(rows->back());
    }
    warnOfPartialAnswer((*queries)->gaveUp());
    return std::ferror(stdout) != 0 ? kCannotAccess : kDone;
}

int printRequests(const QueryOptions& options) {
    return printPages(
        options, requestColumns(),
        [](api::SessionQueries& from, const traffic::PageQuery& page) { return from.requests(page, {}); });
}

int printAttacks(const QueryOptions& options) {
    return printPages(
        options, attackColumns(),
        [](api::SessionQueries& from, const traffic::PageQuery& page) { return from.attacks(page, {}); });
}

int printHits(const QueryOptions& options) {
    return printPages(options, hitColumns(), [](api::SessionQueries& from, const traffic::PageQuery& page) {
        return from.hits(page, {});
    });
}

int printSources(const QueryOptions& options) {
    auto queries = pipeline::openLocalQueries(options.session);
    if (!queries) {
        return report(queries.error());
    }
    const auto sources = (*queries)->sources({});
    if (!sources) {
        return report(sources.error());
    }
    RowWriter<traffic::Source> writer(stdout, options.rowFormat(), sourceColumns());
    writer.header();
    for (std::size_t i = 0; i < std::min(sources->size(), options.most()); ++i) {
        writer.write((*sources)[i]);
    }
    return kDone;
}

std::shared_ptr<QueryOptions> addQuery(CLI::App& program, Action& action, const char* name, const char* help,
                                       int (*print)(const QueryOptions&)) {
    auto options = std::make_shared<QueryOptions>();
    CLI::App* command = program.add_subcommand(name, help);
    addRowOutput(*command, *options);
    command->add_option("--limit", options->limit, "Most rows, newest first; 0: all")->type_name("N");
    command->callback([options, print, &action] { action = [options, print] { return print(*options); }; });
    return options;
}

/// Of rows that are requests or belong to some.
void addFilteredQuery(CLI::App& program, Action& action, const char* name, const char* help,
                      const char* filterHelp, int (*print)(const QueryOptions&)) {
    const auto options = addQuery(program, action, name, help, print);
    program.get_subcommand(name)->add_option("--filter", options->filter, filterHelp)->type_name("EXPR");
    program.get_subcommand(name)->add_flag(
        "--hide-known", options->hidesKnown,
        "Without requests of the known sources that hide (known-sources.txt in the configuration directory)");
}

}  // namespace

void addQueryCommands(CLI::App& program, Action& action) {
    addFilteredQuery(program, action, "requests", "List stored requests",
                     "Only requests that fit, e.g. 'type:sqli time>-1h' (docs/filters.md)", printRequests);
    addFilteredQuery(program, action, "attacks",
                     "List attacks: hits grouped by source, client, host and type",
                     "Only attacks with a request that fits (docs/filters.md)", printAttacks);
    addFilteredQuery(program, action, "hits", "List the rules that matched",
                     "Only hits of requests that fit (docs/filters.md)", printHits);
    addQuery(program, action, "sources", "List the proxies that sent something", printSources);
}

}  // namespace mirrorscope::headless
