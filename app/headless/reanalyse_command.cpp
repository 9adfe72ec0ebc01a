// SPDX-License-Identifier: Apache-2.0
#include <cinttypes>
#include <cstdio>
#include <map>
#include <memory>
#include <string>

#include "app/headless/analysis_follow.h"
#include "app/headless/command.h"
#include "app/headless/count_change.h"
#include "app/headless/interrupt.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::headless {
namespace {

struct ReanalyseOptions : StoredSessionOptions {
    bool restart = false;
};

using States = std::map<traffic::RequestState, std::uint64_t>;

base::Result<States> statesOf(const std::string& session) {
    auto reader = storage::SessionReader::open(session);
    return reader ? (*reader)->states() : base::Result<States>(reader.error());
}

int reanalyse(const ReanalyseOptions& options) {
    const base::CancelToken& cancel = cancelledBySignal();
    const auto settings = settingsOf(options);
    if (!settings) {
        return report(settings.error());
    }
    auto serviceOptions = pipeline::ServiceOptions::from(*settings);
    if (!serviceOptions) {
        return report(serviceOptions.error());
    }
    const auto before = statesOf(options.session);
    if (!before) {
        return report(before.error());
    }
    // Nothing is received here, and somebody waits: `nice` is for who does not.
    serviceOptions->pool.priority = pipeline::AnalysisPriority::Normal;
    auto service = pipeline::LocalMirrorService::open(std::move(*serviceOptions));
    if (!service) {
        return report(service.error());
    }
    if (auto ready = (*service)->startAnalysis(); !ready) {
        return report(ready.error());
    }
    if (auto started = (*service)->startReanalysis(!options.restart); !started) {
        return report(started.error());
    }
    if (const int code = followAnalysis(**service, cancel); code != kDone) {
        return code;
    }
    const auto after = statesOf(options.session);
    if (!after) {
        return report(after.error());
    }
    printCountChange("verdict", *before, *after, traffic::requestStateName);
    return kDone;
}

}  // namespace

void addReanalyseCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<ReanalyseOptions>();
    CLI::App* command = program.add_subcommand(
        "reanalyse", "Judge the stored requests of a session anew, with other rules say");
    command
        ->add_option("--session", options->session, "Session file (*.mscope); nobody may record it meanwhile")
        ->required()
        ->type_name("FILE");
    command->add_option("--config", options->config, "YAML file with settings")->type_name("FILE");
    command->add_option("--rules", options->rules, "CRS directory (default: the package modsecurity-crs)")
        ->type_name("DIR");
    command->add_option("--paranoia", options->paranoia, "Paranoia level, 1 to 4")->type_name("N");
    command->add_option("--set", options->assignments, "Any setting; may be repeated")
        ->type_name("KEY=VALUE");
    command->add_flag("--restart", options->restart,
                      "From the first request, also when it was stopped earlier");
    command->footer(
        "Old verdicts stand until each is replaced; what people decided, noted and tagged stays. After "
        "SIGINT or "
        "a crash it goes on where it was when it is run again with the same rules.");
    command->callback([options, &action] { action = [options] { return reanalyse(*options); }; });
}

}  // namespace mirrorscope::headless
