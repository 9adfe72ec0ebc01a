// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/demo_removal.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include "core/storage/session_file.h"
#include "core/storage/synthetic_removal.h"

namespace mirrorscope::pipeline {
namespace {

/// Between two looks: what a person sees move, at no cost.
constexpr std::chrono::milliseconds kLook{50};
/// What was on its way when the demo was stopped is stored a moment later; one that is sent on and on is not
/// run after.
constexpr int kMostRounds = 4;

/// How many up to `until` are to be read or judged yet: followers would look for them in vain. Rules that are
/// being loaded, or judge anew, count as one.
std::uint64_t waitingUpTo(const LocalMirrorService& service, traffic::RequestId until) {
    const auto status = service.status();
    const auto& analysis = status.analysis;
    const auto meanwhile = static_cast<std::uint64_t>(status.lastRequest - until);
    const std::uint64_t backlog = std::max(analysis.attributionBacklog, analysis.verdictBacklog);
    const bool isBusy = analysis.reanalysis || analysis.state == api::AnalysisState::Loading;
    return std::max<std::uint64_t>(backlog > meanwhile ? backlog - meanwhile : 0, isBusy ? 1 : 0);
}

/// What is stored now. `before`: how many went already.
base::Result<std::uint64_t> removeStored(LocalMirrorService& service, const base::CancelToken& cancel,
                                         std::uint64_t before, const api::DemoRemovalTold& told) {
    const auto status = service.status();
    while (const std::uint64_t waiting = waitingUpTo(service, status.lastRequest)) {
        if (cancel.isCancelled()) {
            return base::Error{base::ErrorCode::Cancelled, {status.session.string()}};
        }
        told({0, 0, waiting});
        std::this_thread::sleep_for(kLook);
    }
    service.journal().flush();
    const auto all = countDemo(status.session, cancel);
    if (!all || *all == 0) {
        return all;
    }
    const storage::RemoveSynthetic removal{status.lastRequest, cancel,
                                           std::make_shared<std::atomic<std::uint64_t>>(0)};
    base::Result<void> outcome;
    std::atomic<bool> isDone = false;
    {
        const std::jthread worker([&] {
            outcome = service.removeSynthetic(removal);
            isDone = true;
        });
        do {
            told({before + removal.removed->load(), before + *all, 0});
            std::this_thread::sleep_for(kLook);
        } while (!isDone);
    }
    return outcome ? base::Result<std::uint64_t>(removal.removed->load()) : outcome.error();
}

}  // namespace

base::Result<std::uint64_t> countDemo(const std::filesystem::path& session, const base::CancelToken& cancel) {
    auto database = storage::openForReading(session);
    return database ? storage::countSynthetic(*database, cancel) : database.error();
}

base::Result<std::uint64_t> removeDemo(LocalMirrorService& service, const base::CancelToken& cancel,
                                       const api::DemoRemovalTold& told) {
    std::uint64_t removed = 0;
    for (int round = 0; round < kMostRounds && !(round > 0 && cancel.isCancelled()); ++round) {
        const auto some = removeStored(service, cancel, removed, told);
        if (!some) {
            return some;
        }
        removed += *some;
        if (*some == 0) {
            break;
        }
    }
    return removed;
}

}  // namespace mirrorscope::pipeline
