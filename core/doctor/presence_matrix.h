// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/http/head.h"
#include "core/traffic/header_presence.h"
#include "core/traffic/presence_baseline.h"

namespace mirrorscope::doctor {

/// Header × source: in which share of a source's requests a header is, how many different values it has, an
/// example, and whether its share is another one now than at first. Kept while requests come, and goes on
/// from what was stored. Bounded: so many sources, and names of each, are told apart. Not thread safe.
class PresenceMatrix {
public:
    /// Sources beyond it are not counted.
    static constexpr std::size_t kMostSources = 256;
    /// Names of one source; a scanner invents names.
    static constexpr std::size_t kMostNames = 200;
    /// Bytes of the example.
    static constexpr std::size_t kExample = 64;

    explicit PresenceMatrix(const std::vector<traffic::HeaderPresence>& known = {});

    void add(traffic::SourceId source, const http::Head& head);

    /// Those that changed since the last call.
    std::vector<traffic::HeaderPresence> takeChanges();
    /// All, by source and name; the first of each source is the one without a name.
    std::vector<traffic::HeaderPresence> all() const;

private:
    struct Counted {
        traffic::HeaderPresence header;
        std::uint64_t lastRequest = 0;  // so that a repeated line counts once
        bool changed = false;
    };
    using OfSource = std::map<std::string, Counted>;  // by name in lower case

    static void beginSpan(OfSource& of);
    static void count(Counted& counted, const Counted& total);

    std::map<traffic::SourceId, OfSource> m_sources;
};

/// Shares of one header in percent, of the source's requests that `total` counts.
struct PresenceShare {
    double all = 0;
    std::optional<double>
        baseline;       // of the first kPresenceSpan, once they are there, or of what somebody said
    double recent = 0;  // of the newest one to two spans

    /// It is in another share of the requests now than in the baseline.
    bool hasDrifted() const;
};
PresenceShare presenceShare(const traffic::PresenceCounts& header, const traffic::PresenceCounts& total);
/// `said`: what somebody called normal takes the place of the first requests; unset: nobody did.
PresenceShare presenceShare(const traffic::HeaderPresence& header, const traffic::PresenceCounts& total,
                            const std::optional<traffic::PresenceBaseline>& said);

}  // namespace mirrorscope::doctor
