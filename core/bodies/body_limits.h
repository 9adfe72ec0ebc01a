// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

/// Bounds of what is read from one body. Reaching one is part of the result (Remark) and said to the person.
namespace mirrorscope::bodies {

/// What the listener keeps at most by default. Larger ones are read as far as this: offsets stay small, and
/// nobody waits a second for a tree.
inline constexpr std::size_t kMostReadBytes = 16U << 20U;

/// 40 bytes each. "[1,1,1,…" would make half a million of them from 1 MiB, and nobody opens so many rows.
inline constexpr std::size_t kMostNodes = 100'000;

/// A sender gets a level for one byte. Deeper values become one row each: frameworks stop at 64 to 1,000, and
/// a view pays for every level of every row that it paints.
inline constexpr std::size_t kMostDepth = 256;

/// A form has dozens. Further parts are counted, not listed.
inline constexpr std::size_t kMostParts = 5'000;
/// RFC 7578 knows three. Further lines of a part are not listed.
inline constexpr std::size_t kMostPartHeaders = 32;
/// RFC 2046 5.1.1 allows 70.
inline constexpr std::size_t kLongestBoundary = 256;

/// Values read once more (JSON in a string, JWT in a field): how often within each other, how many, and how
/// many bytes all of them may come to. Without them one value could be decoded into itself over and over.
inline constexpr std::size_t kMostNesting = 4;
inline constexpr std::size_t kMostNested = 500;
inline constexpr std::size_t kMostNestedBytes = 1U << 20U;

/// Cookies of one request: RFC 6265 6.1 asks for 50 a host.
inline constexpr std::size_t kMostCookies = 1'000;

/// Steps of a reader between two looks at its cancel token.
inline constexpr std::size_t kStepsBetweenLooks = 4'096;

}  // namespace mirrorscope::bodies
