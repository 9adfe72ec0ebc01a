// SPDX-License-Identifier: Apache-2.0
#include "core/listener/mirror_listener.h"

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <unordered_set>
#include <utility>

#include "core/base/ip_network.h"
#include "core/listener/counter_book.h"
#include "core/listener/descriptor_limit.h"
#include "core/listener/session.h"

namespace mirrorscope::listener {
namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

/// One read; large enough that a burst of small requests is one system call.
constexpr std::size_t kReadBytes = 64U << 10U;
/// Between two looks at the deadlines of all connections: one timer for all costs less than one each.
constexpr std::chrono::milliseconds kLook{10};
/// After a failed accept (no descriptors left), so that it does not spin.
constexpr std::chrono::milliseconds kAcceptPause{50};

std::string placeOf(const ListenerOptions& options) {
    const std::string host =
        options.address.is_v6() ? "[" + options.address.to_string() + "]" : options.address.to_string();
    return host + ":" + std::to_string(options.port);
}

base::Error openFailure(const ListenerOptions& options, const error_code& failed) {
    const std::string place = placeOf(options);
    if (failed == boost::asio::error::address_in_use) {
        return {base::ErrorCode::AddressInUse, {place}};
    }
    if (failed == boost::asio::error::access_denied || failed == boost::asio::error::no_permission) {
        return {base::ErrorCode::AddressNotPermitted, {place}};
    }
    return {base::ErrorCode::AddressUnavailable, {place, failed.message()}};
}

class TcpMirrorListener final : public MirrorListener,
                                public std::enable_shared_from_this<TcpMirrorListener> {
public:
    TcpMirrorListener(boost::asio::io_context& io, ListenerOptions options, traffic::RequestSink& sink,
                      const base::Clock& clock)
        : m_io(io),
          m_options(std::move(options)),
          m_counters(std::make_shared<CounterBook>()),
          m_host(std::make_shared<SessionHost>(
              SessionHost{m_options.name, m_options.limits, m_options.acknowledge, sink, clock, m_counters,
                          std::string(kReadBytes, '\0'), BodyBudget(m_options.limits.allBodiesBytes)})),
          m_acceptor(io),
          m_allow(m_options.allow),
          m_looks(io) {}

    error_code bind() {
        const tcp::endpoint place(m_options.address, m_options.port);
        error_code failed;
        m_acceptor.open(place.protocol(), failed);
        if (!failed) {
            m_acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
        }
        if (!failed) {
            m_acceptor.bind(place, failed);
        }
        if (!failed) {
            m_acceptor.listen(boost::asio::socket_base::max_listen_connections, failed);
        }
        if (!failed) {
            m_port = m_acceptor.local_endpoint(failed).port();
        }
        return failed;
    }

    void start() {
        boost::asio::post(m_io, [self = shared_from_this()] {
            self->accept();
            self->look();
        });
    }

    void stop() override {
        boost::asio::post(m_io, [self = shared_from_this()] {
            error_code failed;
            self->m_acceptor.close(failed);
            self->m_stopped = true;
            for (const auto& session : self->m_sessions) {
                session->stop();
            }
            self->noteQuiet();
        });
    }

    /// On the I/O thread, so that the next connection is judged by it.
    void setAllow(std::vector<base::IpNetwork> allow) override {
        boost::asio::post(m_io, [self = shared_from_this(), allow = std::move(allow)]() mutable {
            self->m_allow = std::move(allow);
        });
    }

    bool isQuiet() const override { return m_quiet; }

    std::uint16_t port() const override { return m_port; }
    const ListenerOptions& options() const override { return m_options; }
    ListenerCounters counters() const override { return m_counters->snapshot(); }
    std::vector<traffic::PeerCounters> peers() const override { return m_counters->peers(); }

private:
    void accept() {
        m_acceptor.async_accept(m_accepted,
                                [self = shared_from_this()](const error_code& failed, tcp::socket socket) {
                                    if (self->m_stopped || failed == boost::asio::error::operation_aborted) {
                                        return;
                                    }
                                    if (failed) {
                                        self->acceptLater();
                                        return;
                                    }
                                    try {
                                        self->welcome(std::move(socket));
                                    } catch (const std::exception&) {  // no memory for one more
                                        self->m_counters->incident();
                                    }
                                    self->accept();
                                });
    }

    void acceptLater() {
        auto timer = std::make_shared<boost::asio::steady_timer>(m_io, kAcceptPause);
        timer->async_wait([self = shared_from_this(), timer](const error_code&) { self->accept(); });
    }

    void welcome(tcp::socket socket) {
        const base::IpAddress peer = m_accepted.address();
        if (m_sessions.size() >= m_options.limits.connections) {
            std::erase_if(m_sessions, [](const auto& session) { return session->isClosed(); });
        }
        const bool allowed = mayConnect(peer);
        if (!allowed || m_sessions.size() >= m_options.limits.connections) {
            m_counters->connectionRefused(peer, allowed ? NoRow::OverLimit : NoRow::NotAllowed,
                                          m_host->clock.wall());
            return;  // closing it is the answer
        }
        auto session = std::make_shared<Session>(std::move(socket), m_host);
        m_sessions.insert(session);
        session->start();
    }

    bool mayConnect(const base::IpAddress& peer) const {
        const auto plain = base::parseAddress(peer.to_string()).value_or(peer);
        return m_allow.empty() ? plain.is_loopback() : base::containsAddress(m_allow, plain);
    }

    /// Between two handlers, where no request is half way from its connection to the counters.
    void noteQuiet() { m_quiet = m_stopped && m_counters->snapshot().inFlight == 0; }

    void look() {
        const auto now = m_host->clock.steady();
        for (auto session = m_sessions.begin(); session != m_sessions.end();) {
            (*session)->checkDeadlines(now);
            session = (*session)->isClosed() ? m_sessions.erase(session) : std::next(session);
        }
        noteQuiet();
        if (m_quiet && m_sessions.empty()) {
            return;
        }
        m_looks.expires_after(kLook);
        m_looks.async_wait([self = shared_from_this()](const error_code& failed) {
            if (!failed) {
                self->look();
            }
        });
    }

    boost::asio::io_context& m_io;
    const ListenerOptions m_options;
    std::shared_ptr<CounterBook> m_counters;
    std::shared_ptr<SessionHost> m_host;
    tcp::acceptor m_acceptor;
    std::vector<base::IpNetwork> m_allow;  // I/O thread
    tcp::endpoint m_accepted;              // the peer of the connection that comes next
    boost::asio::steady_timer m_looks;
    std::unordered_set<std::shared_ptr<Session>> m_sessions;
    std::uint16_t m_port = 0;
    bool m_stopped = false;
    std::atomic<bool> m_quiet{false};
};

}  // namespace

base::Result<std::shared_ptr<MirrorListener>> MirrorListener::open(boost::asio::io_context& io,
                                                                   ListenerOptions options,
                                                                   traffic::RequestSink& sink,
                                                                   const base::Clock& clock) {
    if (!options.address.is_loopback() && options.allow.empty()) {
        return base::Error{base::ErrorCode::AllowListRequired, {placeOf(options)}};
    }
    allowAllDescriptors();
    auto listener = std::make_shared<TcpMirrorListener>(io, std::move(options), sink, clock);
    if (const auto failed = listener->bind()) {
        return openFailure(listener->options(), failed);
    }
    listener->start();
    return std::static_pointer_cast<MirrorListener>(listener);
}

}  // namespace mirrorscope::listener
