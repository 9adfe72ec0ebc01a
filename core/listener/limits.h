// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace mirrorscope::listener {

/// What one sender may cost. Each limit says what somebody would gain without it.
struct Limits {
    /// Head of one request: without it one connection takes all memory. Attackers pad heads past the limits
    /// of inspectors, so it is far above what proxies allow.
    std::size_t headBytes = 256U << 10U;
    /// All heads being read together: thousands of connections, each below its own limit, take it too.
    std::size_t allHeadsBytes = 32U << 20U;
    /// One chunk extension: they carry nothing and cost parsing.
    std::size_t chunkExtensionBytes = 1U << 10U;
    /// Digits of one chunk size: leading zeros are legal and endless.
    std::size_t chunkSizeDigits = 1U << 10U;
    /// Trailer section: the head's limit would otherwise be passed behind the body.
    std::size_t trailerBytes = 16U << 10U;
    /// Kept part of a body, in memory up to 256 KiB and on the disk beyond; the rest is counted, hashed and
    /// drained.
    std::size_t bodyKeptBytes = 16U << 20U;
    /// What is in memory of all bodies being read together, at most one part (256 KiB) of each: a thousand
    /// connections would take 256 MiB. Above it bodies are cut where they are.
    std::size_t allBodiesBytes = 96U << 20U;
    /// Announced bodies above this are refused: none can arrive before the deadline, the number is a probe.
    std::uint64_t bodyAnnouncedBytes = 1ULL << 40U;
    /// Bytes kept after a request that ends its connection, as evidence.
    std::size_t trailingBytes = 64U << 10U;
    /// Empty lines before a request (RFC 9112 2.2 asks for one); more is noise without end.
    std::size_t leadingLines = 32;
    /// From the first byte to the end of the head, whatever comes meanwhile: stops slow senders of heads.
    std::chrono::milliseconds headDeadline{10'000};
    /// From the end of the head to the end of the body, without the time in which we paused it for the disk:
    /// stops slow senders of bodies.
    std::chrono::milliseconds bodyDeadline{60'000};
    /// Slower bodies end before the deadline.
    std::size_t bodyBytesPerSecond = 1U << 10U;
    /// Idle connections: proxies keep theirs 60 s and more, closing sooner loses mirrored POSTs.
    std::chrono::milliseconds idleTime{120'000};
    /// How long a proxy waits for the disk, for a request and for each part of a large body: nginx lets its
    /// client wait with it.
    std::chrono::milliseconds patience{250};
    /// Open connections of one listener; more are closed and counted.
    std::size_t connections = 1024;
    /// Requests of one connection that wait for their answer; reading pauses at that.
    std::size_t pipelined = 64;
    /// Answers of one connection that its sender has not taken; reading pauses at that, or a sender that
    /// never reads would fill the memory.
    std::size_t unsentBytes = 64U << 10U;
};

/// Marks for flags only: what proxies usually refuse.
inline constexpr std::size_t kLargeHead = 8U << 10U;
inline constexpr std::size_t kManyFields = 100;

}  // namespace mirrorscope::listener
