// SPDX-License-Identifier: Apache-2.0
#include "tests/core/probe/mirror_shim.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/http/head.h"
#include "core/probe/probe_tag.h"

namespace mirrorscope::test {
namespace {

constexpr int kLookMilliseconds = 20;

/// Chunks taken off; unset while the last one is missing. No trailers.
std::optional<std::string> unchunked(const std::string& bytes, std::size_t& used) {
    std::string body;
    std::size_t at = 0;
    while (true) {
        const auto lineEnd = bytes.find("\r\n", at);
        std::size_t size = 0;
        if (lineEnd == bytes.npos) {
            return std::nullopt;
        }
        std::from_chars(bytes.data() + at, bytes.data() + lineEnd, size, 16);
        if (bytes.size() < lineEnd + 2 + size + 2) {
            return std::nullopt;
        }
        body.append(bytes, lineEnd + 2, size);
        at = lineEnd + 2 + size + 2;
        if (size == 0) {
            used = at;
            return body;
        }
    }
}

/// The body of what is buffered behind a head, taken out of the buffer; unset while some is missing.
std::optional<std::string> takeBody(std::string& buffer, std::size_t headEnd) {
    const http::Head head(std::string_view(buffer).substr(0, headEnd));
    const std::string rest = buffer.substr(headEnd);
    std::size_t used = 0;
    std::optional<std::string> body;
    if (head.has("Transfer-Encoding")) {
        body = unchunked(rest, used);
    } else {
        const auto text = head.value("Content-Length").value_or("0");
        std::from_chars(text.data(), text.data() + text.size(), used);
        body = rest.size() >= used ? std::optional(rest.substr(0, used)) : std::nullopt;
    }
    if (body) {
        buffer.erase(0, headEnd + used);
    }
    return body;
}

}  // namespace

MirrorShim::MirrorShim(std::uint16_t listener, Decide decide)
    : m_listener(listener), m_decide(std::move(decide)), m_listening(listenOnLoopback()) {
    m_thread = std::thread([this] { run(); });
}

MirrorShim::~MirrorShim() {
    m_stop = true;
    m_thread.join();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
    for (std::thread& thread : m_delayed) {
        thread.join();
    }
    ::close(m_listening.descriptor);
}

void MirrorShim::run() {
    while (!m_stop) {
        pollfd waiting{m_listening.descriptor, POLLIN, 0};
        if (::poll(&waiting, 1, kLookMilliseconds) > 0) {
            const int connection = ::accept4(m_listening.descriptor, nullptr, nullptr, SOCK_CLOEXEC);
            ++m_connections;
            m_threads.emplace_back([this, connection] { serve(connection); });
        }
    }
}

void MirrorShim::serve(int connection) {
    Socket socket(connection);
    std::string buffer;
    while (!m_stop) {
        pollfd waiting{connection, POLLIN, 0};
        if (::poll(&waiting, 1, kLookMilliseconds) > 0 && !serveOne(socket, buffer)) {
            return;
        }
    }
}

bool MirrorShim::serveOne(Socket& socket, std::string& buffer) {
    std::size_t headEnd = std::string::npos;
    bool hasContinued = false;
    std::string head;
    while (true) {
        const std::string more = socket.receive();
        if (more.empty()) {
            return false;
        }
        buffer += more;
        if (m_isSilent) {
            return true;
        }
        headEnd = buffer.find("\r\n\r\n");
        if (headEnd == buffer.npos) {
            continue;
        }
        head = buffer.substr(0, headEnd + 4);
        if (!hasContinued && head.find("Expect: 100-continue\r\n") != head.npos) {
            hasContinued = true;
            socket.send("HTTP/1.1 100 Continue\r\n\r\n");
        }
        if (const auto body = takeBody(buffer, headEnd + 4)) {
            socket.send(answerTo(body->size()));
            if (body->size() <= m_refuseOver) {
                mirror(head, *body);
            }
            return true;
        }
    }
}

std::string MirrorShim::answerTo(std::size_t bodyBytes) const {
    if (bodyBytes > m_refuseOver) {
        return "HTTP/1.1 " + std::to_string(m_refusal) + " No\r\nContent-Length: 0\r\n\r\n";
    }
    return m_redirect.empty()
               ? std::string("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
               : "HTTP/1.1 302 Found\r\nLocation: " + m_redirect + "\r\nContent-Length: 0\r\n\r\n";
}

void MirrorShim::mirror(const std::string& head, const std::string& body) {
    const auto tag = probe::tagOf(http::Head(head));
    const CopyFate fate = m_decide(tag ? tag->number : 0);
    const std::string cut = body.substr(0, std::min(fate.cutTo, body.size()));
    const http::Head read(head);
    std::string copy(read.requestLine());
    copy += "\r\nX-Copied-By: shim\r\n";
    for (const auto& field : read.fields()) {
        const bool isFraming =
            field.name == "Transfer-Encoding" || field.name == "Content-Length" || field.name == "Expect";
        if (!isFraming) {
            copy.append(field.name).append(": ").append(field.value).append("\r\n");
        }
    }
    copy += "Content-Length: " + std::to_string(cut.size()) + "\r\n\r\n" + cut;
    if (const auto at = fate.from.empty() ? copy.npos : copy.find(fate.from); at != copy.npos) {
        copy.replace(at, fate.from.size(), fate.to);
    }
    const auto send = [port = m_listener, fate, copy] {
        std::this_thread::sleep_for(fate.delay);
        for (int i = 0; i < fate.copies; ++i) {
            test::exchange(port, copy);
        }
    };
    if (fate.delay.count() == 0) {
        send();
        return;
    }
    // The next request on this connection does not wait for a copy that is held back.
    const std::lock_guard lock(m_mutex);
    m_delayed.emplace_back(send);
}

}  // namespace mirrorscope::test
