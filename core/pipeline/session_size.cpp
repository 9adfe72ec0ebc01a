// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/session_size.h"

namespace mirrorscope::pipeline {

std::uint64_t sessionSize(const std::filesystem::path& session) {
    std::uint64_t sum = 0;
    for (const char* suffix : {"", "-wal"}) {
        std::error_code missing;
        const auto size = std::filesystem::file_size(session.string() + suffix, missing);
        sum += missing ? 0 : size;
    }
    return sum;
}

}  // namespace mirrorscope::pipeline
