// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/socket.h"

namespace mirrorscope::test {

/// The application behind a proxy: answers every request with 200 and keeps the request lines. One connection
/// after another on a thread of its own.
class OriginServer {
public:
    OriginServer();
    ~OriginServer();

    std::uint16_t port() const { return m_listening.port; }
    std::vector<std::string> requestLines() const;

private:
    void run();
    void serve(int connection);

    ListeningSocket m_listening;
    std::atomic<bool> m_stop{false};
    mutable std::mutex m_mutex;
    std::vector<std::string> m_lines;
    std::thread m_thread;
};

}  // namespace mirrorscope::test
