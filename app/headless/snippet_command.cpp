// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "app/headless/command.h"
#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::headless {
namespace {

using snippets::SnippetKind;

/// The values of one kind's options, as CLI11 fills them.
struct SnippetOptions {
    std::string variant = "hardened";
    std::string part = "all";
    bool explain = false;
    bool contract = false;
    bool json = false;
    std::deque<std::vector<std::string>> values;  // one entry a row of the option table; addresses must stay
};

std::vector<snippets::OptionValue> given(const SnippetKind& kind, const SnippetOptions& options) {
    std::vector<snippets::OptionValue> all;
    for (std::size_t i = 0; i < kind.options.size(); ++i) {
        for (const std::string& value : options.values[i]) {
            all.push_back({std::string(kind.options[i].name), value});
        }
    }
    return all;
}

int print(const SnippetKind& kind, const SnippetOptions& options) {
    const auto variant = snippets::variantByName(options.variant);
    const auto text = kind.make(given(kind, options), *variant);
    if (!text) {
        return report(text.error());
    }
    if (options.contract) {
        std::fputs(
            (options.json ? snippets::contractJson(text->contract) : snippets::contractText(text->contract))
                .c_str(),
            stdout);
        return kDone;
    }
    const std::string shown = options.part == "all" ? text->all() : text->part(options.part)->text;
    const std::string reasons = options.explain ? text->explanation() : std::string();
    std::fputs((shown + reasons).c_str(), stdout);
    return kDone;
}

void addKind(CLI::App& snippet, Action& action, const SnippetKind& kind) {
    auto options = std::make_shared<SnippetOptions>();
    CLI::App* command =
        snippet.add_subcommand(std::string(kind.name), "Mirror configuration for " + std::string(kind.name));
    std::vector<std::string> parts{kind.parts.begin(), kind.parts.end()};
    parts.emplace_back("all");
    command
        ->add_option("--variant", options->variant,
                     "faithful: the plain form; hardened: with the edits that measurements asked for")
        ->check(CLI::IsMember({"faithful", "hardened"}))
        ->capture_default_str();
    command->add_option("--part", options->part, "Only the part for one place")
        ->check(CLI::IsMember(parts))
        ->capture_default_str();
    command->add_flag("--explain", options->explain, "Add why each edit of the hardened form is there");
    command->add_flag(
        "--contract", options->contract,
        "Instead: the headers of a copy, which of them can be believed, and limits of this kind");
    command->add_flag("--json", options->json, "The contract as JSON");
    for (const snippets::OptionInfo& info : kind.options) {
        std::string help(info.help);
        if (!info.defaultText.empty()) {
            help += " (default " + std::string(info.defaultText) + ")";
        }
        CLI::Option* option =
            command->add_option(std::string(info.name), options->values.emplace_back(), help)
                ->type_name(std::string(info.argument))
                ->required(info.required)
                ->allow_extra_args(false);
        if (!info.repeatable) {
            option->expected(1);
        }
    }
    command->callback(
        [&kind, options, &action] { action = [&kind, options] { return print(kind, *options); }; });
}

}  // namespace

void addSnippetCommand(CLI::App& program, Action& action) {
    CLI::App* snippet =
        program.add_subcommand("snippet", "Print the configuration that makes a proxy mirror");
    snippet->require_subcommand(1);
    for (const SnippetKind& kind : snippets::snippetKinds()) {
        addKind(*snippet, action, kind);
    }
}

}  // namespace mirrorscope::headless
