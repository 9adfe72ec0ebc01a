// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mirrorscope::bodies {

/// How far a reader came. What it read before a problem stays in the tree.
enum class EndKind : std::uint8_t {
    Whole,
    EndsEarly,  // the bytes end before the value does
    Invalid,    // no such syntax at `offset`
    Full,       // kMostNodes
    Cancelled,
};

struct ReadingEnd {
    EndKind kind = EndKind::Whole;
    std::uint32_t offset = 0;  // of the first problem, in the buffer that was read
    bool tooDeep = false;      // something was not opened

    bool isWhole() const { return kind == EndKind::Whole; }
};

}  // namespace mirrorscope::bodies
