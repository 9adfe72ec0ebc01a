// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

#include "app/headless/command.h"
#include "app/headless/row_output.h"
#include "core/base/clock.h"
#include "core/query/time_point.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::headless {
namespace {

struct TopOptions : RowOutput {
    std::string dimension;
    std::string source;
    std::string since;
    std::string until;
    std::size_t limit = 20;
};

constexpr Column<traffic::TopValue> kColumns[] = {
    {"requests", [](const traffic::TopValue& v) { return Cell(static_cast<std::int64_t>(v.requests)); }, 12},
    {"value", [](const traffic::TopValue& v) { return Cell(v.value); }, 80},
};

std::string validTime(const std::string& text) {
    const bool isTime = query::resolveTime(text, {base::SystemClock().wall()}).has_value();
    return isTime ? std::string() : "a time like -1h, 14:30 or 2026-11-23T08:00:00Z is expected";
}

/// 0 with a word about it when there is none of that name.
traffic::SourceId sourceNamed(const std::vector<traffic::Source>& sources, const std::string& name) {
    const auto found = std::ranges::find(sources, name, &traffic::Source::name);
    if (found != sources.end()) {
        return found->id;
    }
    std::fprintf(stderr, "mirrorscope-cli: --source: no source is called \"%s\"; `sources` lists them\n",
                 name.c_str());
    return 0;
}

int printTop(const TopOptions& options) {
    auto reader = storage::SessionReader::open(options.session);
    if (!reader) {
        return report(reader.error());
    }
    const query::Moment moment{base::SystemClock().wall()};
    traffic::TopQuery wanted;
    wanted.dimension = *traffic::topDimensionByName(options.dimension);
    wanted.limit = options.limit;
    if (!options.since.empty()) {
        wanted.from =
            base::WallTime(std::chrono::microseconds(query::resolveTime(options.since, moment)->first));
    }
    if (!options.until.empty()) {
        wanted.until =
            base::WallTime(std::chrono::microseconds(query::resolveTime(options.until, moment)->first));
    }
    if (!options.source.empty()) {
        const auto sources = (*reader)->sources();
        if (!sources) {
            return report(sources.error());
        }
        wanted.source = sourceNamed(*sources, options.source);
        if (wanted.source == 0) {
            return kUsage;
        }
    }
    const auto values = (*reader)->topValues(wanted);
    if (!values) {
        return report(values.error());
    }
    RowWriter<traffic::TopValue> writer(stdout, options.rowFormat(), kColumns);
    writer.header();
    for (const auto& value : *values) {
        writer.write(value);
    }
    return kDone;
}

}  // namespace

void addTopCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<TopOptions>();
    CLI::App* command =
        program.add_subcommand("top", "The most frequent clients, hosts, paths or user agents");
    command->add_option("what", options->dimension, "client, host, path or agent")
        ->required()
        ->check(CLI::IsMember({"client", "host", "path", "agent"}));
    addRowOutput(*command, *options);
    command->add_option("--source", options->source, "Only requests of this source")->type_name("NAME");
    command->add_option("--since", options->since, "From the minute of this time on: -1h, 14:30, 2026-11-23")
        ->check(CLI::Validator(validTime, "TIME"));
    command->add_option("--until", options->until, "Before this time")
        ->check(CLI::Validator(validTime, "TIME"));
    command->add_option("--limit", options->limit, "Most rows")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->footer(
        "Counts are lower bounds: of each minute and source the 20 most frequent values are kept. They are "
        "written every two seconds.");
    command->callback([options, &action] { action = [options] { return printTop(*options); }; });
}

}  // namespace mirrorscope::headless
