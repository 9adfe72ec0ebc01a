// SPDX-License-Identifier: Apache-2.0
#include "core/storage/phase_marker.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace mirrorscope::storage {

PhaseMarker::PhaseMarker(const std::filesystem::path& file) {
    if (file.empty()) {
        return;
    }
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor >= 0 && ::ftruncate(descriptor, 1) == 0) {
        void* place = ::mmap(nullptr, 1, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        m_byte = place == MAP_FAILED ? nullptr : static_cast<unsigned char*>(place);
    }
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    leave();
}

PhaseMarker::~PhaseMarker() {
    if (m_byte != nullptr) {
        ::munmap(const_cast<unsigned char*>(m_byte), 1);
    }
}

}  // namespace mirrorscope::storage
