// SPDX-License-Identifier: Apache-2.0
#include "core/storage/disk_guard.h"

namespace mirrorscope::storage {

DiskGuard::DiskGuard(const std::filesystem::path& session, const Limits& limits)
    : m_folder(session.has_parent_path() ? session.parent_path() : std::filesystem::path(".")),
      m_limits(limits) {}

DiskGuard::Level DiskGuard::look(Time now) {
    if (m_lookedAt && now - *m_lookedAt < kInterval) {
        return m_level;
    }
    m_lookedAt = now;
    m_freeBytes = measure();
    if (!m_freeBytes) {
        m_level = Level::Fine;  // a disk that does not say how full it is still says when it is full
        return m_level;
    }
    const bool refused = m_level == Level::Refusing;
    const std::uint64_t limit = m_limits.refuseBytes + (refused ? m_limits.refuseBytes / 4 : 0);
    if (*m_freeBytes < limit) {
        m_level = Level::Refusing;
    } else {
        m_level = *m_freeBytes < m_limits.warnBytes ? Level::Low : Level::Fine;
    }
    return m_level;
}

std::optional<std::uint64_t> DiskGuard::measure() const {
    std::error_code failed;
    const auto space = std::filesystem::space(m_folder, failed);
    if (failed) {
        return std::nullopt;
    }
    return space.available;
}

}  // namespace mirrorscope::storage
