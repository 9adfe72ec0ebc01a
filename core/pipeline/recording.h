// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

#include "core/api/mirror_service.h"
#include "core/base/clock.h"
#include "core/pipeline/analyst.h"
#include "core/pipeline/attribution.h"
#include "core/pipeline/auto_archiver.h"
#include "core/pipeline/live_feed.h"
#include "core/pipeline/search_indexer.h"
#include "core/pipeline/service_options.h"
#include "core/pipeline/source_directory.h"

namespace mirrorscope::pipeline {

/// One session that is being recorded: its journal and its followers. A service has one at a time, and after
/// a rotation the ones before until they have found out everything about what they hold. Owns the threads of
/// all its parts; any thread may ask.
class Recording {
public:
    /// What a session takes over from the one before it.
    struct Heritage {
        std::vector<traffic::Source> sources;            // the same proxies, under the same names
        std::vector<traffic::SourceSetting> settings{};  // and what was said of them
        std::uint64_t lastEvent = 0;                     // of the feed
        bool isWatched = false;                          // the feed
    };

    /// Opens or creates the session and attributes what is not yet. Errors of Journal::open().
    static base::Result<std::unique_ptr<Recording>> open(const std::filesystem::path& session,
                                                         const ServiceOptions& options,
                                                         const base::Clock& clock, const Heritage& heritage);
    /// Stores what was received and stops the followers where they are.
    ~Recording();

    /// Before the first request. Told first: proxies wait for it.
    void addReceiver(traffic::DeliveryReceiver& receiver);
    /// The rest of what must be known before the first request.
    void start(std::vector<std::uint16_t> listenerPorts);
    void setListenerPorts(std::vector<std::uint16_t> ports);

    /// Judges what is not judged yet, from then on.
    base::Result<void> startAnalyst(std::shared_ptr<const detection::Engine> engine);
    /// See LocalMirrorService. Between two analysts: what the first has handed over is written before.
    base::Result<void> order(traffic::ReanalysisOrder::Kind kind, bool changedOnly = false);
    /// Reads anew who sent each stored request, or stops that where it is. Attribution and analysis stand
    /// still for some milliseconds; requests wait in the store.
    base::Result<void> order(storage::ReattributionOrder::Kind kind);
    /// Removes what is flagged synthetic, or the part of it until it is cancelled. Attribution and analysis
    /// stand still meanwhile; they have to be behind `until`.
    base::Result<void> order(const storage::RemoveSynthetic& removal);
    /// Blocks until everything stored is attributed and, where there is an analyst, judged; or until stopped.
    void finish(const std::stop_token& stop);

    storage::Journal& journal() { return *m_journal; }
    const std::filesystem::path& session() const { return m_session; }
    const LiveFeed& feed() const { return m_feed; }
    /// What a session that follows takes over; nothing of the sources is counted there.
    base::Result<Heritage> heritage() const;

    /// Adds what it knows: session, counts, disk, backlogs.
    void describe(api::ServiceStatus& status) const;

private:
    Recording(std::filesystem::path session, const ServiceOptions& options, const base::Clock& clock,
              const Heritage& heritage, std::unique_ptr<storage::Journal> journal, AttributionStart start,
              const traffic::SessionProgress& progress);
    base::Result<AnalysisStart> analysisStart();
    void attribute(AttributionStart start);
    /// Writes an order between two lives of the followers.
    template <typename Order>
    base::Result<void> orderAttribution(const Order& order);
    /// Ends the analyst, without the lock. The engine that it had, null where there was none.
    std::shared_ptr<const detection::Engine> endAnalyst();
    void describeAnalysis(api::AnalysisStatus& status) const;

    const std::filesystem::path m_session;
    const ServiceOptions& m_options;
    const base::Clock& m_clock;
    LiveFeed m_feed;
    CommittedTail m_tail;
    SourceDirectory m_sources;
    std::unique_ptr<storage::Journal> m_journal;
    AttributionStart m_start;  // until start()
    std::mutex m_attributionMutex;
    std::vector<std::uint16_t> m_listenerPorts;
    std::unique_ptr<Attribution> m_attribution;  // null while an order is carried out
    std::unique_ptr<SearchIndexer> m_indexer;    // null: off
    const traffic::RequestId m_judgedBefore;     // when the recording began
    std::unique_ptr<AutoArchiver> m_archiver;    // null: no file of rules

    mutable std::mutex m_analystMutex;
    std::shared_ptr<const detection::Engine> m_engine;
    std::unique_ptr<Analyst> m_analyst;
    std::atomic<traffic::RequestId> m_reanalysisUntil{0};
};

}  // namespace mirrorscope::pipeline
