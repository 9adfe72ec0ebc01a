// SPDX-License-Identifier: Apache-2.0
#include "tests/support/socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <thread>
#include <utility>

#include "core/http/head.h"

namespace mirrorscope::test {
namespace {

constexpr timeval kDeadline{10, 0};

sockaddr_in loopback(const std::string& address, std::uint16_t port) {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    inet_pton(AF_INET, address.c_str(), &place.sin_addr);
    return place;
}

template <typename Place>
sockaddr* plain(Place& place) {
    return reinterpret_cast<sockaddr*>(&place);
}

/// At a port that the system chose.
ListeningSocket boundToLoopback() {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in place = loopback("127.0.0.1", 0);
    ::bind(descriptor, plain(place), sizeof place);
    socklen_t size = sizeof place;
    getsockname(descriptor, plain(place), &size);
    return {descriptor, ntohs(place.sin_port)};
}

}  // namespace

std::optional<Socket> Socket::connect(std::uint16_t port, const std::string& address,
                                      const std::string& from) {
    if (address.find(':') != address.npos) {
        return connect6(port, address);
    }
    Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in own = loopback(from, 0);
    if (!from.empty() && ::bind(socket.m_descriptor, plain(own), sizeof own) != 0) {
        return std::nullopt;
    }
    sockaddr_in place = loopback(address, port);
    if (::connect(socket.m_descriptor, plain(place), sizeof place) != 0) {
        return std::nullopt;
    }
    return socket;
}

std::optional<Socket> Socket::connect6(std::uint16_t port, const std::string& address) {
    Socket socket(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in6 place{};
    place.sin6_family = AF_INET6;
    place.sin6_port = htons(port);
    inet_pton(AF_INET6, address.c_str(), &place.sin6_addr);
    if (::connect(socket.m_descriptor, plain(place), sizeof place) != 0) {
        return std::nullopt;
    }
    return socket;
}

Socket::Socket(int descriptor) : m_descriptor(descriptor) {
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &kDeadline, sizeof kDeadline);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &kDeadline, sizeof kDeadline);
}

Socket::Socket(Socket&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

Socket& Socket::operator=(Socket&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

Socket::~Socket() {
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

bool Socket::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::string Socket::receive() {
    std::string buffer(64 * 1024, '\0');
    const auto got = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    buffer.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return buffer;
}

void Socket::giveUpAfter(std::chrono::milliseconds time) {
    const timeval limit{time.count() / 1000, time.count() % 1000 * 1000};
    setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(m_descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

void Socket::finishSending() {
    ::shutdown(m_descriptor, SHUT_WR);
}

void Socket::abort() {
    const linger atOnce{1, 0};
    setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    ::close(std::exchange(m_descriptor, -1));
}

std::optional<Response> ResponseReader::next() {
    std::size_t headEnd = 0;
    while ((headEnd = m_buffer.find("\r\n\r\n")) == m_buffer.npos) {
        const std::string more = m_socket.receive();
        if (more.empty()) {
            return std::nullopt;
        }
        m_buffer += more;
    }
    Response response;
    response.head = m_buffer.substr(0, headEnd + 4);
    m_buffer.erase(0, headEnd + 4);
    const http::Head head(response.head);
    const auto space = head.requestLine().find(' ');
    const auto digits = head.requestLine().substr(space + 1, 3);
    std::from_chars(digits.data(), digits.data() + digits.size(), response.status);
    std::size_t length = 0;
    if (const auto text = head.value("Content-Length")) {
        std::from_chars(text->data(), text->data() + text->size(), length);
    }
    while (m_buffer.size() < length) {
        const std::string more = m_socket.receive();
        if (more.empty()) {
            return std::nullopt;
        }
        m_buffer += more;
    }
    response.body = m_buffer.substr(0, length);
    m_buffer.erase(0, length);
    return response;
}

std::optional<Response> exchange(std::uint16_t port, std::string_view request) {
    auto socket = Socket::connect(port);
    if (!socket || !socket->send(request)) {
        return std::nullopt;
    }
    return ResponseReader(*socket).next();
}

std::uint16_t freePort() {
    const auto [descriptor, port] = boundToLoopback();
    ::close(descriptor);
    return port;
}

ListeningSocket listenOnLoopback() {
    constexpr int kWaiting = 64;
    const ListeningSocket made = boundToLoopback();
    ::listen(made.descriptor, kWaiting);
    return made;
}

void pauseBetweenLooks() {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

}  // namespace mirrorscope::test
