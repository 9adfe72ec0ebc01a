// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/traffic/chart_series.h"

namespace mirrorscope::traffic {

/// Bins of a logarithmic axis in bytes: 0, then each up to and including a power of two, so that a limit like
/// 1 MiB is an edge. What is larger is in the last one.
inline constexpr std::size_t kBodyBins = 42;  // 0, 1, 2, 4 … 1 TiB
std::size_t bodyBinOf(std::uint64_t bytes);
/// The largest size in the bin.
std::uint64_t bodyBinEnd(std::size_t bin);

/// Requests whose body has a size in the bin: the announced one where it was announced, else the received
/// one.
struct BodyBin {
    std::uint64_t requests = 0;
    std::uint64_t absent = 0;  // announced, but nothing came: the copies have no bodies
    std::uint64_t cut = 0;     // less came than was announced
    std::uint64_t stored = 0;  // all came, but the listener kept only a part (its own limit)
};

/// A size above which bodies are not whole, or above which there are no copies.
struct BodyCliff {
    enum class Kind : std::uint8_t {
        Absent,   // larger ones come without their body
        Cut,      // larger ones come cut
        Stored,   // larger ones come, the listener keeps a part of them
        NoCopies  // larger ones do not come at all, though those of other sources do
    };
    Kind kind = Kind::Absent;
    std::uint64_t above = 0;  // bytes; the largest whole body of the source, or the limit where it is known
    std::uint64_t requests = 0;  // over it, not whole; 0 of NoCopies
    std::uint64_t below = 0;     // requests of the source up to it
    double othersShare = 0;      // of NoCopies: how much of the other sources' requests is larger, 0 to 1
    /// Which limit of the proxy explains it, as configured by default: "client_max_body_size", 1 MiB. Empty:
    /// none that is known.
    std::string limit;
    std::optional<std::uint64_t> limitBytes;
    std::string remedy;  // a sentence or a directive; empty: none known
};

struct SourceBodies {
    SourceId source = 0;  // 0: not attributed yet
    std::array<BodyBin, kBodyBins> bins{};
    std::uint64_t requests = 0;
    std::uint64_t largest = 0;       // announced or received
    std::uint64_t largestWhole = 0;  // received as announced, and not zero
    std::uint64_t keptLimit = 0;  // how much of a body was kept at most where only a part was; 0: always all
    std::vector<BodyCliff> cliffs;
};

/// Read from the stored requests, whatever the filter: there is no roll-up of sizes.
struct BodySizes {
    std::vector<SourceBodies> sources;  // by id
    std::optional<base::WallTime> removedUntil;
};

}  // namespace mirrorscope::traffic
