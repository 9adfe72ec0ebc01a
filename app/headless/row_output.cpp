// SPDX-License-Identifier: Apache-2.0
#include "app/headless/row_output.h"

namespace mirrorscope::headless {

RowFormat RowOutput::rowFormat() const {
    return json || format == "json" ? RowFormat::Json : format == "csv" ? RowFormat::Csv : RowFormat::Table;
}

void addRowOutput(CLI::App& command, RowOutput& output) {
    command.add_option("--session", output.session, "Session file (*.mscope)")->required()->type_name("FILE");
    CLI::Option* format =
        command.add_option("--format", output.format, "table, json (one object a line) or csv")
            ->check(CLI::IsMember({"table", "json", "csv"}))
            ->capture_default_str();
    command.add_flag("--json", output.json, "The same as --format json")->excludes(format);
}

}  // namespace mirrorscope::headless
