// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace mirrorscope::test {

/// A small program for a test to run.
inline std::filesystem::path writeScript(const std::filesystem::path& file, const std::string& lines) {
    std::ofstream(file) << "#!/bin/sh\n" << lines << "\n";
    constexpr mode_t kRunnable = 0700;
    ::chmod(file.c_str(), kRunnable);
    return file;
}

/// Gone, or dead and not reaped: nobody reaps orphans in some containers.
inline bool isGone(pid_t process) {
    std::ifstream in("/proc/" + std::to_string(process) + "/stat");
    std::string line;
    if (!std::getline(in, line)) {
        return true;
    }
    const auto behindName = line.rfind(") ");
    return behindName != line.npos && line[behindName + 2] == 'Z';
}

}  // namespace mirrorscope::test
