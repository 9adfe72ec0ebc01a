// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "core/traffic/mirrored_request.h"

namespace mirrorscope::listener {

/// Of every part of a body but its last. Longer bodies leave the memory part by part, so that what a
/// connection holds does not grow with its body. Small enough that 16 make a transaction of 4 MiB, large
/// enough that few bodies of ordinary traffic reach it.
inline constexpr std::size_t kPartBytes = 256U << 10U;

/// Takes the parts of the bodies of one connection, a body after the other. Same thread as its reader.
class PartSink {
public:
    virtual ~PartSink() = default;

    /// The next part of the body being read. False: it cannot be stored and the body is given up; no more
    /// parts of it are wanted.
    virtual bool part(std::string bytes) = 0;
    /// The body of which part() was called is complete. Its key; 0 when it was given up.
    virtual traffic::BodyKey endBody() = 0;
};

}  // namespace mirrorscope::listener
