// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorscope::test {

/// A blocking loopback TCP connection with a deadline on every call. Closes when destroyed.
class Socket {
public:
    /// IPv4, or IPv6 without a `from`.
    static std::optional<Socket> connect(std::uint16_t port, const std::string& address = "127.0.0.1",
                                         const std::string& from = {});
    explicit Socket(int descriptor);
    Socket(Socket&& other) noexcept;
    Socket& operator=(Socket&& other) noexcept;
    ~Socket();

    bool send(std::string_view bytes);
    /// Whatever comes next; empty at the end, on a reset or when nothing came in time.
    std::string receive();
    /// How long send() and receive() wait, 10 s without this.
    void giveUpAfter(std::chrono::milliseconds time);
    /// No more will be sent (FIN).
    void finishSending();
    /// Gone without a word (RST).
    void abort();

private:
    static std::optional<Socket> connect6(std::uint16_t port, const std::string& address);

    int m_descriptor = -1;
};

struct Response {
    int status = 0;
    std::string head;
    std::string body;
};

/// Reads responses one after another, keeping what is left over.
class ResponseReader {
public:
    explicit ResponseReader(Socket& socket) : m_socket(socket) {}
    /// Nothing when the connection ended before a whole response.
    std::optional<Response> next();

private:
    Socket& m_socket;
    std::string m_buffer;
};

/// One request on a connection of its own; the bytes must be a whole request.
std::optional<Response> exchange(std::uint16_t port, std::string_view request);

/// A listening socket on a free port of loopback; who asked for it closes the descriptor.
struct ListeningSocket {
    int descriptor = -1;
    std::uint16_t port = 0;
};
ListeningSocket listenOnLoopback();

/// A port on loopback that nobody listens on at the moment.
std::uint16_t freePort();

/// Polls until it is true or the time is over; returns whether it became true.
template <typename Condition>
bool becomesTrue(const Condition& condition, std::chrono::milliseconds within = std::chrono::seconds(20));

void pauseBetweenLooks();

template <typename Condition>
bool becomesTrue(const Condition& condition, std::chrono::milliseconds within) {
    const auto end = std::chrono::steady_clock::now() + within;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        pauseBetweenLooks();
    }
    return true;
}

}  // namespace mirrorscope::test
