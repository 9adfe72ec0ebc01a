// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

#include "app/headless/command.h"
#include "core/base/byte_text.h"
#include "core/doctor/promised_headers.h"
#include "core/forwarding/source_setting_check.h"
#include "core/storage/source_settings.h"

namespace mirrorscope::headless {
namespace {

/// Takes back what was said.
constexpr char kNone[] = "none";

struct SourceOptions {
    std::int64_t id = 0;
    std::string session;
    std::string name;
    std::string colour;
    std::string mode;
    std::optional<std::int64_t> mergeInto;
    bool split = false;
    std::string trusted;
    std::string hops;
    std::string clientHeader;
    std::string recursive;
    std::string contract;
    bool forget = false;
};

void say(const std::string& option, std::string& setting) {
    if (!option.empty()) {
        setting = option == kNone ? std::string() : option;
    }
}

/// "blue|orange|…|none"
std::string colourNames() {
    std::string names;
    for (const std::string_view colour : traffic::kSourceColours) {
        names.append(colour).append("|");
    }
    return names + kNone;
}

base::Result<void> takeContract(const std::string& file, std::string& contract) {
    if (file.empty() || file == kNone) {
        say(file, contract);
        return {};
    }
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream.is_open()) {
        return base::Error{base::ErrorCode::TextUnreadable, {file, "it cannot be opened"}};
    }
    if (!doctor::promisedHeaders(text)) {
        return base::Error{base::ErrorCode::InvalidArgument,
                           {"--contract", file, "a file that snippet KIND --contract --json wrote"}};
    }
    contract = text;
    return {};
}

base::Result<traffic::SourceSetting> changed(traffic::SourceSetting setting, const SourceOptions& options) {
    say(options.name, setting.name);
    say(options.colour, setting.colour);
    say(options.trusted, setting.trusted);
    say(options.clientHeader, setting.clientHeader);
    setting.mode = traffic::sourceModeByName(options.mode).value_or(setting.mode);
    setting.mergedInto = options.split       ? std::nullopt
                         : options.mergeInto ? options.mergeInto
                                             : setting.mergedInto;
    if (options.hops == kNone) {
        setting.hops.reset();
    } else if (!options.hops.empty()) {
        setting.hops = std::stoul(options.hops);
    }
    if (!options.recursive.empty()) {
        setting.recursive =
            options.recursive == kNone ? std::nullopt : std::optional(options.recursive == "on");
    }
    if (auto taken = takeContract(options.contract, setting.contract); !taken) {
        return taken.error();
    }
    const auto sound = forwarding::checkSourceSetting(setting);
    return sound ? base::Result<traffic::SourceSetting>(setting) : sound.error();
}

void print(const char* what, const std::string& value, const char* otherwise) {
    std::printf("%-14s %s\n", what, value.empty() ? otherwise : base::shownText(value).c_str());
}

void printSetting(const traffic::SourceSetting& setting) {
    print("name", setting.name, "by its kind and address");
    print("colour", setting.colour, "by its place in the list");
    print("mode", std::string(traffic::sourceModeName(setting.mode)), "");
    print("merged into", setting.mergedInto ? std::to_string(*setting.mergedInto) : "", "nothing");
    print("trusted", setting.trusted, "as --trust says");
    print("hops", setting.hops ? std::to_string(*setting.hops) : "", "as --trust says");
    print("client header", setting.clientHeader, "by the habits of its kind");
    print("recursive", setting.recursive ? *setting.recursive ? "on" : "off" : "", "on");
    print("contract", setting.contract.empty() ? "" : "stored", "none");
}

int run(const SourceOptions& options) {
    auto settings = storage::SourceSettings::open(options.session);
    if (!settings) {
        return report(settings.error());
    }
    if (options.forget) {
        const auto forgotten = (*settings)->forget(options.id);
        return forgotten ? kDone : report(forgotten.error());
    }
    const auto before = (*settings)->of(options.id);
    if (!before) {
        return report(before.error());
    }
    const auto after = changed(*before, options);
    if (!after) {
        return report(after.error());
    }
    if (*after != *before) {
        if (auto set = (*settings)->set(*after); !set) {
            return report(set.error());
        }
    }
    printSetting(*after);
    return kDone;
}

void addReading(CLI::App& command, SourceOptions& options) {
    command
        .add_option("--trusted", options.trusted,
                    "This source and the proxies in front of it, in place of --trust (set_real_ip_from)")
        ->type_name("CIDR,…|none");
    command.add_option("--hops", options.hops, "Trusted proxies in front of it (xff_num_trusted_hops)")
        ->check(CLI::Range(0, 32) | CLI::IsMember({kNone}))
        ->type_name("N|none");
    command
        .add_option("--client-header", options.clientHeader, "Header that names the client (real_ip_header)")
        ->type_name("NAME|none");
    command
        .add_option("--recursive", options.recursive,
                    "Past all trusted addresses of that header (real_ip_recursive), or only the last one")
        ->check(CLI::IsMember({"on", "off", kNone}));
    command
        .add_option("--contract", options.contract,
                    "What its copies carry, written by snippet KIND --contract --json")
        ->type_name("FILE|none");
}

}  // namespace

void addSourceCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<SourceOptions>();
    CLI::App* command = program.add_subcommand("source", "Say what a source is and how its headers are read");
    command->add_option("id", options->id, "Id of the source, as sources lists it")
        ->required()
        ->type_name("ID");
    command->add_option("--session", options->session, "Session file (*.mscope)")
        ->required()
        ->type_name("FILE");
    command->add_option("--name", options->name, "What it is called from now on");
    command->add_option("--colour", options->colour, "Its colour in charts")->type_name(colourNames());
    command->add_option("--mode", options->mode, "analyse; store: not judged; ignore: nor looked at")
        ->check(CLI::IsMember({"analyse", "store", "ignore"}));
    CLI::Option* merge =
        command->add_option("--merge-into", options->mergeInto, "Show and count its requests as that source")
            ->type_name("ID");
    command->add_flag("--split", options->split, "No longer merged")->excludes(merge);
    addReading(*command, *options);
    command->add_flag("--forget", options->forget,
                      "Everything said and found of it; nobody may record the session meanwhile");
    command->footer(
        "Who records the session follows within a second; requests that are stored stay as they were "
        "read. Without options it prints what is set.");
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace mirrorscope::headless
