// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "app/headless/command.h"
#include "app/headless/lint_writer.h"
#include "core/base/byte_text.h"
#include "core/snippets/lint/lint_kinds.h"

namespace mirrorscope::headless {
namespace {

using namespace snippets::lint;

struct LintOptions {
    std::string file;
    std::string kind;
    bool json = false;
};

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

base::Error unreadable(const std::string& file, const std::string& reason) {
    return {base::ErrorCode::TextUnreadable, {file, reason}};
}

base::Result<std::string> readText(const std::string& name) {
    const bool isStdin = name == "-";
    const File file(isStdin ? stdin : std::fopen(name.c_str(), "rb"),
                    isStdin ? +[](std::FILE*) { return 0; } : std::fclose);
    if (!file) {
        return unreadable(name, std::generic_category().message(errno));
    }
    std::string text;
    std::array<char, 65'536> part{};
    while (text.size() <= kMostText) {
        const std::size_t got = std::fread(part.data(), 1, part.size(), file.get());
        if (got == 0) {
            break;
        }
        text.append(part.data(), got);
    }
    if (std::ferror(file.get()) != 0) {
        return unreadable(name, std::generic_category().message(errno));
    }
    if (text.size() > kMostText) {
        return unreadable(name, "larger than " + std::to_string(kMostText >> 20U) + " MiB");
    }
    return text;
}

std::vector<std::string> kindNames() {
    std::vector<std::string> names;
    for (const LintKind& kind : lintKinds()) {
        names.emplace_back(kind.name);
    }
    return names;
}

/// The kind named, or the one that the text looks like; nullptr when it looks like none.
const LintKind* chosenKind(const LintOptions& options, const std::string& file, std::string_view text) {
    if (!options.kind.empty()) {
        return lintKind(options.kind);
    }
    const LintKind* kind = guessLintKind(text);
    if (kind == nullptr) {
        std::fprintf(stderr,
                     "mirrorscope-cli: %s looks like no configuration that lint knows. Name its kind with "
                     "--proxy.\n",
                     file.c_str());
    } else {
        std::fprintf(stderr, "mirrorscope-cli: %s is read as %s, by its words; --proxy names another kind\n",
                     file.c_str(), std::string(kind->name).c_str());
    }
    return kind;
}

int lint(const LintOptions& options) {
    const auto text = readText(options.file);
    if (!text) {
        return report(text.error());
    }
    const std::string name = options.file == "-" ? "(stdin)" : options.file;
    const LintKind* kind = chosenKind(options, base::shownText(name), *text);
    if (kind == nullptr) {
        return kUsage;
    }
    const auto found = kind->lint(*text, name);
    if (!found) {
        return report(found.error());
    }
    (options.json ? writeLintJson : writeLintText)(stdout, name, *found);
    return hasProblems(*found) ? kCheckFailed : kDone;
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
