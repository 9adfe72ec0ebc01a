// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_directory.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/process_identity.h"

namespace mirrorscope::lab {
namespace {

constexpr std::string_view kPrefix = "mirrorscope-lab-";
constexpr std::string_view kOwner = "owner";
constexpr std::string_view kKept = "kept";
/// Between making a directory and saying whose it is lie microseconds.
constexpr std::chrono::seconds kUnnamedTime{60};

bool write(const std::filesystem::path& file, const std::string& line) {
    std::ofstream out(file);
    out << line << '\n';
    out.close();
    return out.good();
}

/// A directory that this user made, and no link that somebody put there.
bool isOurs(const std::filesystem::path& path, struct stat& facts) {
    return ::lstat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode) && facts.st_uid == ::geteuid();
}

bool isDead(const std::filesystem::path& path) {
    struct stat facts{};
    if (!isOurs(path, facts)) {
        return false;
    }
    std::ifstream in(path / kOwner);
    std::string line;
    if (!std::getline(in, line)) {
        const auto made = std::chrono::system_clock::from_time_t(facts.st_mtime);
        return std::chrono::system_clock::now() - made > kUnnamedTime;
    }
    const auto owner = ProcessIdentity::parse(line);
    return owner && lifeOf(*owner) == Life::Dead;
}

}  // namespace

std::filesystem::path usualLabPlace() {
    std::error_code failed;
    const auto place = std::filesystem::temp_directory_path(failed);
    return failed ? std::filesystem::path("/tmp") : place;
}

base::Result<std::unique_ptr<LabDirectory>> LabDirectory::make(const std::filesystem::path& place) {
    std::string name = (place / (std::string(kPrefix) + "XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr) {
        return base::Error{base::ErrorCode::OutputFailed, {place.string(), std::strerror(errno)}};
    }
    std::unique_ptr<LabDirectory> directory(new LabDirectory(name));
    if (!write(directory->path() / kOwner, ProcessIdentity::own().text())) {
        return base::Error{base::ErrorCode::OutputFailed, {name, "nothing can be written into it"}};
    }
    return directory;
}

LabDirectory::~LabDirectory() {
    if (!m_isKept) {
        std::error_code failed;  // a later run tries again
        std::filesystem::remove_all(m_path, failed);
    }
}

void LabDirectory::keep() {
    m_isKept = write(m_path / kOwner, std::string(kKept));
}

std::size_t removeDeadLabs(const std::filesystem::path& place) {
    std::vector<std::filesystem::path> dead;
    std::error_code failed;
    for (std::filesystem::directory_iterator at(place, failed), end; !failed && at != end;
         at.increment(failed)) {
        if (at->path().filename().string().starts_with(kPrefix) && isDead(at->path())) {
            dead.push_back(at->path());
        }
    }
    std::size_t removed = 0;
    for (const auto& path : dead) {
        std::error_code kept;
        std::filesystem::remove_all(path, kept);
        removed += kept ? 0 : 1;
    }
    return removed;
}

}  // namespace mirrorscope::lab
