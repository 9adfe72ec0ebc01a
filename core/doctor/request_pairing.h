// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::doctor {

/// A digest, so that a client cannot make two different requests meet. All zero: there is none.
using PairingKey = std::array<std::uint8_t, 16>;

/// What is needed of a request to find its twin; 48 bytes and no text, so that a large session fits.
struct PairingEntry {
    traffic::RequestId request = 0;
    base::WallTime time{};
    PairingKey requestId{};  // none: the request has no id that is worth comparing
    PairingKey content{};
};

enum class PairedBy : std::uint8_t { RequestId, Content };
std::string_view pairedByName(PairedBy by);

/// One client request that came through two sources.
struct RequestPair {
    traffic::RequestId a = 0;
    traffic::RequestId b = 0;
    PairedBy by = PairedBy::RequestId;
    std::chrono::microseconds between{};  // B came later by that
    bool operator==(const RequestPair&) const = default;
};

/// Every request is in a pair, in an ambiguous group, or alone.
struct Pairing {
    std::vector<RequestPair> pairs;  // ascending by A
    std::uint64_t onlyA = 0;
    std::uint64_t onlyB = 0;
    std::uint64_t ambiguousGroups = 0;
    std::uint64_t ambiguousA = 0;  // requests in them
    std::uint64_t ambiguousB = 0;
    bool operator==(const Pairing&) const = default;
};

/// Requests with the same id are twins when they have the same content or came within that time; those that
/// find none by it are twins when both hold. Only where each has no other candidate: requests that could
/// belong to several others, or whose id contradicts content and time, form an ambiguous group, of which
/// nothing is guessed. Pure; any thread.
Pairing pairRequests(std::vector<PairingEntry> a, std::vector<PairingEntry> b,
                     std::chrono::microseconds within);

}  // namespace mirrorscope::doctor
