// SPDX-License-Identifier: Apache-2.0
#include "core/config/replaced_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace mirrorscope::config {
namespace {

namespace fs = std::filesystem;

/// Directories that are missing are made for their owner alone, as the XDG specification asks.
void makeDirectories(const fs::path& directory) {
    std::error_code failed;
    if (directory.empty() || fs::exists(directory, failed)) {
        return;
    }
    makeDirectories(directory.parent_path());
    ::mkdir(directory.c_str(), S_IRWXU);  // the file that follows says what went wrong
}

bool writeAll(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno != EINTR) {
            return false;
        }
        content.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    return true;
}

void syncDirectory(const fs::path& directory) {
    const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

}  // namespace

base::Result<void> replaceFile(const fs::path& file, std::string_view content) {
    std::error_code missing;
    const fs::path target = fs::weakly_canonical(file, missing);
    if (missing) {
        return base::Error{base::ErrorCode::OutputFailed, {file.string(), missing.message()}};
    }
    makeDirectories(target.parent_path());
    std::string name = target.string() + ".XXXXXX";
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);  // 0600
    struct stat old{};
    bool done = descriptor >= 0;
    if (done && ::stat(target.c_str(), &old) == 0) {
        done = ::fchmod(descriptor, old.st_mode & 07777) == 0;
    }
    done = done && writeAll(descriptor, content) && ::fsync(descriptor) == 0 &&
           ::rename(name.c_str(), target.c_str()) == 0;
    const int reason = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!done) {
        if (descriptor >= 0) {
            ::unlink(name.c_str());
        }
        return base::Error{base::ErrorCode::OutputFailed, {file.string(), std::strerror(reason)}};
    }
    syncDirectory(target.parent_path());
    return {};
}

}  // namespace mirrorscope::config
