// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/socket.h"

namespace mirrorscope::test {

/// What the shim does with the copy of one request.
struct CopyFate {
    int copies = 1;
    std::chrono::milliseconds delay{0};
    std::size_t cutTo = SIZE_MAX;  // bytes of the body
    std::string from{};            // in the copy, this text
    std::string to{};              // is that
};

/// A proxy that answers every request with 200 and mirrors it to a listener as it is told to: exactly which
/// copies are lost, come twice, late or cut is up to the test. One thread a connection.
class MirrorShim {
public:
    /// By the number in the probe's tag; called on a connection's thread.
    using Decide = std::function<CopyFate(std::uint32_t)>;

    MirrorShim(std::uint16_t listener, Decide decide);
    ~MirrorShim();
    std::uint16_t port() const { return m_listening.port; }
    /// In place of 200, for requests with bodies over so many bytes.
    void refuseBodiesOver(std::size_t bytes, int status) {
        m_refuseOver = bytes;
        m_refusal = status;
    }
    /// Accept and read, never answer.
    void fallSilent() { m_isSilent = true; }
    /// Answer with a redirect to that URL.
    void redirectTo(std::string url) { m_redirect = std::move(url); }
    std::size_t connections() const { return m_connections; }

private:
    void run();
    void serve(int connection);
    bool serveOne(Socket& socket, std::string& buffer);
    std::string answerTo(std::size_t bodyBytes) const;
    void mirror(const std::string& head, const std::string& body);

    const std::uint16_t m_listener;
    const Decide m_decide;
    ListeningSocket m_listening;
    std::size_t m_refuseOver = SIZE_MAX;
    int m_refusal = 0;
    std::string m_redirect;
    std::atomic<bool> m_isSilent{false};
    std::atomic<bool> m_stop{false};
    std::atomic<std::size_t> m_connections{0};
    std::vector<std::thread> m_threads;
    std::mutex m_mutex;
    std::vector<std::thread> m_delayed;  // copies that are held back
    std::thread m_thread;
};

}  // namespace mirrorscope::test
