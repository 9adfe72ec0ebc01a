// SPDX-License-Identifier: Apache-2.0
// What the listener is measured against: Beast on one thread that reads a request and answers 204, nothing
// else. Prints its port, then serves until it is killed.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <cstdio>
#include <memory>
#include <utility>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = boost::asio::ip::tcp;

class Connection : public std::enable_shared_from_this<Connection> {
public:
    explicit Connection(tcp::socket socket) : m_stream(std::move(socket)) {
        m_stream.socket().set_option(tcp::no_delay(true));
    }

    void read() {
        m_request = {};
        http::async_read(m_stream, m_buffer, m_request,
                         [self = shared_from_this()](beast::error_code failed, std::size_t) {
                             if (!failed) {
                                 self->answer();
                             }
                         });
    }

private:
    void answer() {
        m_response = {http::status::no_content, m_request.version()};
        m_response.keep_alive(m_request.keep_alive());
        m_response.prepare_payload();
        http::async_write(m_stream, m_response,
                          [self = shared_from_this()](beast::error_code failed, std::size_t) {
                              if (!failed && self->m_response.keep_alive()) {
                                  self->read();
                              }
                          });
    }

    beast::tcp_stream m_stream;
    beast::flat_buffer m_buffer;
    http::request<http::string_body> m_request;
    http::response<http::empty_body> m_response;
};

void accept(tcp::acceptor& acceptor) {
    acceptor.async_accept([&acceptor](beast::error_code failed, tcp::socket socket) {
        if (!failed) {
            std::make_shared<Connection>(std::move(socket))->read();
        }
        accept(acceptor);
    });
}

}  // namespace

int main() {
    asio::io_context io{1};
    tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
    std::printf("%u\n", acceptor.local_endpoint().port());
    std::fflush(stdout);
    accept(acceptor);
    io.run();
    return 0;
}
