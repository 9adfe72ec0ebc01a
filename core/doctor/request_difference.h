// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/traffic/mirrored_request.h"

namespace mirrorscope::doctor {

/// One difference of two requests, or one thing that is the same.
struct Difference {
    enum class Kind {
        Same,
        Value,  // the same header with another value
        Name,   // the same header, spelled with other capitals
        Order,  // the same line at another place among those that both have
        OnlyA,
        OnlyB
    };
    Kind kind = Kind::Same;
    std::string what;  // "method", "target", "version", "body", or the header's name
    std::string a;     // raw bytes, as received
    std::string b;
    std::size_t lineA = 0;  // of a header among those of its head, from 1; 0: not there, or no header
    std::size_t lineB = 0;
};

std::string_view differenceKindName(Difference::Kind kind);

/// Compares two requests as a person reads them: request line, headers by name in the order of A (repeated
/// ones by their number), then those of B alone, then the bodies by length and digest.
std::vector<Difference> differencesOf(const traffic::MirroredRequest& a, const traffic::MirroredRequest& b);

/// How many header lines differ, in value, spelling or place, or are in one of them alone.
std::size_t headerDifferences(const traffic::MirroredRequest& a, const traffic::MirroredRequest& b);

}  // namespace mirrorscope::doctor
