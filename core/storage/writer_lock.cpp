// SPDX-License-Identifier: Apache-2.0
#include "core/storage/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <thread>
#include <utility>

namespace mirrorscope::storage {
namespace {

/// isHeld() of another process holds the lock for some microseconds: that is no reason not to record.
constexpr int kTries = 4;
constexpr std::chrono::milliseconds kBetweenTries{5};

std::string holderOf(int descriptor) {
    char text[32] = {};
    const auto got = ::pread(descriptor, text, sizeof text - 1, 0);
    std::string holder(text, got > 0 ? static_cast<std::size_t>(got) : 0);
    return holder.empty() ? "unknown" : holder;
}

/// Links to one session share one lock; SQLite resolves them for its own files likewise.
std::string lockFile(const std::filesystem::path& session) {
    std::error_code failed;
    const std::filesystem::path file = std::filesystem::weakly_canonical(session, failed);
    return (failed ? session : file).string() + ".lock";
}

}  // namespace

base::Result<WriterLock> WriterLock::take(const std::filesystem::path& session) {
    const std::string path = lockFile(session);
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return base::Error{base::ErrorCode::SessionUnwritable, {session.string(), std::strerror(errno)}};
    }
    WriterLock lock(descriptor);
    int tries = kTries;
    while (tries > 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        std::this_thread::sleep_for(kBetweenTries);
        --tries;
    }
    if (tries == 0) {
        return base::Error{base::ErrorCode::SessionLocked, {session.string(), holderOf(descriptor)}};
    }
    const std::string mine = std::to_string(::getpid());
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, mine.data(), mine.size(), 0) < 0) {
        return base::Error{base::ErrorCode::SessionUnwritable, {session.string(), std::strerror(errno)}};
    }
    return lock;
}

bool WriterLock::isHeld(const std::filesystem::path& session) {
    return holder(session).has_value();
}

std::optional<std::string> WriterLock::holder(const std::filesystem::path& session) {
    const int descriptor = ::open(lockFile(session).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    std::optional<std::string> holder;
    if (descriptor >= 0) {
        if (::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            holder = holderOf(descriptor);
        }
        ::close(descriptor);
    }
    return holder;
}

WriterLock::WriterLock(WriterLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

WriterLock::~WriterLock() {
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

}  // namespace mirrorscope::storage
