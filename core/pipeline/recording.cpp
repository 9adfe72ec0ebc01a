// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/recording.h"

#include <utility>

#include "core/pipeline/pause.h"
#include "core/pipeline/session_size.h"
#include "core/storage/session_reader.h"
#include "core/storage/source_settings.h"

namespace mirrorscope::pipeline {
namespace {

/// Requests in memory for followers that keep up.
constexpr std::size_t kTailBytes = 32U << 20U;
/// Live events between two looks: a third of a second of the fastest listener.
constexpr std::size_t kFeedEvents = 32'768;
/// Between two looks at the followers of a session that ends.
constexpr std::chrono::milliseconds kFinishing{50};

api::DiskStatus diskStatus(const storage::DiskSpace& space, const storage::DiskGuard::Limits& limits) {
    using Guard = storage::DiskGuard::Level;
    using Level = api::DiskStatus::Level;
    const Level level = space.level == Guard::Fine  ? Level::Fine
                        : space.level == Guard::Low ? Level::Low
                                                    : Level::Refusing;
    return {level, space.freeBytes, limits.refuseBytes};
}

base::Error nearlyFull(const std::filesystem::path& session, const api::DiskStatus& disk) {
    constexpr std::uint64_t kMiB = 1ULL << 20U;
    return {base::ErrorCode::StorageNearlyFull,
            {session.string(), std::to_string(disk.freeBytes.value_or(0) / kMiB),
             std::to_string(disk.refuseBelow / kMiB)}};
}

/// Those that still grow. Judging anew, they are those of the time that is being judged, found by the new
/// rules.
base::Result<std::vector<traffic::Attack>> openAttacks(storage::SessionReader& reader,
                                                       const traffic::SessionProgress& progress,
                                                       base::WallTime now) {
    if (progress.reanalysisUntil == 0) {
        return reader.openAttacks(now - detection::kAttackLength);
    }
    const auto next = reader.requests({progress.verdictCursor, false, 1, {}});
    if (!next) {
        return next.error();
    }
    const base::WallTime then = next->empty() ? now : next->front().time;
    return reader.openAttacks(then - detection::kAttackLength, progress.reanalysisFloor);
}

base::Result<void> keepSettings(const std::filesystem::path& session,
                                const std::vector<traffic::SourceSetting>& all) {
    if (all.empty()) {
        return {};
    }
    auto settings = storage::SourceSettings::open(session);
    if (!settings) {
        return settings.error();
    }
    for (const traffic::SourceSetting& setting : all) {
        if (auto kept = (*settings)->set(setting); !kept) {
            return kept;
        }
    }
    return {};
}

/// What is known of sources and headers, and where the attribution of the session stands.
base::Result<AttributionStart> attributionStart(storage::SessionReader& reader) {
    auto sources = reader.sources();
    auto findings = reader.findings();
    auto headers = reader.headerPresence();
    const auto progress = reader.progress();
    if (!sources || !findings) {
        return sources ? findings.error() : sources.error();
    }
    if (!headers || !progress) {
        return headers ? progress.error() : headers.error();
    }
    return AttributionStart{progress->contextCursor, std::move(*sources), std::move(*findings),
                            std::move(*headers), progress->readAnewUntil};
}

}  // namespace

base::Result<std::unique_ptr<Recording>> Recording::open(const std::filesystem::path& session,
                                                         const ServiceOptions& options,
                                                         const base::Clock& clock, const Heritage& heritage) {
    auto journal = storage::Journal::open(session, options.journal);
    if (!journal) {
        return journal.error();
    }
    auto reader = storage::SessionReader::open(session);
    if (!reader) {
        return reader.error();
    }
    auto start = attributionStart(**reader);
    const auto progress = (*reader)->progress();
    if (!start || !progress) {
        return start ? progress.error() : start.error();
    }
    if (start->sources.empty() && !heritage.sources.empty()) {
        traffic::ContextBatch known;
        known.sources = heritage.sources;
        (*journal)->record(std::move(known));
        (*journal)->flush();
        start->sources = heritage.sources;
        if (auto kept = keepSettings(session, heritage.settings); !kept) {
            return kept.error();
        }
    }
    return std::unique_ptr<Recording>(
        new Recording(session, options, clock, heritage, std::move(*journal), std::move(*start), *progress));
}

Recording::Recording(std::filesystem::path session, const ServiceOptions& options, const base::Clock& clock,
                     const Heritage& heritage, std::unique_ptr<storage::Journal> journal,
                     AttributionStart start, const traffic::SessionProgress& progress)
    : m_session(std::move(session)),
      m_options(options),
      m_clock(clock),
      m_feed(kFeedEvents, heritage.lastEvent, heritage.isWatched),
      m_tail(kTailBytes, progress.lastRequest, start.cursor),
      m_sources(start.sources),
      m_journal(std::move(journal)),
      m_start(std::move(start)),
      m_judgedBefore(progress.verdictCursor) {}

Recording::~Recording() {
    m_archiver.reset();
    m_indexer.reset();
    m_analyst.reset();
    m_attribution.reset();
    m_journal.reset();
}

void Recording::addReceiver(traffic::DeliveryReceiver& receiver) {
    m_journal->addReceiver(receiver);
}

void Recording::start(std::vector<std::uint16_t> listenerPorts) {
    m_journal->addReceiver(m_feed);  // before the tail wakes followers, whose events come behind
    m_journal->addReceiver(m_tail);
    setListenerPorts(std::move(listenerPorts));
    attribute(std::move(m_start));
    if (m_options.searchIndex) {
        m_indexer = std::make_unique<SearchIndexer>(*m_journal, m_tail);
    }
    if (!m_options.archiveRules.empty()) {
        m_archiver =
            std::make_unique<AutoArchiver>(*m_journal, m_options.archiveRules, m_judgedBefore, m_clock);
    }
}

void Recording::attribute(AttributionStart start) {
    auto attribution = std::make_unique<Attribution>(
        *m_journal, m_tail, m_feed, m_sources,
        forwarding::SenderRules(forwarding::TrustRules(m_options.trust), m_options.senders),
        std::move(start));
    const std::lock_guard lock(m_attributionMutex);
    attribution->setListenerPorts(m_listenerPorts);
    m_attribution = std::move(attribution);
}

void Recording::setListenerPorts(std::vector<std::uint16_t> ports) {
    const std::lock_guard lock(m_attributionMutex);
    if (m_attribution) {
        m_attribution->setListenerPorts(ports);
    }
    m_listenerPorts = std::move(ports);
}

base::Result<AnalysisStart> Recording::analysisStart() {
    auto reader = storage::SessionReader::open(m_session);
    if (!reader) {
        return reader.error();
    }
    const auto progress = (*reader)->progress();
    if (!progress) {
        return progress.error();
    }
    auto open = openAttacks(**reader, *progress, m_clock.wall());
    const auto last = (*reader)->lastAttackId();
    if (!open || !last) {
        return !open ? open.error() : last.error();
    }
    m_reanalysisUntil = progress->reanalysisUntil;
    return AnalysisStart{progress->verdictCursor, std::move(*open), *last,
                         progress->reanalysisOfChanged ? progress->reanalysisUntil : 0};
}

base::Result<void> Recording::startAnalyst(std::shared_ptr<const detection::Engine> engine) {
    auto start = analysisStart();
    if (!start) {
        return start.error();
    }
    auto analyst = std::make_unique<Analyst>(*m_journal, m_tail, m_feed, m_sources, engine, m_options.pool,
                                             std::move(*start));
    const std::lock_guard lock(m_analystMutex);
    m_engine = std::move(engine);
    m_analyst = std::move(analyst);
    return {};
}

std::shared_ptr<const detection::Engine> Recording::endAnalyst() {
    std::unique_ptr<Analyst> last;  // before the lock: its threads end without it
    const std::lock_guard lock(m_analystMutex);
    last = std::move(m_analyst);
    return last ? m_engine : nullptr;
}

base::Result<void> Recording::order(traffic::ReanalysisOrder::Kind kind, bool changedOnly) {
    auto engine = endAnalyst();
    if (!engine) {
        return base::Error{
            base::ErrorCode::InvalidArgument,
            {"engine", m_options.analysis ? "still loading" : "none", "an engine that judges"}};
    }
    m_journal->record(traffic::ReanalysisOrder{kind, engine->info().ruleSetHash, changedOnly});
    m_journal->flush();
    return startAnalyst(std::move(engine));
}

template <typename Order>
base::Result<void> Recording::orderAttribution(const Order& order) {
    // Attacks are grouped by what is read anew: the analyst takes them up again behind the attribution.
    auto engine = endAnalyst();
    std::unique_ptr<Attribution> last;
    {
        const std::lock_guard lock(m_attributionMutex);
        last = std::move(m_attribution);
    }
    last.reset();  // its thread ends without the lock
    m_journal->record(order);
    m_journal->flush();
    auto reader = storage::SessionReader::open(m_session);
    if (!reader) {
        return reader.error();
    }
    auto start = attributionStart(**reader);
    if (!start) {
        return start.error();
    }
    m_tail.resetAttributed(start->cursor);
    attribute(std::move(*start));
    return engine ? startAnalyst(std::move(engine)) : base::Result<void>();
}

base::Result<void> Recording::order(storage::ReattributionOrder::Kind kind) {
    return orderAttribution(storage::ReattributionOrder{kind});
}

base::Result<void> Recording::order(const storage::RemoveSynthetic& removal) {
    return orderAttribution(removal);
}

void Recording::finish(const std::stop_token& stop) {
    const auto isBehind = [this] {
        // The index of words is no reason to wait: the next who records the session, or `index`, goes on.
        const auto stored = m_tail.lastStored();
        const std::lock_guard lock(m_analystMutex);
        return m_journal->status().queuedRequests > 0 || m_tail.lastAttributed() < stored ||
               (m_analyst && m_analyst->cursor() < stored) ||
               (m_analyst && m_archiver && m_archiver->isBehind(stored));
    };
    while (!stop.stop_requested() && isBehind()) {
        pauseFor(kFinishing, stop);
    }
}

base::Result<Recording::Heritage> Recording::heritage() const {
    auto reader = storage::SessionReader::open(m_session);
    if (!reader) {
        return reader.error();
    }
    auto sources = (*reader)->sources();
    auto settings = (*reader)->sourceSettings();
    if (!sources || !settings) {
        return sources ? settings.error() : sources.error();
    }
    for (traffic::Source& source : *sources) {
        source.requests = 0;
        source.attackRequests = 0;
        source.refused = 0;
    }
    return Heritage{std::move(*sources), std::move(*settings), m_feed.last(), m_feed.isWatched()};
}

void Recording::describeAnalysis(api::AnalysisStatus& status) const {
    const auto stored = m_tail.lastStored();
    status.attributionBacklog = static_cast<std::uint64_t>(stored - m_tail.lastAttributed());
    const std::lock_guard lock(m_analystMutex);
    if (!m_analyst) {
        return;
    }
    status.engine = m_analyst->engine().name;
    status.ruleSet = m_analyst->engine().ruleSet;
    status.paranoia = m_analyst->engine().paranoia;
    status.threshold = m_analyst->engine().threshold;
    const auto cursor = m_analyst->cursor();
    status.verdictBacklog = static_cast<std::uint64_t>(stored - cursor);
    if (const auto until = m_reanalysisUntil.load(); cursor < until) {
        status.reanalysis = {cursor, until};
    }
    if (const auto oldest = m_analyst->workingOn(); oldest != base::WallTime{}) {
        status.behind = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.wall() - oldest);
    }
}

void Recording::describe(api::ServiceStatus& status) const {
    const storage::JournalStatus journal = m_journal->status();
    describeAnalysis(status.analysis);
    status.session = m_session;
    status.lastRequest = journal.lastId;
    status.sessionBytes = sessionSize(m_session);
    status.queuedBytes = journal.queuedBytes;
    status.queueLimitBytes = journal.queueLimitBytes;
    status.disk = diskStatus(journal.disk, m_options.journal.disk);
    status.removed = {journal.removed.requests, journal.removed.newest, journal.removed.at};
    if (journal.failing) {
        status.storageFailure = journal.lastError;
    } else if (status.disk.level == api::DiskStatus::Level::Refusing) {
        status.storageFailure = nearlyFull(m_session, status.disk);
    }
}

}  // namespace mirrorscope::pipeline
