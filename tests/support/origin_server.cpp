// SPDX-License-Identifier: Apache-2.0
#include "tests/support/origin_server.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>

#include "core/http/head.h"

namespace mirrorscope::test {
namespace {

constexpr int kLookMilliseconds = 50;
constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n";

/// Bytes still to come after the head: by length, or until the last chunk.
bool isWhole(const std::string& bytes, std::size_t headEnd) {
    const http::Head head(std::string_view(bytes).substr(0, headEnd));
    if (head.has("Transfer-Encoding")) {
        return bytes.ends_with("0\r\n\r\n");
    }
    std::size_t length = 0;
    if (const auto text = head.value("Content-Length")) {
        std::from_chars(text->data(), text->data() + text->size(), length);
    }
    return bytes.size() >= headEnd + length;
}

}  // namespace

OriginServer::OriginServer() : m_listening(listenOnLoopback()) {
    m_thread = std::thread([this] { run(); });
}

OriginServer::~OriginServer() {
    m_stop = true;
    m_thread.join();
    ::close(m_listening.descriptor);
}

std::vector<std::string> OriginServer::requestLines() const {
    const std::lock_guard lock(m_mutex);
    return m_lines;
}

void OriginServer::run() {
    while (!m_stop) {
        pollfd waiting{m_listening.descriptor, POLLIN, 0};
        if (::poll(&waiting, 1, kLookMilliseconds) > 0) {
            serve(::accept4(m_listening.descriptor, nullptr, nullptr, SOCK_CLOEXEC));
        }
    }
}

void OriginServer::serve(int connection) {
    Socket socket(connection);
    std::string bytes;
    std::size_t headEnd = std::string::npos;
    while (headEnd == std::string::npos || !isWhole(bytes, headEnd + 4)) {
        const std::string more = socket.receive();
        if (more.empty()) {
            return;
        }
        bytes += more;
        headEnd = bytes.find("\r\n\r\n");
    }
    {
        const std::lock_guard lock(m_mutex);
        m_lines.push_back(bytes.substr(0, bytes.find("\r\n")));
    }
    socket.send(kAnswer);
}

}  // namespace mirrorscope::test
