// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/local_mirror_service.h"

#include <utility>

#include "core/detection/modsecurity_engine.h"
#include "core/pipeline/local_session_queries.h"
#include "core/pipeline/session_size.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {
namespace {

/// Requests in memory for followers that keep up.
constexpr std::size_t kTailBytes = 32U << 20U;
/// Live events between two looks: a third of a second of the fastest listener.
constexpr std::size_t kFeedEvents = 32'768;

api::DiskStatus diskStatus(const storage::DiskSpace& space, const storage::DiskGuard::Limits& limits) {
    using Guard = storage::DiskGuard::Level;
    using Level = api::DiskStatus::Level;
    const Level level = space.level == Guard::Fine  ? Level::Fine
                        : space.level == Guard::Low ? Level::Low
                                                    : Level::Refusing;
    return {level, space.freeBytes, limits.refuseBytes};
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

base::Error nearlyFull(const std::filesystem::path& session, const api::DiskStatus& disk) {
    constexpr std::uint64_t kMiB = 1ULL << 20U;
    return {base::ErrorCode::StorageNearlyFull,
            {session.string(), std::to_string(disk.freeBytes.value_or(0) / kMiB),
             std::to_string(disk.refuseBelow / kMiB)}};
}

}  // namespace

base::Result<std::unique_ptr<LocalMirrorService>> LocalMirrorService::open(ServiceOptions options) {
    if (options.sessionIsDefault) {
        std::error_code failed;  // opening the session reports it
        std::filesystem::create_directories(options.session.parent_path(), failed);
    }
    auto journal = storage::Journal::open(options.session, options.journal);
    if (!journal) {
        return journal.error();
    }
    auto reader = storage::SessionReader::open(options.session);
    if (!reader) {
        return reader.error();
    }
    auto sources = (*reader)->sources();
    auto findings = (*reader)->findings();
    const auto progress = (*reader)->progress();
    if (!sources || !findings || !progress) {
        return !sources ? sources.error() : !findings ? findings.error() : progress.error();
    }
    return std::unique_ptr<LocalMirrorService>(new LocalMirrorService(
        std::move(options), std::move(*journal),
        {progress->contextCursor, std::move(*sources), std::move(*findings)}, progress->lastRequest));
}

LocalMirrorService::LocalMirrorService(ServiceOptions options, std::unique_ptr<storage::Journal> journal,
                                       AttributionStart start, traffic::RequestId lastRequest)
    : m_options(std::move(options)),
      m_feed(kFeedEvents),
      m_tail(kTailBytes, lastRequest, start.cursor),
      m_sources(start.sources),
      m_listeners(m_options.listener, m_clock),
      m_journal(std::move(journal)) {
    m_journal->addReceiver(m_listeners.answers());  // first: proxies wait for it
    m_journal->addReceiver(m_feed);  // before the tail wakes followers, whose events come behind
    m_journal->addReceiver(m_tail);
    m_attribution = std::make_unique<Attribution>(*m_journal, m_tail, m_feed, m_sources,
                                                  forwarding::TrustRules(m_options.trust), std::move(start));
}

LocalMirrorService::~LocalMirrorService() {
    stopAllListeners();
    if (m_loader.joinable()) {
        m_loader.join();
    }
    m_analyst.reset();
    m_attribution.reset();
    m_journal.reset();
}

base::Result<AnalysisStart> LocalMirrorService::analysisStart() {
    auto reader = storage::SessionReader::open(m_options.session);
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
    return AnalysisStart{progress->verdictCursor, std::move(*open), *last};
}

base::Result<void> LocalMirrorService::startAnalysis() {
    if (!m_options.analysis) {
        return {};
    }
    const auto settle = [this](api::AnalysisState state, std::optional<base::Error> failure) {
        const std::lock_guard lock(m_analysisMutex);
        m_analysisState = state;
        m_analysisFailure = std::move(failure);
    };
    settle(api::AnalysisState::Loading, {});
    auto engine = detection::loadModSecurityEngine(m_options.engine);
    if (!engine) {
        settle(api::AnalysisState::Failed, engine.error());
        return engine.error();
    }
    m_engine = std::move(*engine);
    if (auto started = startAnalyst(); !started) {
        settle(api::AnalysisState::Failed, started.error());
        return started;
    }
    settle(api::AnalysisState::Running, {});
    return {};
}

base::Result<void> LocalMirrorService::startAnalyst() {
    auto start = analysisStart();
    if (!start) {
        return start.error();
    }
    auto analyst = std::make_unique<Analyst>(*m_journal, m_tail, m_feed, m_sources, m_engine,
                                             m_options.analysisThreads, std::move(*start));
    const std::lock_guard lock(m_analysisMutex);
    m_analyst = std::move(analyst);
    return {};
}

base::Result<void> LocalMirrorService::startReanalysis(bool mayResume) {
    using Kind = traffic::ReanalysisOrder::Kind;
    return order(mayResume ? Kind::BeginOrResume : Kind::Begin);
}

base::Result<void> LocalMirrorService::cancelReanalysis() {
    return order(traffic::ReanalysisOrder::Kind::Cancel);
}

/// Between two analysts: what the first has handed over is written before the order.
base::Result<void> LocalMirrorService::order(traffic::ReanalysisOrder::Kind kind) {
    std::unique_ptr<Analyst> last;
    {
        const std::lock_guard lock(m_analysisMutex);
        last = std::move(m_analyst);
    }
    if (!last) {
        return base::Error{
            base::ErrorCode::InvalidArgument,
            {"engine", m_options.analysis ? "still loading" : "none", "an engine that judges"}};
    }
    last.reset();  // its threads end without the lock
    m_journal->record(traffic::ReanalysisOrder{kind, m_engine->info().ruleSetHash});
    m_journal->flush();
    return startAnalyst();
}

void LocalMirrorService::startAnalysisInBackground() {
    m_loader = std::jthread([this] { static_cast<void>(startAnalysis()); });
}

base::Result<void> LocalMirrorService::listen(const api::ListenerAddress& address) {
    auto listening = m_listeners.listen(address, *m_journal);
    std::vector<std::uint16_t> ports;
    for (const auto& listener : m_listeners.status()) {
        ports.push_back(listener.address.port);
    }
    m_attribution->setListenerPorts(std::move(ports));
    return listening;
}

void LocalMirrorService::stopListening(const std::string& name) {
    m_listeners.stop(name);
}

void LocalMirrorService::stopAllListeners() {
    m_listeners.stopAll();
}

api::AnalysisStatus LocalMirrorService::analysisStatus() const {
    api::AnalysisStatus status;
    const auto stored = m_tail.lastStored();
    status.attributionBacklog = static_cast<std::uint64_t>(stored - m_tail.lastAttributed());
    const std::lock_guard lock(m_analysisMutex);
    status.state = m_analysisState;
    status.failure = m_analysisFailure;
    if (m_analyst) {
        status.engine = m_analyst->engine().name;
        status.ruleSet = m_analyst->engine().ruleSet;
        status.paranoia = m_analyst->engine().paranoia;
        status.threshold = m_analyst->engine().threshold;
        status.verdictBacklog = static_cast<std::uint64_t>(stored - m_analyst->cursor());
        if (const auto until = m_reanalysisUntil.load(); m_analyst->cursor() < until) {
            status.reanalysis = {m_analyst->cursor(), until};
        }
        if (const auto oldest = m_analyst->workingOn(); oldest != base::WallTime{}) {
            status.behind = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.wall() - oldest);
        }
    }
    return status;
}

api::ServiceStatus LocalMirrorService::status() const {
    const storage::JournalStatus journal = m_journal->status();
    api::ServiceStatus status;
    status.listeners = m_listeners.status();
    status.analysis = analysisStatus();
    status.session = m_options.session;
    status.lastRequest = journal.lastId;
    status.sessionBytes = sessionSize(m_options.session);
    status.queuedBytes = journal.queuedBytes;
    status.queueLimitBytes = journal.queueLimitBytes;
    status.disk = diskStatus(journal.disk, m_options.journal.disk);
    status.removed = {journal.removed.requests, journal.removed.newest, journal.removed.at};
    if (journal.failing) {
        status.storageFailure = journal.lastError;
    } else if (status.disk.level == api::DiskStatus::Level::Refusing) {
        status.storageFailure = nearlyFull(m_options.session, status.disk);
    }
    return status;
}

api::LiveBatch LocalMirrorService::liveSince(std::uint64_t sequence) const {
    return m_feed.since(sequence);
}

base::Result<std::unique_ptr<api::SessionQueries>> LocalMirrorService::queries() const {
    return openLocalQueries(m_options.session);
}

}  // namespace mirrorscope::pipeline
