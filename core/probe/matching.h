// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/probe/arrival.h"
#include "core/probe/probe_plan.h"
#include "core/probe/probe_sender.h"

namespace mirrorscope::probe {

/// A probe with what became of it at its client.
struct SentProbe {
    PlannedProbe probe;
    SendOutcome outcome;
    std::uint64_t bodyBytes = 0;
    base::Sha256 bodyDigest{};
    std::string head;

    /// It went out, so that a copy can be expected.
    bool isExpected() const;
    /// The proxy answered itself, before the point at which it mirrors: no copy is owed.
    bool isRefused() const;
};

/// Statuses by which proxies refuse or redirect before they mirror; an application may send them too.
bool isRefusal(int status);

enum class BodyState : std::uint8_t {
    None,      // none was sent, none came
    Equal,     // same length and hash
    Cut,       // fewer bytes
    Missing,   // none came
    Different  // other bytes, or more of them
};
std::string_view bodyStateName(BodyState state);

/// What arrived of one probe.
struct Match {
    std::vector<std::size_t> arrivals;  // indexes, the first that came first
    BodyState body = BodyState::None;   // the best of them
    std::uint64_t bodyBytes = 0;        // of that one
    /// From the last byte sent to the first of the copy, never negative: a proxy that streams begins its copy
    /// earlier. Unset when a clock jumped in between.
    std::optional<std::chrono::microseconds> lag;
    bool isLate = false;

    bool hasArrived() const { return !arrivals.empty(); }
    std::size_t duplicates() const { return arrivals.empty() ? 0 : arrivals.size() - 1; }
};

/// One entry for each sent probe. Copies may come in any order. `lateAfter`: a larger lag is late; where the
/// clock jumped, the time at which a copy was seen decides. Pure.
std::vector<Match> matchProbes(std::span<const SentProbe> sent, std::span<const Arrival> arrivals,
                               std::chrono::microseconds lateAfter);

/// Of the lags, by nearest rank; 0 when there are none. They get sorted.
std::chrono::microseconds percentile(std::vector<std::chrono::microseconds>& lags, double percent);

}  // namespace mirrorscope::probe
