// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <thread>

#include "core/api/mirror_service.h"
#include "core/base/clock.h"
#include "core/pipeline/arrival_switch.h"
#include "core/pipeline/listener_group.h"
#include "core/pipeline/listening_notes.h"
#include "core/pipeline/recording.h"
#include "core/pipeline/service_options.h"

namespace mirrorscope::pipeline {

/// The receiving side in this process: listeners, and the session that they fill. Owns all their threads;
/// destroying it stops listening, stores what was received and stops the analysis where it is.
class LocalMirrorService final : public api::MirrorService {
public:
    /// Opens the session for recording and attributes what is not yet; nothing listens and nothing is judged
    /// yet.
    static base::Result<std::unique_ptr<LocalMirrorService>> open(ServiceOptions options);
    ~LocalMirrorService() override;

    const ServiceOptions& options() const { return m_options; }
    /// Of the present session; not beside rotate().
    storage::Journal& journal() { return current()->journal(); }

    /// Loads the rules (about a second) and judges from then on. Does nothing with engine "none".
    base::Result<void> startAnalysis();
    /// The same on a thread of its own; status() tells how it went.
    void startAnalysisInBackground();

    /// Judges what is stored anew with the rules that are loaded, from the beginning or, with `mayResume`,
    /// from where the same was cancelled. What arrives meanwhile is judged behind that. Needs analysis that
    /// runs; blocks until the session says so.
    base::Result<void> startReanalysis(bool mayResume);
    /// The same for the requests whose source, client or host was read anew since (reattribution.h).
    base::Result<void> startReanalysisOfChanged();
    /// Reads anew who sent what is stored and who the clients were, under the trust and the settings of now.
    base::Result<void> startReattribution();
    /// Stops it where it is: requests behind that place keep what was read of them before.
    base::Result<void> cancelReattribution();
    /// Stops it where it is: requests behind that place keep their old verdicts.
    base::Result<void> cancelReanalysis();

    /// Removes what is flagged synthetic up to that request; see Recording. Blocks until it is done.
    base::Result<void> removeSynthetic(const storage::RemoveSynthetic& removal);

    /// Goes on in a new session: listeners and connections stay, what was queued is stored where it was
    /// queued, and sources keep their names. The session before is closed when everything in it is judged. On
    /// failure nothing changes. SessionExists and the errors of Journal::open(). Blocks for some
    /// milliseconds of disk.
    base::Result<void> rotate(const std::filesystem::path& next);

    base::Result<void> listen(const api::ListenerAddress& address) override;
    void stopListening(const std::string& name) override;
    base::Result<void> allow(const base::IpNetwork& network) override;
    /// Stops all listeners and returns when everything they received is stored or refused.
    void stopAllListeners();

    api::ServiceStatus status() const override;
    api::LiveBatch liveSince(std::uint64_t sequence) const override;
    base::Result<std::unique_ptr<api::SessionQueries>> queries() const override;

private:
    LocalMirrorService(ServiceOptions options);
    base::Result<void> openFirst();

    /// A session before the present one, until nothing of it is left to do.
    struct Retired {
        std::weak_ptr<Recording> recording;  // its thread owns it
        std::jthread thread;
    };

    std::shared_ptr<Recording> current() const;
    std::vector<std::uint16_t> listenerPorts() const;
    void retire(std::shared_ptr<Recording> last);
    void noteListeners();
    void settle(api::AnalysisState state, std::optional<base::Error> failure);

    const ServiceOptions m_options;
    const base::SystemClock m_clock;
    ListenerGroup m_listeners;
    ListeningNotes m_notes;

    std::mutex m_rotation;  // one at a time
    mutable std::mutex m_mutex;
    std::shared_ptr<Recording> m_current;
    std::unique_ptr<ArrivalSwitch> m_arrivals;
    std::shared_ptr<const detection::Engine> m_engine;  // once loaded
    api::AnalysisState m_analysisState = api::AnalysisState::Off;
    std::optional<base::Error> m_analysisFailure;
    std::list<Retired> m_retired;
    std::jthread m_loader;
};

}  // namespace mirrorscope::pipeline
