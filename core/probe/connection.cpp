// SPDX-License-Identifier: Apache-2.0
#include "core/probe/connection.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <type_traits>
#include <utility>

#include "core/base/ip_network.h"

namespace mirrorscope::probe {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Socket = asio::ip::tcp::socket;
using TlsStream = asio::ssl::stream<Socket>;
using boost::system::error_code;

/// What both kinds do alike.
template <typename Stream>
class StreamConnection : public Connection {
public:
    template <typename... Arguments>
    explicit StreamConnection(Arguments&&... arguments) : m_stream(std::forward<Arguments>(arguments)...) {}

    void write(std::string_view bytes, OnDone done) override {
        asio::async_write(m_stream, asio::buffer(bytes.data(), bytes.size()),
                          [done = std::move(done)](error_code failed, std::size_t) { done(failed); });
    }
    void readHeader(boost::beast::flat_buffer& buffer, ResponseParser& parser, OnDone done) override {
        http::async_read_header(m_stream, buffer, parser,
                                [done = std::move(done)](error_code failed, std::size_t) { done(failed); });
    }
    void readRest(boost::beast::flat_buffer& buffer, ResponseParser& parser, OnDone done) override {
        http::async_read(m_stream, buffer, parser,
                         [done = std::move(done)](error_code failed, std::size_t) { done(failed); });
    }
    bool isIdle() override {
        char byte = 0;
        error_code failed;
        socket().non_blocking(true, failed);
        socket().receive(asio::buffer(&byte, 1), asio::socket_base::message_peek, failed);
        return failed == asio::error::would_block;
    }
    void close() override {
        error_code ignored;
        socket().close(ignored);
    }

protected:
    Socket& socket() {
        if constexpr (std::is_same_v<Stream, Socket>) {
            return m_stream;
        } else {
            return m_stream.next_layer();
        }
    }
    void connectSocket(const asio::ip::tcp::endpoint& to, OnDone done) {
        socket().async_connect(to, [this, done = std::move(done)](error_code failed) {
            error_code ignored;
            socket().set_option(asio::ip::tcp::no_delay(true), ignored);
            done(failed);
        });
    }

    Stream m_stream;
};

class PlainConnection final : public StreamConnection<Socket> {
public:
    using StreamConnection::StreamConnection;
    void connect(const asio::ip::tcp::endpoint& to, OnDone done) override {
        connectSocket(to, std::move(done));
    }
};

class TlsConnection final : public StreamConnection<TlsStream> {
public:
    TlsConnection(asio::io_context& io, asio::ssl::context& context, const std::string& host)
        : StreamConnection(io, context) {
        error_code ignored;
        m_stream.set_verify_mode(asio::ssl::verify_peer, ignored);
        m_stream.set_verify_callback(asio::ssl::host_name_verification(host), ignored);
        // SNI takes names only (RFC 6066 3).
        if (!base::parseAddress(host)) {
            // As SSL_set_tlsext_host_name(), a macro with a cast of C.
            std::string name = host;
            SSL_ctrl(m_stream.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                     name.data());
        }
    }
    void connect(const asio::ip::tcp::endpoint& to, OnDone done) override {
        connectSocket(to, [this, done = std::move(done)](error_code failed) {
            if (failed) {
                done(failed);
                return;
            }
            m_stream.async_handshake(asio::ssl::stream_base::client,
                                     [done](error_code refused) { done(refused); });
        });
    }
};

}  // namespace

std::unique_ptr<Connection> plainConnection(asio::io_context& io) {
    return std::make_unique<PlainConnection>(io);
}

std::unique_ptr<Connection> tlsConnection(asio::io_context& io, asio::ssl::context& context,
                                          const std::string& host) {
    return std::make_unique<TlsConnection>(io, context, host);
}

}  // namespace mirrorscope::probe
