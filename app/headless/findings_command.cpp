// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "app/headless/command.h"
#include "app/headless/kind_limit_output.h"
#include "app/headless/row_output.h"
#include "core/base/byte_text.h"
#include "core/base/clock.h"
#include "core/pipeline/local_session_queries.h"

namespace mirrorscope::headless {
namespace {

struct FindingOptions : RowOutput {
    bool all = false;
    bool explain = false;
    std::string limitsOf;
};

/// A finding with the name of its source.
struct FindingRow {
    traffic::Finding finding;
    std::string source;
    std::optional<traffic::FindingMute> mute{};  // in force
};

std::string stateOf(const traffic::Finding& finding) {
    return finding.isOpen() ? "open" : "closed";
}

/// "for good" or until when; null: not muted.
Cell mutedCell(const FindingRow& row) {
    return !row.mute ? Cell{} : row.mute->until ? Cell(base::isoTime(*row.mute->until)) : Cell("for good");
}

constexpr Column<FindingRow> kColumns[] = {
    {"id", [](const FindingRow& r) { return Cell(r.finding.id); }, 4},
    {"code", [](const FindingRow& r) { return Cell(r.finding.code); }, 24},
    {"severity",
     [](const FindingRow& r) { return Cell(std::string(traffic::findingSeverityName(r.finding.severity))); },
     8},
    {"state", [](const FindingRow& r) { return Cell(stateOf(r.finding)); }, 7},
    {"source", [](const FindingRow& r) { return knownText(r.source); }, 22},
    {"requests", [](const FindingRow& r) { return Cell(static_cast<std::int64_t>(r.finding.count)); }, 8},
    {"opened", [](const FindingRow& r) { return Cell(base::isoTime(r.finding.openedAt)); }},
    {"last_seen", [](const FindingRow& r) { return Cell(base::isoTime(r.finding.lastSeen)); }},
    {"closed",
     [](const FindingRow& r) {
         return r.finding.closedAt ? Cell(base::isoTime(*r.finding.closedAt)) : Cell{};
     }},
    {"muted", mutedCell, 8},
    {"sample", [](const FindingRow& r) { return Cell(r.finding.sample); }},
    {"seen", [](const FindingRow& r) { return Cell(r.finding.seen); }, 60},
    {"wanted", [](const FindingRow& r) { return Cell(r.finding.wanted); }},
    {"cause", [](const FindingRow& r) { return Cell(r.finding.cause); }},
    {"directive", [](const FindingRow& r) { return knownText(r.finding.directive); }},
    {"before", [](const FindingRow& r) { return knownText(r.finding.before); }},
    {"after", [](const FindingRow& r) { return knownText(r.finding.after); }},
};

void printFact(const char* name, const std::string& value) {
    if (!value.empty()) {
        std::printf("  %-9s %s\n", name, base::shownText(value).c_str());
    }
}

/// Lines of a configuration, each marked as a difference is.
void printPatch(char mark, const std::string& lines) {
    for (std::size_t begin = 0; begin < lines.size();) {
        const std::size_t end = std::min(lines.find('\n', begin), lines.size());
        std::printf("    %c %s\n", mark, base::shownText(lines.substr(begin, end - begin)).c_str());
        begin = end + 1;
    }
}

/// What is seen, why, what to change, in the order in which a person works.
void explain(const FindingRow& row) {
    const traffic::Finding& finding = row.finding;
    std::printf("%s  %s  %s\n", finding.code.c_str(),
                std::string(traffic::findingSeverityName(finding.severity)).c_str(),
                base::shownText(row.source).c_str());
    printFact("seen", finding.seen);
    printFact("example", "request " + std::to_string(finding.sample));
    printFact("cause", finding.cause);
    printFact("wanted", finding.wanted);
    printFact("change", finding.directive);
    printPatch('-', finding.before);
    printPatch('+', finding.after);
    printFact("open",
              "since " + base::isoTime(finding.openedAt) +
                  (finding.closedAt ? ", closed " + base::isoTime(*finding.closedAt) : std::string()));
    if (row.mute) {
        printFact("muted", (row.mute->until ? "until " + base::isoTime(*row.mute->until) : "for good") +
                               (row.mute->reason.empty() ? "" : ": " + row.mute->reason));
    }
    std::printf("\n");
}

base::Result<std::vector<FindingRow>> readRows(api::SessionQueries& queries, bool closedToo) {
    const auto findings = queries.findings({});
    const auto sources = queries.sources({});
    const auto mutes = queries.findingMutes({});
    if (!findings || !sources) {
        return findings ? sources.error() : findings.error();
    }
    if (!mutes) {
        return mutes.error();
    }
    const auto now = base::SystemClock().wall();
    std::map<traffic::SourceId, std::string> names;
    for (const auto& source : *sources) {
        names[source.id] = source.name;
    }
    std::vector<FindingRow> rows;
    for (const auto& finding : *findings) {
        if (closedToo || finding.isOpen()) {
            const auto mute = std::ranges::find_if(*mutes, [&](const traffic::FindingMute& one) {
                return one.key == traffic::FindingKey{finding.source, finding.code} && one.holds(now);
            });
            rows.push_back(
                {finding, names[finding.source], mute == mutes->end() ? std::nullopt : std::optional(*mute)});
        }
    }
    std::ranges::stable_sort(rows, [](const FindingRow& a, const FindingRow& b) {
        return a.finding.severity > b.finding.severity;
    });
    return rows;
}

int printFindings(const FindingOptions& options) {
    auto queries = pipeline::openLocalQueries(options.session);
    if (!queries) {
        return report(queries.error());
    }
    const auto rows = readRows(**queries, options.all);
    if (!rows) {
        return report(rows.error());
    }
    if (options.explain) {
        std::ranges::for_each(*rows, explain);
        if (rows->empty()) {
            std::printf("Nothing is wrong with the headers of any source.\n");
        }
        return kDone;
    }
    RowWriter<FindingRow> writer(stdout, options.rowFormat(), kColumns);
    writer.header();
    for (const FindingRow& row : *rows) {
        writer.write(row);
    }
    return kDone;
}

}  // namespace

void addFindingsCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<FindingOptions>();
    CLI::App* command =
        program.add_subcommand("findings", "List what is wrong with the headers that proxies send");
    addRowOutput(*command, *options);
    command->get_option("--session")->required(false);
    CLI::Option* all = command->add_flag("--all", options->all, "Closed ones too");
    CLI::Option* explain =
        command->add_flag("--explain", options->explain, "Cause, directive and change of each, as text");
    CLI::Option* limits =
        command
            ->add_option(
                "--limits", options->limitsOf,
                "What copies of a kind of proxy cannot show, in place of findings; without a value of the "
                "session's sources")
            ->expected(0, 1)
            ->type_name("[KIND|SOURCE_ID]")
            ->excludes(all)
            ->excludes(explain);
    command->callback([options, command, limits, &action] {
        if (limits->count() == 0 && options->session.empty()) {
            throw CLI::RequiredError(command->get_option("--session")->get_name());
        }
        action = [options, isAboutLimits = limits->count() > 0] {
            return isAboutLimits ? printKindLimits(options->limitsOf, *options) : printFindings(*options);
        };
    });
}

}  // namespace mirrorscope::headless
