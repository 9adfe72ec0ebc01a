// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/attribution.h"

#include <sys/resource.h>
#include <unistd.h>

#include <utility>

#include "core/content/content_examination.h"
#include "core/doctor/promised_headers.h"
#include "core/forwarding/request_attribution.h"
#include "core/http/request_target.h"
#include "core/pipeline/pause.h"

namespace mirrorscope::pipeline {
namespace {

/// Requests a step; small enough that the first ones are seen soon.
constexpr std::size_t kStepRequests = 1000;
/// Batches on their way to the disk; beyond this the follower waits, so that a slow disk costs no memory.
constexpr std::size_t kMostUnwritten = 8;
constexpr std::chrono::milliseconds kBackoff{5};

/// Proxies wait for their answers, sources can wait: on a machine that has no core to spare this thread gets
/// a third of what the receiving ones get (nice 5). Without the right to it nothing changes.
void yieldToArrivals() {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 5);
}

}  // namespace

Attribution::Attribution(storage::Journal& journal, CommittedTail& tail, LiveFeed& feed,
                         SourceDirectory& sources, forwarding::SenderRules rules, AttributionStart start)
    : m_journal(journal),
      m_tail(tail),
      m_feed(feed),
      m_sources(sources),
      m_rules(std::move(rules)),
      m_registry(start.sources),
      m_doctor(start.findings),
      m_presence(start.headers),
      m_readAnewUntil(start.readAnewUntil),
      m_settings(journal.path()),
      m_follower(tail, journal.path(), start.cursor, JournalFollower::Needs::Stored),
      m_thread([this](const std::stop_token& stop) { run(stop); }) {}

void Attribution::run(const std::stop_token& stop) {
    yieldToArrivals();
    while (!stop.stop_requested()) {
        if (m_journal.backgroundBacklog() > kMostUnwritten) {
            pauseFor(kBackoff, stop);
            continue;
        }
        const auto requests = m_follower.next(kStepRequests, stop, m_tops.due());
        applySettings();
        attributeAll(requests);
        writeTops(std::chrono::steady_clock::now());
    }
    writeTops(TopCounter::Time::max());
}

/// Behind the wait for requests: what somebody said a second before one came holds for it.
void Attribution::applySettings() {
    const auto settings = m_settings.changes(std::chrono::steady_clock::now());
    if (!settings) {
        return;
    }
    m_sources.setModes(*settings);
    for (const traffic::Source& renamed : m_registry.setSettings(*settings, m_rules)) {
        m_sources.add(renamed);
    }
    for (const traffic::SourceId source : m_settings.newBaselines()) {
        m_doctor.restartBaseline(source);
    }
    m_doctor.forgetContracts();
    for (const traffic::SourceSetting& setting : *settings) {
        if (const auto promised = doctor::promisedHeaders(setting.contract)) {
            m_doctor.setContract(setting.source, *promised);
        }
    }
}

void Attribution::writeTops(TopCounter::Time now) {
    if (auto tops = m_tops.take(now); !tops.empty()) {
        traffic::ContextBatch batch;
        batch.tops = std::move(tops);
        m_journal.record(std::move(batch));
    }
}

void Attribution::countTops(const traffic::MirroredRequest& request, const forwarding::ReadHead& read,
                            const traffic::RequestContext& context) {
    if (request.id <= m_readAnewUntil) {
        return;  // they are counted already
    }
    m_tops.startMinute(request.receivedAt);
    m_tops.count(traffic::TopDimension::Client, context.source, context.client);
    m_tops.count(traffic::TopDimension::Host, context.source, context.host);
    m_tops.count(traffic::TopDimension::Path, context.source, http::splitTarget(request.target).path);
    m_tops.count(traffic::TopDimension::Agent, context.source, read.head.value("user-agent").value_or(""));
}

void Attribution::setListenerPorts(std::vector<std::uint16_t> ports) {
    const std::lock_guard lock(m_portsMutex);
    m_ports = std::move(ports);
}

void Attribution::attributeAll(const std::vector<traffic::StoredRequest>& requests) {
    if (requests.empty()) {
        return;
    }
    {
        const std::lock_guard lock(m_portsMutex);
        m_doctor.setListenerPorts(m_ports);
    }
    traffic::ContextBatch batch;
    std::vector<std::shared_ptr<const traffic::RequestContext>> contexts;
    std::vector<std::shared_ptr<const api::LiveEvent>> events;
    for (const auto& stored : requests) {
        const traffic::MirroredRequest& request = *stored.request;
        const auto read = forwarding::readHead(request);
        auto context = m_registry.attribute(request, read, m_rules);
        context.requestId = request.id;
        context.flags |= content::examineContent(read.head, request);
        if (const traffic::Source* added = m_registry.assign(context, request)) {
            m_sources.add(*added);
            batch.sources.push_back(*added);
        }
        if (m_sources.mode(context.source) != traffic::SourceMode::Ignore) {
            m_doctor.examine(request, read.head, read.hops, context, *m_registry.find(context.source));
            m_presence.add(context.source, read.head);
            countTops(request, read, context);
        }
        if (m_feed.isWatched()) {
            events.push_back(std::make_shared<api::LiveEvent>(
                api::RequestAttributed{context, m_sources.nameAndKind(context.source).first}));
        }
        contexts.push_back(std::make_shared<const traffic::RequestContext>(context));
        batch.items.push_back({std::move(context), request.receivedAt, request.listener});
    }
    batch.findings = m_doctor.takeChanges();
    batch.headers = m_presence.takeChanges();
    m_journal.record(std::move(batch));
    m_feed.push(std::move(events));  // before the tail wakes the analyst, whose events come behind
    m_tail.attach(contexts);
}

}  // namespace mirrorscope::pipeline
