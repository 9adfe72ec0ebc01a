// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/demo_traffic.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/pipeline/demo_copies.h"

namespace mirrorscope::pipeline {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr auto kRetryPause = std::chrono::seconds(1);
/// Between the first requests of two proxies: sources appear in the same order every time.
constexpr auto kStep = std::chrono::milliseconds(150);
/// The listener's answers are a few lines; anything longer is not ours.
constexpr std::size_t kAnswerBytes = 4096;
constexpr std::string_view kStored = "HTTP/1.1 204";

/// One invented proxy: keeps a connection and sends one request after the other.
class Sender {
public:
    Sender(asio::io_context& io, const DemoProxy& proxy, tcp::endpoint listener, DemoSeed seed,
           DemoSeed waveSeed, Clock::duration delay)
        : m_proxy(proxy),
          m_listener(std::move(listener)),
          m_begin(Clock::now() + delay),
          m_random(seed),
          m_visitors(proxy.hosts, seed + 1, waveSeed),
          m_socket(io),
          m_timer(io) {}

    asio::awaitable<void> run() {
        // What is sent follows the plan, not the clock: a slow machine sends the same, later.
        double seconds = 0;
        auto due = m_begin;
        while (true) {
            m_timer.expires_at(due);
            co_await m_timer.async_wait(kAwait);
            const double pause = pauseAfter(seconds);
            seconds += pause;
            due = std::max(due + std::chrono::duration_cast<Clock::duration>(Seconds(pause)), Clock::now());
            if (!co_await send(m_proxy.copyOf(m_visitors.next(seconds), m_random))) {
                boost::system::error_code ignored;
                m_socket.close(ignored);
                m_timer.expires_after(kRetryPause);
                co_await m_timer.async_wait(kAwait);
            }
        }
    }

private:
    /// Exponential pauses around the rate, which swings slowly and rises in a wave.
    double pauseAfter(double seconds) {
        const double swing = 1 + 0.1 * std::sin(seconds / 9);
        std::exponential_distribution<double> pause(m_proxy.rate * swing * m_visitors.intensity(seconds));
        return pause(m_random);
    }

    asio::awaitable<bool> connect() {
        boost::system::error_code failed;
        m_socket.open(m_listener.protocol(), failed);
        m_socket.bind({asio::ip::make_address(std::string(m_proxy.peer)), 0}, failed);
        if (failed) {
            co_return false;
        }
        const auto [error] = co_await m_socket.async_connect(m_listener, kAwait);
        co_return !error;
    }

    asio::awaitable<bool> send(std::string request) {
        if (!m_socket.is_open() && !co_await connect()) {
            co_return false;
        }
        const auto [writeError, written] =
            co_await asio::async_write(m_socket, asio::buffer(request), kAwait);
        if (writeError) {
            co_return false;
        }
        std::string answer;
        const auto [readError, length] = co_await asio::async_read_until(
            m_socket, asio::dynamic_buffer(answer, kAnswerBytes), "\r\n\r\n", kAwait);
        // A refusal may have a body: a new connection is simpler than reading it.
        co_return !readError && answer.starts_with(kStored);
    }

    const DemoProxy& m_proxy;
    const tcp::endpoint m_listener;
    const Clock::time_point m_begin;
    DemoRandom m_random;
    DemoVisitors m_visitors;
    tcp::socket m_socket;
    asio::steady_timer m_timer;
};

/// Where IPv4 loopback reaches the listener; unset when it does not.
std::optional<tcp::endpoint> reachable(const api::ListenerAddress& listener) {
    if (!listener.address.is_v4() || !(listener.address.is_loopback() || listener.address.is_unspecified())) {
        return std::nullopt;
    }
    const bool any = listener.address.is_unspecified();
    return tcp::endpoint(any ? asio::ip::address_v4::loopback() : listener.address.to_v4(), listener.port);
}

}  // namespace

/// The thread and everything on it. Destroying it ends both at once: no request of the demo matters.
class DemoTraffic::Run {
public:
    Run(const tcp::endpoint& listener, DemoSeed seed) {
        DemoRandom seeds(seed);
        const DemoSeed waves = seeds();
        for (const DemoProxy& proxy : demoProxies()) {
            m_senders.push_back(
                std::make_unique<Sender>(m_io, proxy, listener, seeds(), waves, kStep * m_senders.size()));
            asio::co_spawn(m_io, m_senders.back()->run(), asio::detached);
        }
        m_thread = std::jthread([this] { m_io.run(); });
    }

    ~Run() {
        m_io.stop();
        m_thread.join();
    }

    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

private:
    asio::io_context m_io{1};
    std::vector<std::unique_ptr<Sender>> m_senders;  // their sockets go before m_io
    std::jthread m_thread;
};

DemoTraffic::DemoTraffic(DemoSeed seed) : m_seed(seed) {}
DemoTraffic::~DemoTraffic() = default;

base::Result<void> DemoTraffic::start(const api::ListenerAddress& listener) {
    const auto endpoint = reachable(listener);
    if (!endpoint) {
        return base::Error{base::ErrorCode::AddressUnavailable,
                           {listener.text(), "demo traffic is sent to loopback addresses only"}};
    }
    const std::lock_guard lock(m_mutex);
    m_run.reset();
    m_run = std::make_unique<Run>(*endpoint, m_seed + m_starts++);
    return {};
}

void DemoTraffic::stop() {
    const std::lock_guard lock(m_mutex);
    m_run.reset();
}

bool DemoTraffic::isRunning() const {
    const std::lock_guard lock(m_mutex);
    return m_run != nullptr;
}

}  // namespace mirrorscope::pipeline
