// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

#include "core/doctor/header_doctor.h"
#include "core/doctor/presence_matrix.h"
#include "core/forwarding/request_attribution.h"
#include "core/forwarding/source_registry.h"
#include "core/forwarding/trust.h"
#include "core/pipeline/committed_tail.h"
#include "core/pipeline/journal_follower.h"
#include "core/pipeline/live_feed.h"
#include "core/pipeline/source_directory.h"
#include "core/pipeline/source_settings_watch.h"
#include "core/pipeline/top_counter.h"
#include "core/storage/journal.h"

namespace mirrorscope::pipeline {

/// Where the session stood when it was opened.
struct AttributionStart {
    traffic::RequestId cursor = 0;
    std::vector<traffic::Source> sources;
    std::vector<traffic::Finding> findings;  // open and closed
    std::vector<traffic::HeaderPresence> headers;
    /// Requests up to this one were attributed before and are read anew; 0: none.
    traffic::RequestId readAnewUntil = 0;
};

/// The first follower: says who sent each request, who the client was and what is wrong with the headers, and
/// hands that to the journal, the tail and the feed. Quick (microseconds a request), so that sources and
/// rates are right while the rules lag. Owns its thread; what it is given must outlive it.
class Attribution {
public:
    Attribution(storage::Journal& journal, CommittedTail& tail, LiveFeed& feed, SourceDirectory& sources,
                forwarding::SenderRules rules, AttributionStart start);

    /// Our own ports, by which the doctor knows a Host that names the listener. Any thread.
    void setListenerPorts(std::vector<std::uint16_t> ports);

private:
    void run(const std::stop_token& stop);
    void writeTops(TopCounter::Time now);
    void countTops(const traffic::MirroredRequest& request, const forwarding::ReadHead& read,
                   const traffic::RequestContext& context);
    void applySettings();
    void attributeAll(const std::vector<traffic::StoredRequest>& requests);

    storage::Journal& m_journal;
    CommittedTail& m_tail;
    LiveFeed& m_feed;
    SourceDirectory& m_sources;
    forwarding::SenderRules m_rules;
    forwarding::SourceRegistry m_registry;
    doctor::HeaderDoctor m_doctor;
    doctor::PresenceMatrix m_presence;
    TopCounter m_tops;
    const traffic::RequestId m_readAnewUntil;
    SourceSettingsWatch m_settings;
    std::mutex m_portsMutex;
    std::vector<std::uint16_t> m_ports;
    JournalFollower m_follower;
    std::jthread m_thread;  // last: stops before the rest goes
};

}  // namespace mirrorscope::pipeline
