// SPDX-License-Identifier: Apache-2.0
#include "core/storage/session_copy.h"

#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace mirrorscope::storage {
namespace {

/// Between two looks at the cancel token.
constexpr std::size_t kBlock = 1U << 20U;

/// A file that is not there is nothing to copy.
base::Result<void> copyFile(const std::filesystem::path& from, const std::filesystem::path& to,
                            const base::CancelToken& cancel, const std::function<void(std::size_t)>& copied) {
    std::ifstream in(from, std::ios::binary);
    if (!in) {
        return errno == ENOENT
                   ? base::Result<void>()
                   : base::Error{base::ErrorCode::SessionUnreadable, {from.string(), std::strerror(errno)}};
    }
    std::ofstream out(to, std::ios::binary);
    std::vector<char> block(kBlock);
    while (out && in) {
        if (cancel.isCancelled()) {
            return base::Error{base::ErrorCode::Cancelled, {}};
        }
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        out.write(block.data(), in.gcount());
        copied(static_cast<std::size_t>(in.gcount()));
    }
    out.close();
    if (!out) {
        return base::Error{base::ErrorCode::SessionUnwritable, {to.string(), std::strerror(errno)}};
    }
    if (in.bad()) {
        return base::Error{base::ErrorCode::SessionUnreadable, {from.string(), std::strerror(EIO)}};
    }
    return {};
}

std::uint64_t sizeOf(const std::filesystem::path& file) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    return failed ? 0 : size;
}

}  // namespace

base::Result<SessionCopy> SessionCopy::make(const std::filesystem::path& session,
                                            const std::filesystem::path& directory,
                                            const base::CancelToken& cancel, const Progress& progress) {
    std::error_code failed;
    std::filesystem::create_directories(directory, failed);
    std::string name = (directory / "mirrorscope-copy-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        return base::Error{base::ErrorCode::SessionUnwritable, {directory.string(), std::strerror(errno)}};
    }
    SessionCopy copy{std::filesystem::path(name)};
    const std::filesystem::path log = session.string() + "-wal";
    const std::uint64_t all = sizeOf(session) + sizeOf(log);
    std::uint64_t done = 0;
    const auto copied = [&](std::size_t bytes) {
        done += bytes;
        if (progress) {
            progress(done, all);
        }
    };
    for (const auto& [from, to] : {std::pair{session, copy.path()}, {log, copy.path().string() + "-wal"}}) {
        if (auto outcome = copyFile(from, to, cancel, copied); !outcome) {
            return outcome.error();
        }
    }
    return copy;
}

SessionCopy::SessionCopy(SessionCopy&& other) noexcept : m_directory(std::exchange(other.m_directory, {})) {}

SessionCopy& SessionCopy::operator=(SessionCopy&& other) noexcept {
    std::swap(m_directory, other.m_directory);
    return *this;
}

SessionCopy::~SessionCopy() {
    if (!m_directory.empty()) {
        std::error_code failed;
        std::filesystem::remove_all(m_directory, failed);
    }
}

base::Result<void> checkIsPlainFile(const std::filesystem::path& session) {
    std::error_code failed;
    const auto status = std::filesystem::status(session, failed);
    if (status.type() == std::filesystem::file_type::not_found) {
        return base::Error{base::ErrorCode::SessionMissing, {session.string()}};
    }
    if (failed) {
        return base::Error{base::ErrorCode::SessionUnreadable, {session.string(), failed.message()}};
    }
    if (!std::filesystem::is_regular_file(status)) {
        return base::Error{base::ErrorCode::SessionUnreadable, {session.string(), "it is not a plain file"}};
    }
    return {};
}

}  // namespace mirrorscope::storage
