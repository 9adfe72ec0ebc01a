// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorscope::lab {

/// A process that no later one can be taken for: numbers come again, a number with its start does not. Plain
/// value.
struct ProcessIdentity {
    pid_t id = 0;
    std::uint64_t started = 0;  // clock ticks since boot (proc(5), stat, field 22)
    std::string boot;           // of the running kernel
    std::string space;          // process numbers count in it: "pid:[4026531836]"

    bool operator==(const ProcessIdentity&) const = default;
    /// One line, as parse() reads it.
    std::string text() const;
    static std::optional<ProcessIdentity> parse(std::string_view line);
    static ProcessIdentity own();
};

enum class Life : std::uint8_t { Alive, Dead, Unknown };
/// Unknown: it counts in another space (a container that shares our directory).
Life lifeOf(const ProcessIdentity& process);

}  // namespace mirrorscope::lab
