// SPDX-License-Identifier: Apache-2.0
#include "tests/support/steady_load.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <string_view>
#include <vector>

namespace mirrorscope::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kAnswer = "HTTP/1.1 204 No Content\r\n\r\n";
/// After the last request was due: answers later than this are errors.
constexpr std::chrono::seconds kGrace{3};
/// No request waits longer for the next look than this.
constexpr int kLookMilliseconds = 1;

struct Connection {
    int descriptor = -1;
    std::deque<Clock::time_point> due;  // of requests without an answer
    std::string unsent;
    std::size_t answerBytes = 0;  // of the answer that is coming in
};

int connectTo(std::uint16_t port) {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(descriptor, reinterpret_cast<sockaddr*>(&place), sizeof place) != 0) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

class Load {
public:
    Load(std::uint16_t port, const std::string& request, int connections) : m_request(request) {
        for (int i = 0; i < connections; ++i) {
            m_connections.push_back({connectTo(port), {}, {}, 0});
        }
    }
    ~Load() {
        for (const Connection& one : m_connections) {
            ::close(one.descriptor);
        }
    }

    Latencies run(double rate, int seconds) {
        const auto begin = Clock::now();
        const auto total = static_cast<std::uint64_t>(rate * seconds);
        const std::chrono::duration<double> step(1 / rate);
        const auto end = begin + std::chrono::seconds(seconds) + kGrace;
        std::uint64_t sent = 0;
        while ((sent < total || isWaiting()) && Clock::now() < end) {
            const auto now = Clock::now();
            while (sent < total) {
                const auto due = begin + std::chrono::duration_cast<Clock::duration>(step * sent);
                if (due > now) {
                    break;
                }
                Connection& one = m_connections[sent % m_connections.size()];
                one.due.push_back(due);
                one.unsent += m_request;
                ++sent;
            }
            exchange();
        }
        return summary(total);
    }

private:
    bool isWaiting() const {
        return std::ranges::any_of(m_connections, [](const Connection& one) { return !one.due.empty(); });
    }

    void exchange() {
        std::vector<pollfd> looks;
        for (Connection& one : m_connections) {
            if (!one.unsent.empty()) {
                const auto count =
                    ::send(one.descriptor, one.unsent.data(), one.unsent.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
                one.unsent.erase(0, count > 0 ? static_cast<std::size_t>(count) : 0);
            }
            looks.push_back({one.descriptor, POLLIN, 0});
        }
        if (::poll(looks.data(), looks.size(), kLookMilliseconds) <= 0) {
            return;
        }
        for (std::size_t i = 0; i < looks.size(); ++i) {
            if (looks[i].revents != 0) {
                receive(m_connections[i]);
            }
        }
    }

    void receive(Connection& one) {
        char buffer[4096];
        const auto got = ::recv(one.descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
        const auto now = Clock::now();
        for (const char c : std::string_view(buffer, got > 0 ? static_cast<std::size_t>(got) : 0)) {
            m_wrong = m_wrong || c != kAnswer[one.answerBytes];
            if (++one.answerBytes == kAnswer.size()) {
                one.answerBytes = 0;
                if (!one.due.empty()) {
                    m_latencies.push_back(
                        std::chrono::duration<double, std::milli>(now - one.due.front()).count());
                    one.due.pop_front();
                }
            }
        }
    }

    Latencies summary(std::uint64_t total) {
        Latencies out;
        out.answers = m_wrong ? 0 : m_latencies.size();
        out.errors = total - out.answers;
        if (out.answers > 0) {
            std::ranges::sort(m_latencies);
            const auto at = [&](double share) {
                return m_latencies[static_cast<std::size_t>(share * static_cast<double>(out.answers - 1))];
            };
            out.p50 = at(0.5);
            out.p99 = at(0.99);
            out.most = m_latencies.back();
        }
        return out;
    }

    const std::string& m_request;
    std::vector<Connection> m_connections;
    std::vector<double> m_latencies;
    bool m_wrong = false;  // an answer that is not the 204
};

}  // namespace

Latencies steadyLoad(std::uint16_t port, const std::string& request, double rate, int seconds,
                     int connections) {
    return Load(port, request, connections).run(rate, seconds);
}

}  // namespace mirrorscope::test
