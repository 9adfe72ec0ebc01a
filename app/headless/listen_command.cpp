// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/headless/command.h"
#include "app/headless/configured_settings.h"
#include "app/headless/listen_view.h"
#include "core/base/error_text.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/standing/archive_rule.h"

namespace mirrorscope::headless {
namespace {

/// How often the view looks for news.
constexpr long kLookNanoseconds = 250'000'000;

struct ListenOptions {
    std::string config;
    std::vector<std::string> listen;
    std::vector<std::string> allow;
    std::vector<std::string> trust;
    std::vector<std::string> listenerKinds;
    std::vector<std::string> tokens;
    std::string session;
    std::string rules;
    std::string paranoia;
    std::string engine;
    std::string ack;
    std::vector<std::string> assignments;
    bool json = false;
    double duration = 0;
};

/// Options over the file over the defaults.
base::Result<config::Settings> settingsFrom(const ListenOptions& options) {
    auto read = configuredSettings(options.config, options.assignments);
    if (!read) {
        return read.error();
    }
    config::Settings settings = std::move(*read);
    for (const auto& [key, list] : {std::pair{"listen", &options.listen},
                                    {"allow", &options.allow},
                                    {"trust", &options.trust},
                                    {"listener-kind", &options.listenerKinds},
                                    {"token", &options.tokens}}) {
        if (!list->empty()) {
            if (auto set = settings.setList(key, *list); !set) {
                return set.error();
            }
        }
    }
    for (const auto& [key, value] : {std::pair{"session", &options.session},
                                     {"rules", &options.rules},
                                     {"paranoia", &options.paranoia},
                                     {"engine", &options.engine},
                                     {"ack", &options.ack}}) {
        if (!value->empty()) {
            if (auto set = settings.set(key, *value); !set) {
                return set.error();
            }
        }
    }
    return settings;
}

/// SIGINT, SIGTERM and SIGHUP, taken synchronously; blocked in every thread started later.
class Signals {
public:
    Signals() {
        sigemptyset(&m_set);
        for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
            sigaddset(&m_set, number);
        }
        pthread_sigmask(SIG_BLOCK, &m_set, nullptr);
    }
    /// Waits for one view interval; the signal that came, or nothing.
    std::optional<int> wait() const {
        const timespec time{0, kLookNanoseconds};
        const int came = sigtimedwait(&m_set, nullptr, &time);
        return came > 0 ? std::optional(came) : std::nullopt;
    }

private:
    sigset_t m_set{};
};

bool isOver(const ListenOptions& options, std::chrono::steady_clock::time_point start) {
    return options.duration > 0 &&
           std::chrono::steady_clock::now() - start >= std::chrono::duration<double>(options.duration);
}

/// Beside the first session: NAME-20260131T235959Z.mscope.
std::filesystem::path sessionAfter(const std::filesystem::path& first) {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    char stamp[32];
    const std::size_t length = std::strftime(stamp, sizeof stamp, "-%Y%m%dT%H%M%SZ.mscope", &utc);
    return first.parent_path() / (first.stem().string() + std::string(stamp, length));
}

/// A failure is told and changes nothing: recording goes on where it was.
void goOnInNewSession(pipeline::LocalMirrorService& service) {
    const auto next = sessionAfter(service.options().session);
    if (auto rotated = service.rotate(next); !rotated) {
        report(rotated.error());
        return;
    }
    std::fprintf(stderr, "mirrorscope-cli: recording goes on in %s\n", next.c_str());
}

/// Until a signal, the duration or a closed stdout.
int watch(const ListenOptions& options, const Signals& signals, pipeline::LocalMirrorService& service,
          ListenView& view) {
    const auto start = std::chrono::steady_clock::now();
    std::uint64_t seen = service.liveSince(0).last;
    view.started(service.status());
    bool over = false;
    while (!over) {
        const auto signal = signals.wait();
        if (signal == SIGHUP) {
            goOnInNewSession(service);
        }
        over = (signal && signal != SIGHUP) || isOver(options, start) || std::ferror(stdout) != 0;
        const auto batch = service.liveSince(seen);
        seen = batch.last;
        view.update(service.status(), batch);
    }
    service.stopAllListeners();
    view.finished(service.status(), service.liveSince(seen));
    return std::ferror(stdout) != 0 ? kCannotAccess : kDone;
}

/// Requests are recorded all the same: the rules rest until the file is mended.
void tellBrokenRules(const std::filesystem::path& file) {
    if (const auto rules = standing::readArchiveRules(file); !rules) {
        std::fprintf(stderr, "mirrorscope-cli: nothing is archived by rule: %s\n",
                     base::errorText(rules.error()).c_str());
    }
}

int listen(const ListenOptions& options) {
    const Signals signals;
    const auto settings = settingsFrom(options);
    if (!settings) {
        return report(settings.error());
    }
    auto serviceOptions = pipeline::ServiceOptions::from(*settings);
    if (!serviceOptions) {
        return report(serviceOptions.error());
    }
    auto service = pipeline::LocalMirrorService::open(std::move(*serviceOptions));
    if (!service) {
        return report(service.error());
    }
    tellBrokenRules((*service)->options().archiveRules);
    (*service)->liveSince(0);  // from now on the feed keeps events
    if (auto ready = (*service)->startAnalysis(); !ready) {
        return report(ready.error());
    }
    for (const api::ListenerAddress& address : (*service)->options().listen) {
        if (auto listening = (*service)->listen(address); !listening) {
            return report(listening.error());
        }
        if (!address.address.is_loopback()) {
            std::fprintf(stderr,
                         "mirrorscope-cli: %s can be reached from other machines; only --allow may send\n",
                         address.text().c_str());
        }
    }
    const auto view = options.json ? makeJsonView() : makeTextView();
    return watch(options, signals, **service, *view);
}

std::string settingsFooter() {
    std::string text =
        "SIGHUP: go on in a new session beside the first, named by the time.\n\n"
        "Rules that archive what is judged from now on: archive-rules.txt in the configuration directory, a\n"
        "line each of on or off, last day or -, name, filter and reason with tabs between.\n\n"
        "Keys for --set and for the configuration file:\n";
    for (const config::SettingInfo& info : config::settingTable()) {
        text += "  " + std::string(info.key) + " = " + std::string(info.standard) + "\n      " +
                std::string(info.help) + "\n";
    }
    return text;
}

}  // namespace

void addListenCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<ListenOptions>();
    CLI::App* command = program.add_subcommand("listen", "Receive mirrored requests, store and judge them");
    command
        ->add_option("--config", options->config,
                     "YAML file; default: mirrorscope.yaml in the XDG config directory")
        ->type_name("FILE");
    command->add_option("--listen", options->listen, "Address; may be repeated (default 127.0.0.1:8445)")
        ->type_name("[NAME=]ADDR:PORT");
    command->add_option("--allow", options->allow, "Who may send; may be repeated")->type_name("CIDR");
    command
        ->add_option("--trust", options->trust, "Proxies whose headers may name the client; may be repeated")
        ->type_name("CIDR[=KIND]");
    command
        ->add_option("--listener-kind", options->listenerKinds,
                     "What comes to this listener is of that kind of proxy; may be repeated")
        ->type_name("NAME=KIND");
    command
        ->add_option(
            "--token", options->tokens,
            "Who sends this secret in X-Mirrorscope-Token is that proxy; may be repeated. Others can "
            "see a command line: the configuration file is the better place")
        ->type_name("NAME=KIND:SECRET");
    command
        ->add_option("--session", options->session,
                     "Session file (default: default.mscope in the XDG data directory)")
        ->type_name("FILE");
    command->add_option("--rules", options->rules, "CRS directory (default: the package modsecurity-crs)")
        ->type_name("DIR");
    command->add_option("--paranoia", options->paranoia, "Paranoia level, 1 to 4")->type_name("N");
    command->add_option("--engine", options->engine, "modsecurity or none")->type_name("ENGINE");
    command->add_option("--ack", options->ack, "commit: 204 once stored; enqueue: 202 once queued")
        ->type_name("commit|enqueue");
    command->add_option("--set", options->assignments, "Any setting; may be repeated")
        ->type_name("KEY=VALUE");
    command->add_flag("--json", options->json, "One JSON object a line");
    command->add_option("--duration", options->duration, "Stop after so many seconds")
        ->type_name("S")
        ->check(CLI::PositiveNumber);
    command->footer(settingsFooter());
    command->callback([options, &action] { action = [options] { return listen(*options); }; });
}

}  // namespace mirrorscope::headless
