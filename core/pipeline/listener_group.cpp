// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/listener_group.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace mirrorscope::pipeline {
namespace {

/// The longest that a proxy may wait for its answer (250 ms patience) and some for the way back.
constexpr std::chrono::milliseconds kDrainTime{1000};
constexpr std::chrono::milliseconds kDrainLook{2};

}  // namespace

ListenerGroup::ListenerGroup(listener::ListenerOptions common, const base::Clock& clock)
    : m_common(std::move(common)), m_clock(clock), m_thread([this] { m_io.run(); }) {}

ListenerGroup::~ListenerGroup() {
    stopAll();
    m_work.reset();
    m_io.stop();
    m_thread.join();
}

base::Result<void> ListenerGroup::listen(const api::ListenerAddress& address, traffic::RequestSink& sink) {
    const std::lock_guard lock(m_mutex);
    Entry& entry = m_entries[address.name];
    listener::ListenerOptions options = m_common;
    options.name = address.name;
    options.address = address.address;
    options.port = address.port;
    const bool samePlace = entry.running && entry.before.address.address == address.address &&
                           entry.before.address.port == address.port;
    if (samePlace) {
        return {};
    }
    auto opened = listener::MirrorListener::open(m_io, std::move(options), sink, m_clock);
    if (!opened) {
        if (!entry.running) {
            entry.before.address = address;
            entry.before.failure = opened.error();
        }
        return opened.error();
    }
    if (entry.running) {
        m_retired.push_back(entry.running);
        retire(entry);
    }
    entry.running = std::move(*opened);
    entry.before.address = address;
    entry.before.address.port = entry.running->port();
    entry.before.failure.reset();
    return {};
}

void ListenerGroup::stop(const std::string& name) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(name);
    if (found != m_entries.end() && found->second.running) {
        m_retired.push_back(found->second.running);
        retire(found->second);
    }
}

void ListenerGroup::allow(const base::IpNetwork& network) {
    const std::lock_guard lock(m_mutex);
    std::vector<base::IpNetwork>& allow = m_common.allow;
    if (std::ranges::find(allow, network.text(), &base::IpNetwork::text) != allow.end()) {
        return;
    }
    if (allow.empty()) {
        // An empty list means this machine, which stays welcome.
        allow = {*base::IpNetwork::parse("127.0.0.0/8"), *base::IpNetwork::parse("::1")};
    }
    allow.push_back(network);
    for (const auto& [name, entry] : m_entries) {
        if (entry.running) {
            entry.running->setAllow(allow);
        }
    }
}

/// What is in flight is counted by the retired listener from now on: status() adds it.
void ListenerGroup::retire(Entry& entry) {
    entry.running->stop();
    entry.running.reset();
}

void ListenerGroup::stopAll() {
    {
        const std::lock_guard lock(m_mutex);
        for (auto& [name, entry] : m_entries) {
            if (entry.running) {
                m_retired.push_back(entry.running);
                retire(entry);
            }
        }
    }
    const auto end = std::chrono::steady_clock::now() + kDrainTime;
    while (!isQuiet() && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(kDrainLook);
    }
}

bool ListenerGroup::isQuiet() const {
    const std::lock_guard lock(m_mutex);
    return std::ranges::all_of(m_retired, [](const auto& one) { return one->isQuiet(); });
}

api::ListenerStatus ListenerGroup::statusOf(const Entry& entry) const {
    api::ListenerStatus status = entry.before;
    status.allow = m_common.allow;
    status.listening = entry.running != nullptr;
    if (entry.running) {
        status += entry.running->counters();
        status.addPeers(entry.running->peers());
    }
    return status;
}

std::vector<api::ListenerStatus> ListenerGroup::status() const {
    const std::lock_guard lock(m_mutex);
    std::vector<api::ListenerStatus> all;
    for (const auto& [name, entry] : m_entries) {
        all.push_back(statusOf(entry));
        for (const auto& retired : m_retired) {
            if (retired->options().name == name) {
                all.back() += retired->counters();
                all.back().addPeers(retired->peers());
            }
        }
    }
    return all;
}

}  // namespace mirrorscope::pipeline
