// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "app/headless/command.h"
#include "app/headless/interrupt.h"
#include "app/headless/lab_demo_command.h"
#include "app/headless/lab_output.h"
#include "app/headless/verify_options.h"
#include "core/base/byte_text.h"
#include "core/lab/lab.h"
#include "core/probe/proof_json.h"
#include "core/probe/proof_text.h"

namespace mirrorscope::headless {
namespace {

using lab::ProxyKind;

/// What `lab KIND` is told, as text.
struct LabCommandOptions {
    std::string variant = "hardened";
    std::string program;
    std::vector<std::string> options;
    std::string session;
    bool keep = false;
    std::size_t count = 5;
    std::vector<std::string> only;
    double rate = 50;
    std::string lateAfter = "1s";
    bool logs = false;
    bool json = false;
    bool asEnvoy = false;  // of istio
};

/// "key=value" with a key.
std::string validOption(const std::string& text) {
    const auto equals = text.find('=');
    return equals != text.npos && equals > 0
               ? std::string()
               : "KEY=VALUE is expected, such as max-body=8m (snippet KIND --help "
                 "lists the keys)";
}

lab::LabOptions labOptions(const LabCommandOptions& options, ProxyKind kind) {
    lab::LabOptions out;
    out.kind = kind;
    out.variant = *snippets::variantByName(options.variant);
    out.program = options.program;
    for (const std::string& text : options.options) {
        const auto equals = text.find('=');
        out.options.push_back({"--" + text.substr(0, equals), text.substr(equals + 1)});
    }
    out.session = options.session;
    out.keeps = options.keep;
    out.count = options.count;
    for (const std::string& name : options.only) {
        out.kinds.push_back(*probe::probeKindByName(name));
    }
    out.perSecond = options.rate;
    out.lateAfter = timeOf(options.lateAfter);
    return out;
}

int runLab(const LabCommandOptions& options, ProxyKind kind) {
    const base::CancelToken& cancel = cancelledBySignal();
    LabProgressView view(options.variant);
    const auto outcome =
        lab::Lab(labOptions(options, kind)).run(cancel, [&](const lab::LabProgress& progress) {
            view.show(progress);
        });
    if (!outcome.remark.empty()) {
        std::fprintf(stderr, "mirrorscope-cli: beside the snippet, %s\n", outcome.remark.c_str());
    }
    const bool hasFailed = !outcome.proof || outcome.proof->verdict != probe::Verdict::Passed;
    int code = hasFailed ? kCheckFailed : kDone;
    if (outcome.proof && options.json) {
        std::printf("%s\n", probe::proofJson(*outcome.proof).c_str());
    } else if (outcome.proof) {
        std::fputs("\n", stderr);
        std::fputs(probe::proofText(*outcome.proof).c_str(), stdout);
    }
    std::fflush(stdout);
    if (outcome.failure) {
        code = report(*outcome.failure);
    }
    const bool wantsLog = options.logs || (outcome.proof && hasFailed);
    if (wantsLog && outcome.log.empty() && options.logs) {
        std::fprintf(stderr, "\nThe proxy logged nothing.\n");
    } else if (wantsLog) {
        writeLog("Log of " + std::string(lab::proxyName(kind)), outcome.log);
    }
    writeKept(outcome);
    return code;
}

void addProbes(CLI::App& command, LabCommandOptions& options) {
    constexpr std::size_t kMostOfEach = 1000;
    constexpr double kMostPerSecond = 1000;
    command.add_option("--count", options.count, "How many of each kind of probe")
        ->check(CLI::Range(std::size_t{1}, kMostOfEach))
        ->type_name("N")
        ->capture_default_str();
    command.add_option("--only", options.only, "Only these kinds of probes")
        ->check(CLI::IsMember(probeNames()))
        ->type_name("KIND");
    command.add_option("--rate", options.rate, "Probes a second at most")
        ->check(CLI::Range(0.1, kMostPerSecond))
        ->type_name("N")
        ->capture_default_str();
    command.add_option("--late-after", options.lateAfter, "A copy that begins later is late")
        ->check(CLI::Validator(validTime, "TIME"))
        ->capture_default_str();
}

void addOptions(CLI::App& command, LabCommandOptions& options, const std::string& program) {
    command
        .add_option("--variant", options.variant,
                    "faithful: the plain form; hardened: with the edits that measurements asked for")
        ->check(CLI::IsMember({"faithful", "hardened"}))
        ->capture_default_str();
    command
        .add_option("--program", options.program, "The file of " + program + " (default: as PATH finds it)")
        ->type_name("FILE");
    command
        .add_option("--option", options.options,
                    "An option of the snippet, such as percentage=25 or body=off; may be repeated")
        ->check(CLI::Validator(validOption, "KEY=VALUE"))
        ->allow_extra_args(false);
    addProbes(command, options);
    command.add_option("--session", options.session, "Keep what arrives in this session")->type_name("FILE");
    command.add_flag("--keep", options.keep, "Leave the directory: configuration, log, session");
    command.add_flag("--logs", options.logs, "Show what the proxy logged even when everything is well");
    command.add_flag("--json", options.json, "The result as one JSON object");
    command.footer(
        "Everything is on 127.0.0.1 and ends with the command: an origin, a recorder, the proxy.\n"
        "Exit codes: 0 passed, 1 failed or not proven, 2 usage, 3 no such program, it does not start, or "
        "nothing can be written, 4 interrupted.");
}

void addKind(CLI::App& lab, Action& action, ProxyKind kind) {
    auto options = std::make_shared<LabCommandOptions>();
    const std::string name(lab::proxyName(kind));
    CLI::App* command =
        lab.add_subcommand(name, "Run " + name + " with the generated configuration, and prove it");
    addOptions(*command, *options, name);
    command->callback(
        [options, kind, &action] { action = [options, kind] { return runLab(*options, kind); }; });
}

/// A gateway needs a cluster; its data plane is an Envoy.
void addIstio(CLI::App& lab, Action& action) {
    auto options = std::make_shared<LabCommandOptions>();
    CLI::App* command = lab.add_subcommand(
        "istio", "Istio needs a cluster; with --as-envoy its data plane is tried in its place");
    command->add_flag("--as-envoy", options->asEnvoy,
                      "Run an Envoy with the Envoy snippet: what its proxy does, not what Istio configures");
    addOptions(*command, *options, "envoy");
    command->callback([options, &action] {
        action = [options] {
            if (options->asEnvoy) {
                return runLab(*options, ProxyKind::Envoy);
            }
            std::fprintf(
                stderr,
                "mirrorscope-cli: Istio needs a cluster, which no lab can start here. Its data plane is an "
                "Envoy: try that with --as-envoy, and the configuration itself in your cluster with "
                "mirrorscope-cli verify --via URL.\n");
            return static_cast<int>(kUsage);
        };
    });
}

}  // namespace

void addLabCommand(CLI::App& program, Action& action) {
    CLI::App* lab = program.add_subcommand(
        "lab", "Try a generated configuration with a real proxy on this machine, and leave nothing behind");
    lab->require_subcommand(1);
    for (const ProxyKind kind : {ProxyKind::Nginx, ProxyKind::Envoy, ProxyKind::Traefik}) {
        addKind(*lab, action, kind);
    }
    addIstio(*lab, action);
    addLabDemoCommand(*lab, action);
}

}  // namespace mirrorscope::headless
