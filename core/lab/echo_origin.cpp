// SPDX-License-Identifier: Apache-2.0
#include "core/lab/echo_origin.h"

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

namespace mirrorscope::lab {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

/// Bodies of the lab have 8 MiB at most (probe_kind.h); a proxy keeps some connections.
constexpr std::uint64_t kMostBody = 64ULL << 20U;
constexpr std::size_t kMostConnections = 128;
constexpr std::chrono::seconds kPatience{60};

/// What all connections share; they run on the one thread of the io_context.
struct Shared {
    std::atomic<std::uint64_t> requests{0};
    std::size_t connections = 0;
    asio::io_context io{1};  // last: connections that are open end with it
};

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, Shared& shared) : m_stream(std::move(socket)), m_shared(shared) {
        ++m_shared.connections;
    }
    ~Session() { --m_shared.connections; }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void readHeader() {
        m_parser.emplace();
        m_parser->body_limit(kMostBody);
        m_stream.expires_after(kPatience);
        http::async_read_header(m_stream, m_buffer, *m_parser,
                                [self = shared_from_this()](error_code failed, std::size_t) {
                                    if (!failed) {
                                        self->agree();
                                    }
                                });
    }

private:
    /// A proxy may hand Expect: 100-continue on, and keep the body until it is asked for.
    void agree() {
        const bool isAsked = beast::iequals(m_parser->get()[http::field::expect], "100-continue");
        if (!isAsked || m_parser->is_done()) {
            readBody();
            return;
        }
        m_agreed = {http::status::continue_, m_parser->get().version()};
        http::async_write(m_stream, m_agreed, [self = shared_from_this()](error_code failed, std::size_t) {
            if (!failed) {
                self->readBody();
            }
        });
    }

    void readBody() {
        http::async_read(m_stream, m_buffer, *m_parser,
                         [self = shared_from_this()](error_code failed, std::size_t) {
                             if (!failed) {
                                 self->answer();
                             }
                         });
    }

    void answer() {
        const auto request = m_parser->release();
        ++m_shared.requests;
        std::ostringstream echo;
        echo << request.base() << "body: " << request.body().size() << " bytes\n";
        m_response = {http::status::ok, request.version()};
        m_response.set(http::field::server, "mirrorscope-lab");
        m_response.set(http::field::content_type, "text/plain");
        m_response.body() = echo.str();
        m_response.keep_alive(request.keep_alive());
        m_response.prepare_payload();
        if (request.method() == http::verb::head) {
            m_response.body().clear();  // its length stays said
        }
        http::async_write(m_stream, m_response, [self = shared_from_this()](error_code failed, std::size_t) {
            if (!failed && self->m_response.keep_alive()) {
                self->readHeader();
            }
        });
    }

    beast::tcp_stream m_stream;
    Shared& m_shared;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    http::response<http::empty_body> m_agreed;
    http::response<http::string_body> m_response;
};

class Server final : public EchoOrigin {
public:
    ~Server() override {
        m_shared.io.stop();
        if (m_thread.joinable()) {
            m_thread.join();
        }
    }

    base::Result<void> open() {
        error_code failed;
        const tcp::endpoint place(asio::ip::address_v4::loopback(), 0);
        m_acceptor.open(place.protocol(), failed);
        if (!failed) {
            m_acceptor.bind(place, failed);
        }
        if (!failed) {
            m_acceptor.listen(tcp::acceptor::max_listen_connections, failed);
        }
        if (!failed) {
            m_port = m_acceptor.local_endpoint(failed).port();
        }
        if (failed) {
            return base::Error{base::ErrorCode::AddressUnavailable, {"127.0.0.1", failed.message()}};
        }
        accept();
        m_thread = std::thread([this] { m_shared.io.run(); });
        return {};
    }

    std::uint16_t port() const override { return m_port; }
    std::uint64_t requests() const override { return m_shared.requests; }

private:
    void accept() {
        m_acceptor.async_accept([this](error_code failed, tcp::socket socket) {
            if (!failed && m_shared.connections < kMostConnections) {
                std::make_shared<Session>(std::move(socket), m_shared)->readHeader();
            }
            if (failed != asio::error::operation_aborted) {
                accept();
            }
        });
    }

    Shared m_shared;
    tcp::acceptor m_acceptor{m_shared.io};
    std::uint16_t m_port = 0;
    std::thread m_thread;
};

}  // namespace

base::Result<std::unique_ptr<EchoOrigin>> EchoOrigin::start() {
    auto server = std::make_unique<Server>();
    if (auto opened = server->open(); !opened) {
        return opened.error();
    }
    return base::Result<std::unique_ptr<EchoOrigin>>(std::move(server));
}

}  // namespace mirrorscope::lab
