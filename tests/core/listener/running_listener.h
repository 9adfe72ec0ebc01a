// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/listener/answer_dispatcher.h"
#include "core/listener/mirror_listener.h"
#include "tests/support/memory_sink.h"
#include "tests/support/socket.h"

namespace mirrorscope::test {

inline const std::string kGet = "GET /x HTTP/1.1\r\nHost: shop.example\r\n\r\n";

/// For tests of something else: no loaded machine makes a 503 of a 204.
inline listener::Limits patientLimits() {
    listener::Limits limits;
    limits.patience = std::chrono::seconds(20);
    return limits;
}

/// A listener on a free loopback port with its I/O thread and its sink.
class RunningListener {
public:
    explicit RunningListener(listener::Limits limits = patientLimits(),
                             std::vector<base::IpNetwork> allow = {},
                             listener::Acknowledge acknowledge = listener::Acknowledge::Commit,
                             const char* address = "127.0.0.1", const base::Clock* clock = nullptr) {
        m_sink.setReceiver(m_answers);
        listener::ListenerOptions options;
        options.address = *base::parseAddress(address);
        options.port = 0;
        options.limits = limits;
        options.allow = std::move(allow);
        options.acknowledge = acknowledge;
        m_listener = *listener::MirrorListener::open(m_io, std::move(options), m_sink,
                                                     clock == nullptr ? m_clock : *clock);
        m_thread = std::thread([this] { m_io.run(); });
    }
    ~RunningListener() {
        m_listener->stop();
        m_work.reset();
        m_io.stop();
        m_thread.join();
    }

    MemorySink& sink() { return m_sink; }
    const MemorySink& sink() const { return m_sink; }
    listener::MirrorListener& listener() { return *m_listener; }
    std::uint16_t port() const { return m_listener->port(); }
    listener::ListenerCounters counters() const { return m_listener->counters(); }
    Socket connect(const std::string& from = {}) const {
        return std::move(*Socket::connect(port(), "127.0.0.1", from));
    }

private:
    base::SystemClock m_clock;
    boost::asio::io_context m_io{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_work{m_io.get_executor()};
    listener::AnswerDispatcher m_answers{m_io};
    MemorySink m_sink;
    std::shared_ptr<listener::MirrorListener> m_listener;
    std::thread m_thread;
};

/// Of the next answer; 0 when the connection ends before one.
inline int statusOf(ResponseReader& reader) {
    const auto response = reader.next();
    return response ? response->status : 0;
}

}  // namespace mirrorscope::test
