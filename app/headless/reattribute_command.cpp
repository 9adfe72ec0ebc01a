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
#include "core/storage/reattribution.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::headless {
namespace {

using Trusts = std::map<traffic::ClientTrust, std::uint64_t>;

base::Result<Trusts> trustsOf(const std::string& session) {
    auto reader = storage::SessionReader::open(session);
    return reader ? (*reader)->clientTrusts() : base::Result<Trusts>(reader.error());
}

/// The verdicts of those whose source, client or host changed: attacks are grouped by these.
int judgeChanged(pipeline::LocalMirrorService& service, const StoredSessionOptions& options,
                 const base::CancelToken& cancel) {
    auto reader = storage::SessionReader::open(options.session);
    if (!reader) {
        return report(reader.error());
    }
    const auto changed = (*reader)->staleVerdictCount();
    if (!changed) {
        return report(changed.error());
    }
    std::printf("%" PRIu64 " judged requests have another source, kind, client or host now\n", *changed);
    if (*changed == 0) {
        return kDone;
    }
    if (auto ready = service.startAnalysis(); !ready) {
        return report(ready.error());
    }
    if (auto started = service.startReanalysisOfChanged(); !started) {
        return report(started.error());
    }
    return followAnalysis(service, cancel);
}

int reattribute(const StoredSessionOptions& options) {
    const base::CancelToken& cancel = cancelledBySignal();
    const auto settings = settingsOf(options);
    if (!settings) {
        return report(settings.error());
    }
    auto serviceOptions = pipeline::ServiceOptions::from(*settings);
    if (!serviceOptions) {
        return report(serviceOptions.error());
    }
    const auto before = trustsOf(options.session);
    if (!before) {
        return report(before.error());
    }
    if (const auto begun = storage::beginReattribution(options.session); !begun) {
        return report(begun.error());
    }
    // Nothing is received here, and somebody waits: `nice` is for who does not.
    serviceOptions->pool.priority = pipeline::AnalysisPriority::Normal;
    auto service = pipeline::LocalMirrorService::open(std::move(*serviceOptions));
    if (!service) {
        return report(service.error());
    }
    if (const int code = followAttribution(**service, cancel); code != kDone) {
        return code;
    }
    const auto after = trustsOf(options.session);
    if (!after) {
        return report(after.error());
    }
    printCountChange("client", *before, *after, traffic::clientTrustName);
    return settings->text("engine") == "none" ? kDone : judgeChanged(**service, options, cancel);
}

}  // namespace

void addReattributeCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<StoredSessionOptions>();
    CLI::App* command = program.add_subcommand(
        "reattribute", "Read sources and clients of stored requests anew, after trust or settings changed");
    command
        ->add_option("--session", options->session, "Session file (*.mscope); nobody may record it meanwhile")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--trust", options->trust, "Proxies whose headers may name the client; may be repeated")
        ->type_name("CIDR[=KIND]");
    command->add_option("--config", options->config, "YAML file with settings")->type_name("FILE");
    command->add_option("--rules", options->rules, "CRS directory (default: the package modsecurity-crs)")
        ->type_name("DIR");
    command->add_option("--set", options->assignments, "Any setting; may be repeated")
        ->type_name("KEY=VALUE");
    command->footer(
        "Requests whose source, kind, client or host changes are judged anew, the others are not; findings "
        "are "
        "found again. What people decided, noted and tagged stays.");
    command->callback([options, &action] { action = [options] { return reattribute(*options); }; });
}

}  // namespace mirrorscope::headless
