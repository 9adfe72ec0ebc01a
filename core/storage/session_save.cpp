// SPDX-License-Identifier: Apache-2.0
#include "core/storage/session_save.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <utility>

#include "core/storage/own_sessions.h"
#include "core/storage/session_file.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

using Steady = std::chrono::steady_clock;

constexpr mode_t kMode = 0600;
/// Between two reports.
constexpr std::chrono::milliseconds kReport{100};
/// Virtual machine steps between two looks at the clock and the token: some microseconds.
constexpr int kSteps = 1000;

std::uint64_t sizeOf(const std::filesystem::path& file) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    return failed ? 0 : size;
}

base::Error unwritable(const std::filesystem::path& file) {
    return {base::ErrorCode::SessionUnwritable, {file.string(), std::strerror(errno)}};
}

/// Removes what was begun unless it is kept.
class BegunFile {
public:
    explicit BegunFile(const std::filesystem::path& target)
        : m_target(target), m_path(target.string() + ".part") {}
    BegunFile(const BegunFile&) = delete;
    BegunFile& operator=(const BegunFile&) = delete;
    ~BegunFile() {
        for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
            std::error_code ignored;
            std::filesystem::remove(m_path.string() + suffix, ignored);
        }
    }

    base::Result<void> begin() {
        std::error_code failed;
        std::filesystem::remove(m_path, failed);
        const int descriptor = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
        if (descriptor < 0) {
            return unwritable(m_target);
        }
        ::close(descriptor);
        return {};
    }

    /// On the disk first, then under its name. A name that was taken meanwhile is not replaced.
    base::Result<void> keep() {
        if (!sync(m_path, O_RDWR) || ::link(m_path.c_str(), m_target.c_str()) != 0) {
            return errno == EEXIST ? base::Error{base::ErrorCode::SessionExists, {m_target.string()}}
                                   : unwritable(m_target);
        }
        const auto directory =
            m_target.has_parent_path() ? m_target.parent_path() : std::filesystem::path(".");
        return sync(directory, O_RDONLY | O_DIRECTORY) ? base::Result<void>() : unwritable(m_target);
    }

    const std::filesystem::path& path() const { return m_path; }

private:
    static bool sync(const std::filesystem::path& file, int flags) {
        const int descriptor = ::open(file.c_str(), flags | O_CLOEXEC);
        const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
        const int reason = errno;
        if (descriptor >= 0) {
            ::close(descriptor);
        }
        errno = reason;
        return done;
    }

    std::filesystem::path m_target;
    std::filesystem::path m_path;
};

/// Looks at token and clock while SQLite copies.
class Watch {
public:
    Watch(Database& database, const std::filesystem::path& growing, std::uint64_t all,
          const base::CancelToken& cancel, const SaveProgress& progress)
        : m_database(database), m_growing(growing), m_all(all), m_cancel(cancel), m_progress(progress) {
        sqlite3_progress_handler(m_database.handle(), kSteps, look, this);
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch() { sqlite3_progress_handler(m_database.handle(), 0, nullptr, nullptr); }

private:
    static int look(void* self) { return static_cast<Watch*>(self)->look() ? 1 : 0; }
    bool look() {
        if (const auto now = Steady::now(); m_progress && now >= m_next) {
            m_next = now + kReport;
            m_progress(sizeOf(m_growing), m_all);
        }
        return m_cancel.isCancelled();
    }

    Database& m_database;
    const std::filesystem::path& m_growing;
    const std::uint64_t m_all;
    const base::CancelToken& m_cancel;
    const SaveProgress& m_progress;
    Steady::time_point m_next{};
};

base::Result<void> copyInto(Database& database, const std::filesystem::path& file, std::uint64_t all,
                            const base::CancelToken& cancel, const SaveProgress& progress) {
    // The connection writes nothing of its own; it may into another file, which is attached meanwhile.
    sqlite3_limit(database.handle(), SQLITE_LIMIT_ATTACHED, 1);
    if (auto ready = database.run("PRAGMA query_only=0"); !ready) {
        return ready;
    }
    auto copy = Statement::prepare(database, "VACUUM INTO ?");
    if (!copy) {
        return copy.error();
    }
    const Watch watch(database, file, all, cancel, progress);
    const std::string name = file.string();  // bound values are not copied
    return copy->bindText(name).run();
}

/// Told apart from the original, and ours.
base::Result<void> giveNewName(const std::filesystem::path& file) {
    auto database = Database::open(file, Database::Access::Write);
    if (!database) {
        return database.error();
    }
    if (auto named =
            database->run("PRAGMA journal_mode=DELETE;"
                          "UPDATE meta SET value = lower(hex(randomblob(16))) WHERE key = 'session'");
        !named) {
        return named;
    }
    rememberSession(sessionId(*database));
    return {};
}

}  // namespace

base::Result<void> saveSession(const std::filesystem::path& session, const std::filesystem::path& target,
                               const base::CancelToken& cancel, const SaveProgress& progress) {
    std::error_code failed;
    if (std::filesystem::exists(std::filesystem::symlink_status(target, failed))) {
        return base::Error{base::ErrorCode::SessionExists, {target.string()}};
    }
    auto database = openForReading(session, cancel, progress);
    if (!database) {
        return database.error();
    }
    BegunFile begun(target);
    if (auto made = begun.begin(); !made) {
        return made;
    }
    const auto free = database->number("PRAGMA freelist_count");
    const auto pages = database->number("PRAGMA page_count");
    const auto size = database->number("PRAGMA page_size");
    if (!free || !pages || !size) {
        return !free ? free.error() : !pages ? pages.error() : size.error();
    }
    const auto all = static_cast<std::uint64_t>((*pages - *free) * *size);
    if (auto copied = copyInto(*database, begun.path(), all, cancel, progress); !copied) {
        return cancel.isCancelled() ? base::Error{base::ErrorCode::Cancelled, {}} : copied.error();
    }
    if (auto named = giveNewName(begun.path()); !named) {
        return named;
    }
    return begun.keep();
}

}  // namespace mirrorscope::storage
