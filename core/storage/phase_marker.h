// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <utility>

namespace mirrorscope::storage {

/// For crash tests: one mapped byte that is 1 from BEGIN to the end of COMMIT. The mapping survives a kill -9
/// of the process, so a test can tell where the kill landed. Without a file it does nothing.
class PhaseMarker {
public:
    explicit PhaseMarker(const std::filesystem::path& file);
    PhaseMarker(const PhaseMarker&) = delete;
    PhaseMarker& operator=(const PhaseMarker&) = delete;
    ~PhaseMarker();

    void enter() { set(1); }
    void leave() { set(0); }

private:
    void set(unsigned char phase) {
        if (m_byte != nullptr) {
            *m_byte = phase;
        }
    }
    volatile unsigned char* m_byte = nullptr;
};

}  // namespace mirrorscope::storage
