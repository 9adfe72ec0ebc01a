// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "core/base/error.h"

namespace mirrorscope::headless {

/// Exit codes of every verb; users' scripts rely on them.
enum ExitCode : int { kDone = 0, kCheckFailed = 1, kUsage = 2, kCannotAccess = 3, kInterrupted = 4 };

/// What a verb does once its options are read; returns an exit code.
using Action = std::function<int()>;

/// Each adds one verb (or a family of them) to the program; the chosen verb sets `action`.
void addDecisionCommand(CLI::App& program, Action& action);
void addDiffCommand(CLI::App& program, Action& action);
void addFindingsCommand(CLI::App& program, Action& action);
void addIndexCommand(CLI::App& program, Action& action);
void addLabCommand(CLI::App& program, Action& action);
void addLintCommand(CLI::App& program, Action& action);
void addListenCommand(CLI::App& program, Action& action);
void addMatrixCommand(CLI::App& program, Action& action);
void addPairsCommand(CLI::App& program, Action& action);
void addQueryCommands(CLI::App& program, Action& action);
void addReanalyseCommand(CLI::App& program, Action& action);
void addReattributeCommand(CLI::App& program, Action& action);
void addRefusalsCommand(CLI::App& program, Action& action);
void addSalvageCommand(CLI::App& program, Action& action);
void addSaveCommand(CLI::App& program, Action& action);
void addShowCommand(CLI::App& program, Action& action);
void addSnippetCommand(CLI::App& program, Action& action);
void addSourceCommand(CLI::App& program, Action& action);
void addTopCommand(CLI::App& program, Action& action);
void addTriageCommands(CLI::App& program, Action& action);
void addVerifyCommand(CLI::App& program, Action& action);

/// Prints the failure as one line on stderr; returns its exit code.
int report(const base::Error& error);

}  // namespace mirrorscope::headless
