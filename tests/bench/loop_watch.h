// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <vector>

namespace mirrorscope::bench {

/// What the calling thread took so far.
inline double threadSeconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// A heartbeat of the event loop: how late each beat came is how long the loop was busy with something else.
class LoopWatch : public QObject {
public:
    LoopWatch() {
        m_beat.setTimerType(Qt::PreciseTimer);
        m_beat.setInterval(kBeat);
        connect(&m_beat, &QTimer::timeout, this, [this] {
            const auto now = std::chrono::steady_clock::now();
            m_late.push_back(std::chrono::duration<double, std::milli>(now - m_last - kBeat).count());
            m_last = now;
        });
        m_beat.start();
    }

    /// `stall`: milliseconds from which the loop counts as stalled.
    void print(double stall) {
        if (m_late.empty()) {
            return;
        }
        std::ranges::sort(m_late);
        const auto at = [&](double share) {
            return m_late[static_cast<std::size_t>(share * static_cast<double>(m_late.size() - 1))];
        };
        const auto stalls = std::ranges::count_if(m_late, [&](double late) { return late > stall; });
        std::printf(
            "event loop      %zu beats of 5 ms; late by median %.2f ms, p99 %.2f ms, at most %.2f ms\n",
            m_late.size(), at(0.5), at(0.99), m_late.back());
        std::printf("stalls          %ld over %.0f ms (goal 0)\n", static_cast<long>(stalls), stall);
    }

private:
    static constexpr std::chrono::milliseconds kBeat{5};
    QTimer m_beat;
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
    std::vector<double> m_late;
};

}  // namespace mirrorscope::bench
