// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/local_mirror_service.h"

#include <filesystem>
#include <utility>

#include "core/detection/modsecurity_engine.h"
#include "core/pipeline/local_session_queries.h"

namespace mirrorscope::pipeline {

base::Result<std::unique_ptr<LocalMirrorService>> LocalMirrorService::open(ServiceOptions options) {
    if (options.sessionIsDefault) {
        std::error_code failed;  // opening the session reports it
        std::filesystem::create_directories(options.session.parent_path(), failed);
    }
    std::unique_ptr<LocalMirrorService> service(new LocalMirrorService(std::move(options)));
    if (auto opened = service->openFirst(); !opened) {
        return opened.error();
    }
    return service;
}

LocalMirrorService::LocalMirrorService(ServiceOptions options)
    : m_options(std::move(options)), m_listeners(m_options.listener, m_clock), m_notes(m_clock) {}

base::Result<void> LocalMirrorService::openFirst() {
    auto recording = Recording::open(m_options.session, m_options, m_clock, {});
    if (!recording) {
        return recording.error();
    }
    m_current = std::move(*recording);
    m_current->addReceiver(m_listeners.answers());
    m_current->start({});
    m_arrivals = std::make_unique<ArrivalSwitch>(m_current->journal());
    return {};
}

LocalMirrorService::~LocalMirrorService() {
    stopAllListeners();
    if (m_loader.joinable()) {
        m_loader.join();
    }
    m_retired.clear();  // stops their threads; what is not judged is judged when they are opened again
    m_current.reset();
}

std::shared_ptr<Recording> LocalMirrorService::current() const {
    const std::lock_guard lock(m_mutex);
    return m_current;
}

void LocalMirrorService::settle(api::AnalysisState state, std::optional<base::Error> failure) {
    const std::lock_guard lock(m_mutex);
    m_analysisState = state;
    m_analysisFailure = std::move(failure);
}

base::Result<void> LocalMirrorService::startAnalysis() {
    if (!m_options.analysis) {
        return {};
    }
    settle(api::AnalysisState::Loading, {});
    auto engine = detection::loadModSecurityEngine(m_options.engine);
    if (!engine) {
        settle(api::AnalysisState::Failed, engine.error());
        return engine.error();
    }
    const std::lock_guard rotation(m_rotation);
    if (auto started = current()->startAnalyst(*engine); !started) {
        settle(api::AnalysisState::Failed, started.error());
        return started;
    }
    m_notes.noteRules((*engine)->info(), current()->journal());
    {
        const std::lock_guard lock(m_mutex);
        m_engine = std::move(*engine);
    }
    settle(api::AnalysisState::Running, {});
    return {};
}

void LocalMirrorService::startAnalysisInBackground() {
    m_loader = std::jthread([this] { static_cast<void>(startAnalysis()); });
}

base::Result<void> LocalMirrorService::startReanalysis(bool mayResume) {
    using Kind = traffic::ReanalysisOrder::Kind;
    const std::lock_guard rotation(m_rotation);
    return current()->order(mayResume ? Kind::BeginOrResume : Kind::Begin);
}

base::Result<void> LocalMirrorService::startReanalysisOfChanged() {
    const std::lock_guard rotation(m_rotation);
    return current()->order(traffic::ReanalysisOrder::Kind::Begin, true);
}

base::Result<void> LocalMirrorService::startReattribution() {
    const std::lock_guard rotation(m_rotation);
    return current()->order(storage::ReattributionOrder::Kind::Begin);
}

base::Result<void> LocalMirrorService::cancelReattribution() {
    const std::lock_guard rotation(m_rotation);
    return current()->order(storage::ReattributionOrder::Kind::Cancel);
}

base::Result<void> LocalMirrorService::cancelReanalysis() {
    const std::lock_guard rotation(m_rotation);
    return current()->order(traffic::ReanalysisOrder::Kind::Cancel);
}

base::Result<void> LocalMirrorService::removeSynthetic(const storage::RemoveSynthetic& removal) {
    const std::lock_guard rotation(m_rotation);
    return current()->order(removal);
}

base::Result<void> LocalMirrorService::rotate(const std::filesystem::path& next) {
    const std::lock_guard rotation(m_rotation);
    std::error_code failed;
    if (std::filesystem::exists(std::filesystem::symlink_status(next, failed))) {
        return base::Error{base::ErrorCode::SessionExists, {next.string()}};
    }
    const auto last = current();
    const auto heritage = last->heritage();
    if (!heritage) {
        return heritage.error();
    }
    auto opened = Recording::open(next, m_options, m_clock, *heritage);
    if (!opened) {
        return opened.error();
    }
    const std::shared_ptr<Recording> recording = std::move(*opened);
    recording->addReceiver(m_listeners.answers());
    recording->start(listenerPorts());
    if (m_engine) {
        if (auto started = recording->startAnalyst(m_engine); !started) {
            return started;
        }
        m_notes.noteRules(m_engine->info(), recording->journal());
    }
    m_notes.move(last->journal(), recording->journal());
    m_arrivals->moveTo(recording->journal());
    {
        const std::lock_guard lock(m_mutex);
        m_current = recording;
    }
    retire(last);
    return {};
}

void LocalMirrorService::retire(std::shared_ptr<Recording> last) {
    // Threads that are done leave with the next rotation.
    m_retired.remove_if([](const Retired& one) { return one.recording.expired(); });
    Retired& retired = m_retired.emplace_back();
    retired.recording = last;
    retired.thread = std::jthread([this, last = std::move(last)](const std::stop_token& stop) mutable {
        if (m_arrivals->waitUntilLeft(last->journal(), stop)) {
            last->finish(stop);
        }
        last.reset();
    });
}

std::vector<std::uint16_t> LocalMirrorService::listenerPorts() const {
    std::vector<std::uint16_t> ports;
    for (const auto& listener : m_listeners.status()) {
        ports.push_back(listener.address.port);
    }
    return ports;
}

base::Result<void> LocalMirrorService::listen(const api::ListenerAddress& address) {
    auto listening = m_listeners.listen(address, *m_arrivals);
    current()->setListenerPorts(listenerPorts());
    noteListeners();
    return listening;
}

void LocalMirrorService::stopListening(const std::string& name) {
    m_listeners.stop(name);
    noteListeners();
}

base::Result<void> LocalMirrorService::allow(const base::IpNetwork& network) {
    m_listeners.allow(network);
    return {};
}

void LocalMirrorService::stopAllListeners() {
    m_listeners.stopAll();
    noteListeners();
}

void LocalMirrorService::noteListeners() {
    // A service that could not open its session has none to tell.
    if (const auto recording = current()) {
        m_notes.follow(m_listeners.status(), recording->journal());
    }
}

api::ServiceStatus LocalMirrorService::status() const {
    api::ServiceStatus status;
    status.listeners = m_listeners.status();
    std::shared_ptr<Recording> recording;
    {
        const std::lock_guard lock(m_mutex);
        recording = m_current;
        status.analysis.state = m_analysisState;
        status.analysis.failure = m_analysisFailure;
    }
    recording->describe(status);
    return status;
}

api::LiveBatch LocalMirrorService::liveSince(std::uint64_t sequence) const {
    return current()->feed().since(sequence);
}

base::Result<std::unique_ptr<api::SessionQueries>> LocalMirrorService::queries() const {
    return openLocalQueries(current()->session());
}

}  // namespace mirrorscope::pipeline
