// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/reading_anew.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <thread>

#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {
namespace {

using Part = api::ReadAnewProgress::Part;

/// Between two looks at the followers: what a person sees move, at no cost.
constexpr std::chrono::milliseconds kLook{100};

/// One run over a session, from the thread that waits for it.
class Run {
public:
    Run(LocalMirrorService& service, const api::ReadAnewEnd& end, const api::ReadAnewTold& told)
        : m_service(service), m_end(end), m_told(told), m_session(service.status().session) {}

    base::Result<void> readSenders();
    base::Result<void> judge(bool mayResume);
    /// Those whose source, client or host is another one now.
    base::Result<void> judgeChanged();

private:
    base::Result<void> followVerdicts();
    /// Where the part is; unset: it is done.
    std::optional<api::ReadAnewProgress> senders(traffic::RequestId until) const;
    std::optional<api::ReadAnewProgress> verdicts() const;
    /// Up to which request contexts are in the session.
    base::Result<traffic::RequestId> written() const;
    template <typename Where, typename Cancel>
    base::Result<void> follow(const Where& where, const Cancel& cancel);
    base::Error cancelled() const { return {base::ErrorCode::Cancelled, {m_session.string()}}; }

    LocalMirrorService& m_service;
    const api::ReadAnewEnd& m_end;
    const api::ReadAnewTold& m_told;
    const std::filesystem::path m_session;
};

std::optional<api::ReadAnewProgress> Run::senders(traffic::RequestId until) const {
    const auto status = m_service.status();
    auto at = status.lastRequest - static_cast<traffic::RequestId>(status.analysis.attributionBacklog);
    if (at >= until) {
        const auto stored = written();  // the numbers in memory are not of one moment
        at = stored ? *stored : until;
    }
    return status.session == m_session && at < until
               ? std::optional(api::ReadAnewProgress{Part::Senders, at, until})
               : std::nullopt;
}

base::Result<traffic::RequestId> Run::written() const {
    auto reader = storage::SessionReader::open(m_session);
    if (!reader) {
        return reader.error();
    }
    const auto progress = (*reader)->progress();
    return progress ? base::Result<traffic::RequestId>(progress->contextCursor) : progress.error();
}

std::optional<api::ReadAnewProgress> Run::verdicts() const {
    const auto status = m_service.status();
    const auto& reanalysis = status.analysis.reanalysis;
    return status.session == m_session && reanalysis
               ? std::optional(api::ReadAnewProgress{Part::Verdicts, reanalysis->at, reanalysis->until})
               : std::nullopt;
}

template <typename Where, typename Cancel>
base::Result<void> Run::follow(const Where& where, const Cancel& cancel) {
    for (auto at = where(); at; at = where()) {
        m_told(*at);
        if (m_end.leave.isCancelled()) {
            return cancelled();
        }
        if (m_end.cancel.isCancelled()) {
            const base::Result<void> stopped = cancel();
            return stopped ? cancelled() : stopped;
        }
        std::this_thread::sleep_for(kLook);
    }
    return {};
}

base::Result<void> Run::readSenders() {
    const auto until = m_service.status().lastRequest;
    if (auto started = m_service.startReattribution(); !started) {
        return started;
    }
    return follow([&] { return senders(until); }, [&] { return m_service.cancelReattribution(); });
}

base::Result<void> Run::followVerdicts() {
    return follow([&] { return verdicts(); }, [&] { return m_service.cancelReanalysis(); });
}

base::Result<void> Run::judge(bool mayResume) {
    auto started = m_service.startReanalysis(mayResume);
    return started ? followVerdicts() : started;
}

base::Result<void> Run::judgeChanged() {
    auto reader = storage::SessionReader::open(m_session);
    if (!reader) {
        return reader.error();
    }
    const auto changed = (*reader)->staleVerdictCount();
    if (!changed || *changed == 0) {
        return changed ? base::Result<void>() : changed.error();
    }
    auto started = m_service.startReanalysisOfChanged();
    return started ? followVerdicts() : started;
}

}  // namespace

base::Result<void> readAnew(LocalMirrorService& service, api::ReadAnew what, const api::ReadAnewEnd& end,
                            const api::ReadAnewTold& told) {
    const bool mayJudge = service.status().analysis.state == api::AnalysisState::Running;
    if (what != api::ReadAnew::Senders && !mayJudge) {
        return base::Error{base::ErrorCode::InvalidArgument, {"engine", "none", "an engine that judges"}};
    }
    Run run(service, end, told);
    if (what == api::ReadAnew::Verdicts) {
        return run.judge(true);
    }
    if (auto read = run.readSenders(); !read) {
        return read;
    }
    if (what == api::ReadAnew::Both) {
        return run.judge(false);
    }
    return mayJudge ? run.judgeChanged() : base::Result<void>();
}

}  // namespace mirrorscope::pipeline
