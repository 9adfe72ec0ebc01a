// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/measuring.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace mirrorscope::bench {

double millisecondsSince(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

void forget(const std::filesystem::path& session) {
    for (const char* suffix : {"", "-wal"}) {
        const int descriptor = ::open((session.string() + suffix).c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor >= 0) {
            ::fdatasync(descriptor);
            ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
            ::close(descriptor);
        }
    }
}

double peakMemory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::stod(line.substr(6)) / 1024;
        }
    }
    return 0;
}

}  // namespace mirrorscope::bench
