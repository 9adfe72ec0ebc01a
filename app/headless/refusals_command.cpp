// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "app/headless/command.h"
#include "app/headless/row_output.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::headless {
namespace {

constexpr Column<traffic::RefusalRow> kColumns[] = {
    {"second", [](const traffic::RefusalRow& r) { return Cell(base::isoTime(r.second)); }, 28},
    {"listener", [](const traffic::RefusalRow& r) { return Cell(r.listener); }, 20},
    {"requests", [](const traffic::RefusalRow& r) { return Cell(static_cast<std::int64_t>(r.requests)); },
     10},
};

int printRefusals(const RowOutput& options) {
    auto reader = storage::SessionReader::open(options.session);
    if (!reader) {
        return report(reader.error());
    }
    const auto rows = (*reader)->refusals(base::WallTime{}, base::WallTime::max());
    if (!rows) {
        return report(rows.error());
    }
    RowWriter<traffic::RefusalRow> writer(stdout, options.rowFormat(), kColumns);
    writer.header();
    for (const auto& row : *rows) {
        writer.write(row);
    }
    return kDone;
}

}  // namespace

void addRefusalsCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<RowOutput>();
    CLI::App* command = program.add_subcommand(
        "refusals", "When and where requests got 503 and are not in the session, by second");
    addRowOutput(*command, *options);
    command->callback([options, &action] { action = [options] { return printRefusals(*options); }; });
}

}  // namespace mirrorscope::headless
