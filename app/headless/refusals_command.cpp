// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>

#include "app/headless/command.h"
#include "app/headless/row_writer.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::headless {
namespace {

struct RefusalOptions {
    std::string session;
    std::string format = "table";

    RowFormat rowFormat() const {
        return format == "json" ? RowFormat::Json : format == "csv" ? RowFormat::Csv : RowFormat::Table;
    }
};

constexpr Column<traffic::RefusalRow> kColumns[] = {
    {"second", [](const traffic::RefusalRow& r) { return Cell(base::isoTime(r.second)); }, 28},
    {"listener", [](const traffic::RefusalRow& r) { return Cell(r.listener); }, 20},
    {"requests", [](const traffic::RefusalRow& r) { return Cell(static_cast<std::int64_t>(r.requests)); },
     10},
};

int printRefusals(const RefusalOptions& options) {
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
    auto options = std::make_shared<RefusalOptions>();
    CLI::App* command = program.add_subcommand(
        "refusals", "When and where requests got 503 and are not in the session, by second");
    command->add_option("--session", options->session, "Session file (*.mscope)")
        ->required()
        ->type_name("FILE");
    command->add_option("--format", options->format, "table, json (one object a line) or csv")
        ->check(CLI::IsMember({"table", "json", "csv"}))
        ->capture_default_str();
    command->callback([options, &action] { action = [options] { return printRefusals(*options); }; });
}

}  // namespace mirrorscope::headless
