// SPDX-License-Identifier: Apache-2.0
#include "app/headless/analysis_follow.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <thread>
#include <utility>

#include "app/headless/command.h"
#include "app/headless/configured_settings.h"

namespace mirrorscope::headless {
namespace {

constexpr std::chrono::milliseconds kLook{100};

}  // namespace

base::Result<config::Settings> settingsOf(const StoredSessionOptions& options) {
    auto read = configuredSettings(options.config, options.assignments);
    if (!read) {
        return read.error();
    }
    config::Settings settings = std::move(*read);
    for (const auto& [key, value] : {std::pair{"session", &options.session},
                                     {"rules", &options.rules},
                                     {"paranoia", &options.paranoia}}) {
        if (!value->empty()) {
            if (auto set = settings.set(key, *value); !set) {
                return set.error();
            }
        }
    }
    if (!options.trust.empty()) {
        if (auto set = settings.setList("trust", options.trust); !set) {
            return set.error();
        }
    }
    return settings;
}

int followAttribution(pipeline::LocalMirrorService& service, const base::CancelToken& cancel) {
    const bool isShown = isatty(STDERR_FILENO) != 0;
    for (auto status = service.status(); status.analysis.attributionBacklog > 0; status = service.status()) {
        if (isShown) {
            std::fprintf(stderr, "\r%llu of %lld requests to read ",
                         static_cast<unsigned long long>(status.analysis.attributionBacklog),
                         static_cast<long long>(status.lastRequest));
        }
        if (cancel.isCancelled()) {
            std::fprintf(stderr,
                         "\nmirrorscope-cli: stopped; it goes on when this is run again or the session "
                         "is recorded\n");
            return kInterrupted;
        }
        std::this_thread::sleep_for(kLook);
    }
    std::fputs(isShown ? "\n" : "", stderr);
    service.journal().flush();
    return kDone;
}

int followAnalysis(pipeline::LocalMirrorService& service, const base::CancelToken& cancel) {
    const bool isShown = isatty(STDERR_FILENO) != 0;
    for (;;) {
        const auto analysis = service.status().analysis;
        if (!analysis.reanalysis && analysis.verdictBacklog == 0) {
            break;
        }
        const auto last = service.status().lastRequest;
        const auto [at, until] = analysis.reanalysis.value_or(api::AnalysisStatus::Reanalysis{
            last - static_cast<traffic::RequestId>(analysis.verdictBacklog), last});
        if (isShown) {
            std::fprintf(stderr, "\rrequest %lld of %lld ", static_cast<long long>(at),
                         static_cast<long long>(until));
        }
        if (cancel.isCancelled()) {
            if (auto stopped = service.cancelReanalysis(); !stopped) {
                return report(stopped.error());
            }
            std::fprintf(stderr,
                         "\nmirrorscope-cli: stopped at request %lld of %lld; run it again to go on there\n",
                         static_cast<long long>(at), static_cast<long long>(until));
            return kInterrupted;
        }
        std::this_thread::sleep_for(kLook);
    }
    if (isShown) {
        std::fprintf(stderr, "\n");
    }
    service.journal().flush();
    return kDone;
}

}  // namespace mirrorscope::headless
