// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "core/base/sha256.h"
#include "core/probe/probe_plan.h"
#include "core/probe/probe_url.h"

namespace mirrorscope::probe {

/// A probe as bytes.
struct ProbeRequest {
    std::string head;        // with the empty line
    std::string framedBody;  // as it goes over the wire, with chunk sizes where it has some
    std::uint64_t bodyBytes = 0;
    base::Sha256 bodyDigest{};  // of the body without chunk sizes
    bool isHead = false;        // the answer has no body
    bool expectsContinue = false;
};

/// Every body differs from all others of the run, so that a copy with another one's body is noticed. It is
/// plain letters: no rule of a firewall on the way finds anything in it.
ProbeRequest requestOf(const PlannedProbe& probe, const ProbeUrl& url);

}  // namespace mirrorscope::probe
