// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ctime>

namespace mirrorscope::test {

/// How long this thread has computed since: what other programs of the machine take does not count, so that
/// a bound on work holds on a busy machine, too. One thread.
class ProcessorTimer {
public:
    ProcessorTimer() : m_start(now()) {}

    long long milliseconds() const { return now() - m_start; }

private:
    static long long now() {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return time.tv_sec * 1000LL + time.tv_nsec / 1'000'000;
    }

    long long m_start;
};

}  // namespace mirrorscope::test
