// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/probe/probe_url.h"
#include "core/probe/proof.h"

namespace mirrorscope::probe {

struct HeaderReport {
    std::vector<HeaderResult> headers;              // one a name
    std::vector<std::vector<HeaderState>> byProbe;  // of each sent probe; empty: it did not arrive
    bool becameClient = false;   // the forged address is the client: whoever writes it is believed
    std::string becameClientBy;  // the header, or who says so
    bool cameDirectly = false;   // a head byte for byte as it was sent: no proxy wrote it
};

/// Looks at the first copy of each probe. A header that is promised must be there; of those that we know,
/// the value must fit what was asked: host and scheme of `url`, the client's list kept with an address
/// behind it, ids that differ, a port that is not the client's own. Pure.
HeaderReport checkHeaders(const std::vector<std::string>& names, const ProbeUrl& url,
                          std::span<const SentProbe> sent, std::span<const Match> matches,
                          std::span<const Arrival> arrivals);

}  // namespace mirrorscope::probe
