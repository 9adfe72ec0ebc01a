// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string_view>

#include "app/headless/command.h"
#include "core/base/byte_text.h"
#include "core/base/error_text.h"

namespace mirrorscope::headless {

int report(const base::Error& error) {
    std::fprintf(stderr, "mirrorscope-cli: %s\n", base::errorText(error).c_str());
    return base::exitCode(error.code);
}

namespace {

bool isVerb(const CLI::App& program, std::string_view word) {
    const auto verbs = program.get_subcommands({});
    return std::ranges::any_of(verbs, [&](const CLI::App* verb) { return verb->get_name() == word; });
}

int run(int argc, char** argv) {
    CLI::App program{"Receives, keeps and explains the requests that a reverse proxy mirrors",
                     "mirrorscope-cli"};
    program.set_version_flag("--version", "mirrorscope-cli " MIRRORSCOPE_VERSION);
    program.require_subcommand(1);
    program.footer(
        "Exit codes: 0 done, 1 the check failed, 2 usage, 3 cannot read, write or bind, 4 interrupted.");
    Action action;
    addLintCommand(program, action);
    addListenCommand(program, action);
    addQueryCommands(program, action);
    addFindingsCommand(program, action);
    addMatrixCommand(program, action);
    addRefusalsCommand(program, action);
    addTopCommand(program, action);
    addDiffCommand(program, action);
    addPairsCommand(program, action);
    addReanalyseCommand(program, action);
    addReattributeCommand(program, action);
    addSalvageCommand(program, action);
    addSaveCommand(program, action);
    addIndexCommand(program, action);
    addShowCommand(program, action);
    addTriageCommands(program, action);
    addSnippetCommand(program, action);
    addSourceCommand(program, action);
    addVerifyCommand(program, action);
    addLabCommand(program, action);
    if (argc > 1 && argv[1][0] != '-' && !isVerb(program, argv[1])) {
        std::fprintf(stderr,
                     "mirrorscope-cli: there is no verb \"%s\". List them with: mirrorscope-cli --help\n",
                     base::shownText(argv[1]).c_str());
        return kUsage;
    }
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return program.exit(problem) == 0 ? kDone : kUsage;
    }
    const int code = action();
    if (std::fflush(stdout) != 0) {
        return code == kDone ? kCannotAccess : code;
    }
    return code;
}

}  // namespace
}  // namespace mirrorscope::headless

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return mirrorscope::headless::run(argc, argv);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "mirrorscope-cli: unexpected failure: %s\n", failure.what());
        return mirrorscope::headless::kCannotAccess;
    }
}
