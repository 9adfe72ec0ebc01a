// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "core/doctor/observation.h"

namespace mirrorscope::doctor {

/// In which share of a source's requests each forwarding header was, over the first requests that it sent or
/// since somebody said "from now on". What differs later is drift.
class HeaderBaseline {
public:
    /// As many requests make a baseline; until then there is none.
    static constexpr std::uint64_t kRequests = 200;
    /// "Always" and "never": a few odd requests (health checks, scanners) do not change what a proxy does.
    static constexpr double kAlways = 0.95;
    static constexpr double kNever = 0.05;

    void add(const HeaderPresence& headers);
    bool isComplete() const { return m_requests >= kRequests; }
    void restart() { *this = {}; }

    double share(std::size_t header) const;
    bool always(std::size_t header) const { return share(header) >= kAlways; }
    bool never(std::size_t header) const { return share(header) <= kNever; }

private:
    std::array<std::uint64_t, kForwardingHeaderCount> m_with{};
    std::uint64_t m_requests = 0;
};

}  // namespace mirrorscope::doctor
