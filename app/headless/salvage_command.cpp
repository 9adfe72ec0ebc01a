// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cinttypes>
#include <cstdio>
#include <limits>
#include <memory>
#include <string>

#include "app/headless/command.h"
#include "app/headless/interrupt.h"
#include "core/base/byte_text.h"
#include "core/storage/salvage.h"

namespace mirrorscope::headless {
namespace {

struct SalvageOptions {
    std::string damaged;
    std::string rescued;
};

void printProgress(std::string_view doing, std::uint64_t done) {
    std::fprintf(stderr, "\r%-24s %12" PRIu64, std::string(doing).c_str(), done);
}

std::string rangeText(const storage::LostRange& range) {
    // The end of a table is not known when it cannot be read.
    const std::string last =
        range.last == std::numeric_limits<std::int64_t>::max() ? "the end" : std::to_string(range.last);
    const std::string first = range.first == std::numeric_limits<std::int64_t>::min()
                                  ? "the beginning"
                                  : std::to_string(range.first);
    return range.first == range.last ? first : first + " to " + last;
}

void printReport(const storage::SalvageReport& report) {
    for (const storage::RescuedTable& table : report.tables) {
        std::printf("%-16s %12" PRIu64 " rows\n", table.name.c_str(), table.rows);
        for (const storage::LostRange& range : table.lost) {
            std::printf("  lost: %s (%s)\n", rangeText(range).c_str(), base::shownText(range.reason).c_str());
        }
        if (table.refused > 0) {
            std::printf("  left out: %" PRIu64 " rows that do not fit the table\n", table.refused);
        }
    }
    for (const std::string& index : report.damagedIndices) {
        std::printf("index %s was damaged and is made anew\n", index.c_str());
    }
    for (const traffic::RequestId id : report.alteredBodies) {
        std::printf("the body of request %lld is not as it was received\n", static_cast<long long>(id));
    }
    if (report.isListReplaced) {
        std::printf("the list of tables was destroyed and is replaced\n");
    }
    if (report.rebuiltPages > 0) {
        std::printf("pages that lead to rows were destroyed and are made anew: %zu\n", report.rebuiltPages);
    }
    if (report.isUndamaged()) {
        std::printf("no damage found\n");
    }
}

int salvage(const SalvageOptions& options) {
    const bool isShown = isatty(STDERR_FILENO) != 0;
    const auto report = storage::salvage(options.damaged, options.rescued, cancelledBySignal(),
                                         [&](std::string_view doing, std::uint64_t done) {
                                             if (isShown) {
                                                 printProgress(doing, done);
                                             }
                                         });
    if (isShown) {
        std::fprintf(stderr, "\n");
    }
    if (!report) {
        return headless::report(report.error());
    }
    printReport(*report);
    return kDone;
}

}  // namespace

void addSalvageCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<SalvageOptions>();
    CLI::App* command =
        program.add_subcommand("salvage", "Write what can be read of a damaged session into a new one");
    command->add_option("damaged", options->damaged, "The damaged session; it is not changed")
        ->required()
        ->type_name("DAMAGED");
    command->add_option("new", options->rescued, "The new session; it must not exist yet")
        ->required()
        ->type_name("NEW");
    command->footer(
        "Prints the rows kept of each table and the ranges of ids that are lost. Space for a copy of the "
        "damaged "
        "session is needed beside the new one when it has a log or its inner pages are destroyed.");
    command->callback([options, &action] { action = [options] { return salvage(*options); }; });
}

}  // namespace mirrorscope::headless
