// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mirrorscope::probe {

using ResponseParser = boost::beast::http::response_parser<boost::beast::http::string_body>;
/// Called once, on the io_context's thread.
using OnDone = std::function<void(boost::system::error_code)>;

/// A connection to the proxy, with or without TLS. What an operation is given must stay until it is done;
/// close() makes all of them end.
class Connection {
public:
    virtual ~Connection() = default;
    virtual void connect(const boost::asio::ip::tcp::endpoint& to, OnDone done) = 0;
    virtual void write(std::string_view bytes, OnDone done) = 0;
    virtual void readHeader(boost::beast::flat_buffer& buffer, ResponseParser& parser, OnDone done) = 0;
    virtual void readRest(boost::beast::flat_buffer& buffer, ResponseParser& parser, OnDone done) = 0;
    /// Nothing came and nobody hung up since the last answer.
    virtual bool isIdle() = 0;
    virtual void close() = 0;
};

std::unique_ptr<Connection> plainConnection(boost::asio::io_context& io);
/// The peer must have a certificate for `host`.
std::unique_ptr<Connection> tlsConnection(boost::asio::io_context& io, boost::asio::ssl::context& context,
                                          const std::string& host);

}  // namespace mirrorscope::probe
