// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "app/headless/command.h"
#include "app/headless/lint_writer.h"
#include "core/base/byte_text.h"
#include "core/snippets/lint/configuration_file.h"
#include "core/snippets/lint/lint_check.h"

namespace mirrorscope::headless {
namespace {

using namespace snippets::lint;

struct LintOptions {
    std::string file;
    std::string kind;
    bool json = false;
};

std::vector<std::string> kindNames() {
    std::vector<std::string> names;
    for (const LintKind& kind : lintKinds()) {
        names.emplace_back(kind.name);
    }
    return names;
}

/// What the kind is read from is said when it was a guess.
void tellGuess(const LintCheck& check, const std::string& file) {
    if (check.kind == nullptr) {
        std::fprintf(stderr,
                     "mirrorscope-cli: %s looks like no configuration that lint knows. Name its kind with "
                     "--proxy.\n",
                     file.c_str());
    } else if (check.isGuess) {
        std::fprintf(stderr, "mirrorscope-cli: %s is read as %s, by its words; --proxy names another kind\n",
                     file.c_str(), std::string(check.kind->name).c_str());
    }
}

int lint(const LintOptions& options) {
    const bool isStdin = options.file == "-";
    const auto text = isStdin ? readConfiguration(stdin, options.file) : readConfigurationFile(options.file);
    if (!text) {
        return report(text.error());
    }
    const std::string name = isStdin ? "(stdin)" : options.file;
    const LintCheck check = checkText(*text, options.kind, name);
    tellGuess(check, base::shownText(name));
    if (check.kind == nullptr) {
        return kUsage;
    }
    if (!check.report) {
        return report(check.report.error());
    }
    (options.json ? writeLintJson : writeLintText)(stdout, name, *check.report);
    return hasProblems(*check.report) ? kCheckFailed : kDone;
}

}  // namespace

void addLintCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<LintOptions>();
    CLI::App* command =
        program.add_subcommand("lint", "Look for known traps in the configuration of a proxy that mirrors");
    command->add_option("FILE", options->file, "Configuration file; \"-\" reads standard input")->required();
    command
        ->add_option("--proxy", options->kind, "Whose configuration it is; without: guessed from its words")
        ->check(CLI::IsMember(kindNames()));
    command->add_flag("--json", options->json, "One JSON object a line");
    command->footer(
        "Exit codes: 0 nothing but notes, 1 warnings or errors found, 2 usage, 3 the file cannot be read.");
    command->callback([options, &action] { action = [options] { return lint(*options); }; });
}

}  // namespace mirrorscope::headless
