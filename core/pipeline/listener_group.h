// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/api/mirror_service.h"
#include "core/listener/answer_dispatcher.h"
#include "core/listener/mirror_listener.h"

namespace mirrorscope::pipeline {

/// The listeners of one service on one I/O thread, by name, with counters that survive a stop and a move.
/// Thread safe.
class ListenerGroup {
public:
    /// `common`: limits and allow-list of every listener.
    ListenerGroup(listener::ListenerOptions common, const base::Clock& clock);
    ~ListenerGroup();

    traffic::DeliveryReceiver& answers() { return m_answers; }

    base::Result<void> listen(const api::ListenerAddress& address, traffic::RequestSink& sink);
    void stop(const std::string& name);
    /// Beside those who may connect already; for listeners that run and those to come.
    void allow(const base::IpNetwork& network);
    /// Stops all and waits, at most as long as a proxy does, until what is in flight is answered.
    void stopAll();

    std::vector<api::ListenerStatus> status() const;

private:
    struct Entry {
        api::ListenerStatus before;  // address, failure, and the counters of earlier incarnations
        std::shared_ptr<listener::MirrorListener> running;
    };
    api::ListenerStatus statusOf(const Entry& entry) const;
    static void retire(Entry& entry);
    bool isQuiet() const;

    listener::ListenerOptions m_common;
    const base::Clock& m_clock;
    boost::asio::io_context m_io{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_work{m_io.get_executor()};
    listener::AnswerDispatcher m_answers{m_io};
    mutable std::mutex m_mutex;
    std::map<std::string, Entry> m_entries;
    std::vector<std::shared_ptr<listener::MirrorListener>> m_retired;  // stopped, perhaps still answering
    std::thread m_thread;
};

}  // namespace mirrorscope::pipeline
