// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/probe/probe_tag.h"
#include "core/traffic/mirrored_request.h"
#include "core/traffic/request_context.h"

namespace mirrorscope::probe {

/// The copy of a probe, as it came. Plain value.
struct Arrival {
    ProbeTag tag;
    traffic::RequestId id = 0;    // in the session; 0 where it was not stored
    base::WallTime receivedAt{};  // its first byte, by the receiver's clock
    base::SteadyTime seenAt{};    // when it was known here: it cannot have come later
    traffic::RequestForm form = traffic::RequestForm::Whole;
    std::string head;
    std::uint64_t bodyBytes = 0;
    base::Sha256 bodyDigest{};        // of all of them, however many are kept
    traffic::RequestContext context;  // source 0: nobody attributed it
};

/// Tells which probes of one run arrived. One owner, one thread.
class ArrivalSource {
public:
    virtual ~ArrivalSource() = default;
    /// What came since the last call, in the order in which it came. Blocks for as long as a question to a
    /// session takes.
    virtual base::Result<std::vector<Arrival>> arrived(const base::CancelToken& cancel) = 0;
    /// Adds what was found out about them after they came. False while there is more to come.
    virtual base::Result<bool> complete(std::vector<Arrival>& arrivals, const base::CancelToken& cancel) = 0;
};

}  // namespace mirrorscope::probe
