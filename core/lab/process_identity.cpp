// SPDX-License-Identifier: Apache-2.0
#include "core/lab/process_identity.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace mirrorscope::lab {
namespace {

std::string firstLine(const std::string& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

/// Unset when there is no such process, and when it has ended and nobody has asked for its end yet: where no
/// init reaps orphans, those stay.
std::optional<std::uint64_t> startOf(pid_t id) {
    const std::string line = firstLine("/proc/" + std::to_string(id) + "/stat");
    // The name stands in parentheses and may hold anything, parentheses too.
    const auto behindName = line.rfind(')');
    if (behindName == line.npos) {
        return std::nullopt;
    }
    std::istringstream fields(line.substr(behindName + 1));
    std::string state;
    fields >> state;
    if (state == "Z" || state == "X") {
        return std::nullopt;
    }
    constexpr int kBetween = 18;  // from field 4 to field 22
    std::string skipped;
    for (int i = 0; i < kBetween; ++i) {
        fields >> skipped;
    }
    std::uint64_t started = 0;
    return fields >> started ? std::optional(started) : std::nullopt;
}

std::string bootId() {
    return firstLine("/proc/sys/kernel/random/boot_id");
}

std::string ownSpace() {
    std::error_code failed;
    return std::filesystem::read_symlink("/proc/self/ns/pid", failed).string();
}

}  // namespace

std::string ProcessIdentity::text() const {
    return std::to_string(id) + " " + std::to_string(started) + " " + boot + " " + space;
}

std::optional<ProcessIdentity> ProcessIdentity::parse(std::string_view line) {
    std::istringstream in{std::string(line)};
    ProcessIdentity out;
    const bool isRead = static_cast<bool>(in >> out.id >> out.started >> out.boot >> out.space);
    return isRead && out.id > 0 ? std::optional(out) : std::nullopt;
}

ProcessIdentity ProcessIdentity::own() {
    return {::getpid(), startOf(::getpid()).value_or(0), bootId(), ownSpace()};
}

Life lifeOf(const ProcessIdentity& process) {
    if (process.boot != bootId()) {
        return Life::Dead;
    }
    if (process.space != ownSpace()) {
        return Life::Unknown;
    }
    return startOf(process.id) == process.started ? Life::Alive : Life::Dead;
}

}  // namespace mirrorscope::lab
