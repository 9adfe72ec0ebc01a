// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace mirrorscope::storage {

/// Stops recording before the disk is full: the last bytes belong to the checkpoint that brings the log home
/// and to whatever else lives on the disk. One owner, one thread.
class DiskGuard {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Off unless set.
    struct Limits {
        /// Free bytes below which people are warned; 0: never.
        std::uint64_t warnBytes = 0;
        /// Free bytes below which requests are refused; 0: only when the disk itself refuses.
        std::uint64_t refuseBytes = 0;
    };
    enum class Level : std::uint8_t { Fine, Low, Refusing };

    /// `session` need not exist yet; its folder must.
    DiskGuard(const std::filesystem::path& session, const Limits& limits);
    virtual ~DiskGuard() = default;

    /// Looks at the disk, at most once a second. Refusing ends a quarter above its limit, so that it does not
    /// flicker while others write.
    Level look(Time now);
    /// Of the last look; unset when the disk did not say.
    std::optional<std::uint64_t> freeBytes() const { return m_freeBytes; }
    const Limits& limits() const { return m_limits; }

    /// Between two looks.
    static constexpr std::chrono::seconds kInterval{1};

protected:
    /// Bytes that this user may still write; a test answers for a disk.
    virtual std::optional<std::uint64_t> measure() const;

private:
    std::filesystem::path m_folder;
    Limits m_limits;
    Level m_level = Level::Fine;
    std::optional<std::uint64_t> m_freeBytes;
    std::optional<Time> m_lookedAt;
};

}  // namespace mirrorscope::storage
