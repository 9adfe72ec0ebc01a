// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "app/headless/row_writer.h"

namespace mirrorscope::headless {

/// What every verb that prints rows of a session is told.
struct RowOutput {
    std::string session;
    std::string format = "table";
    bool json = false;

    RowFormat rowFormat() const;
};

/// --session, --format and --json.
void addRowOutput(CLI::App& command, RowOutput& output);

}  // namespace mirrorscope::headless
