// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "core/api/mirror_service.h"
#include "core/pipeline/analyst.h"
#include "core/pipeline/attribution.h"
#include "core/pipeline/listener_group.h"
#include "core/pipeline/service_options.h"
#include "core/pipeline/source_directory.h"

namespace mirrorscope::pipeline {

/// The receiving side in this process: listeners, journal and followers over one session that it records.
/// Owns all their threads; destroying it stops listening, stores what was received and stops the analysis
/// where it is.
class LocalMirrorService final : public api::MirrorService {
public:
    /// Opens the session for recording and attributes what is not yet; nothing listens and nothing is judged
    /// yet.
    static base::Result<std::unique_ptr<LocalMirrorService>> open(ServiceOptions options);
    ~LocalMirrorService() override;

    const ServiceOptions& options() const { return m_options; }
    storage::Journal& journal() { return *m_journal; }

    /// Loads the rules (about a second) and judges from then on. Does nothing with engine "none".
    base::Result<void> startAnalysis();
    /// The same on a thread of its own; status() tells how it went.
    void startAnalysisInBackground();

    /// Judges what is stored anew with the rules that are loaded, from the beginning or, with `mayResume`,
    /// from where the same was cancelled. What arrives meanwhile is judged behind that. Needs analysis that
    /// runs; blocks until the session says so.
    base::Result<void> startReanalysis(bool mayResume);
    /// Stops it where it is: requests behind that place keep their old verdicts.
    base::Result<void> cancelReanalysis();

    base::Result<void> listen(const api::ListenerAddress& address) override;
    void stopListening(const std::string& name) override;
    /// Stops all listeners and returns when everything they received is stored or refused.
    void stopAllListeners();

    api::ServiceStatus status() const override;
    api::LiveBatch liveSince(std::uint64_t sequence) const override;
    base::Result<std::unique_ptr<api::SessionQueries>> queries() const override;

private:
    LocalMirrorService(ServiceOptions options, std::unique_ptr<storage::Journal> journal,
                       AttributionStart start, traffic::RequestId lastRequest);

    base::Result<AnalysisStart> analysisStart();
    base::Result<void> startAnalyst();
    base::Result<void> order(traffic::ReanalysisOrder::Kind kind);
    api::AnalysisStatus analysisStatus() const;

    const ServiceOptions m_options;
    const base::SystemClock m_clock;
    LiveFeed m_feed;
    CommittedTail m_tail;
    SourceDirectory m_sources;
    ListenerGroup m_listeners;
    std::unique_ptr<storage::Journal> m_journal;
    std::unique_ptr<Attribution> m_attribution;

    mutable std::mutex m_analysisMutex;
    api::AnalysisState m_analysisState = api::AnalysisState::Off;
    std::optional<base::Error> m_analysisFailure;
    std::shared_ptr<const detection::Engine> m_engine;
    std::unique_ptr<Analyst> m_analyst;
    std::atomic<traffic::RequestId> m_reanalysisUntil{0};
    std::jthread m_loader;
};

}  // namespace mirrorscope::pipeline
