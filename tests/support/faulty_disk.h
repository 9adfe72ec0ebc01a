// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace mirrorscope::test {

/// A disk that fails when told to: SQLite's default VFS while it lives, over the real one. Counts the
/// operations on files and lets one of them, or all from one on, go wrong. Beside that it knows what a power
/// cut would leave: what was written and not synced may be there, or not, or in part. One at a time; thread
/// safe.
class FaultyDisk {
public:
    enum class Fault : std::uint8_t {
        None,
        IoError,     // whatever the operation is
        ShortWrite,  // half of the bytes are written, then an I/O error
        Full,        // writes that need space
    };
    struct Plan {
        Fault fault = Fault::None;
        std::uint64_t at = 0;  // operation, from 1
        bool lasting = false;  // all that follow too
    };

    FaultyDisk();
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    void setPlan(const Plan& plan);
    /// How often the plan struck.
    std::uint64_t struck() const;
    std::uint64_t operations() const;

    /// From operation `at` on nothing is written any more and everything fails, as for a process that dies.
    void cutPowerAt(std::uint64_t at);
    bool isCut() const;
    /// A disk that says "synced" and has done nothing: what tests must be able to notice.
    void ignoreSyncs() { m_syncsCount = false; }
    /// From now on it is remembered what is durable, of each file from its beginning.
    void watchDurability() { m_watching = true; }

    enum class Survivors : std::uint8_t { SyncedOnly, Everything, Random };
    /// The files after the power cut, by name in `folder`. `seed` chooses what survives of what was not
    /// synced, 512 bytes at a time.
    void writeSurvivors(const std::filesystem::path& folder, Survivors survivors, std::uint64_t seed) const;

    // For the VFS.
    enum class Operation : std::uint8_t { Open, Read, Write, Sync, Truncate, Size, Delete, Shared };
    enum class Verdict : std::uint8_t { Go, Fail, FailHalfWritten, FailFull };
    Verdict next(Operation operation);
    void wrote(const std::string& file, std::uint64_t offset, std::string bytes);
    void truncated(const std::string& file, std::uint64_t size);
    void synced(const std::string& file);
    void deleted(const std::string& file);

private:
    struct Change {
        std::uint64_t offset = 0;
        std::string bytes;
        bool truncates = false;
    };
    struct Image {
        std::string durable;
        std::vector<Change> pending;
    };
    static void apply(std::string& content, const Change& change);

    mutable std::mutex m_mutex;
    Plan m_plan;
    std::uint64_t m_operations = 0;
    std::uint64_t m_struck = 0;
    std::optional<std::uint64_t> m_cutAt;
    bool m_cut = false;
    bool m_syncsCount = true;
    bool m_watching = false;
    std::map<std::string, Image> m_images;
    struct Vfs;
    std::unique_ptr<Vfs> m_vfs;
};

}  // namespace mirrorscope::test
