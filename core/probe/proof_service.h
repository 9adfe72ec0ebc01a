// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/probe/proof.h"
#include "core/probe/proof_request.h"
#include "core/probe/proof_run.h"

namespace mirrorscope::probe {

/// Why there is no proof though nothing broke.
enum class Obstacle : std::uint8_t {
    None,
    Unreachable,  // the first probe found no connection
    NotRecorded,  // nobody records the session, so that nothing can arrive
    NotListening  // this process records it and has no running listener
};

/// How a proof ended.
struct ProofEnd {
    std::optional<Proof> proof{};  // unset: there is an obstacle
    Obstacle obstacle = Obstacle::None;
    std::string why{};                     // of Unreachable; bytes of strangers
    std::optional<base::Error> notKept{};  // the result could not be kept with its source
    bool isKept = false;                   // false also where no copy named a source
};

/// Proofs of mirrors whose copies come into the session that a window looks at, recorded by this process or
/// by another one. Every function blocks and may be called from any thread but the window's.
class ProofService {
public:
    virtual ~ProofService() = default;

    /// Sends the probes, waits for their copies, judges, and keeps the result with the source that sent most
    /// of them. `progress` is called on the thread of the call, some times a second. InvalidArgument for a
    /// URL or a contract that cannot be read, TextUnreadable for the CA; Cancelled within 100 ms: nothing is
    /// kept then.
    virtual base::Result<ProofEnd> prove(const ProofRequest& request, const base::CancelToken& cancel,
                                         const OnRunProgress& progress) = 0;
    /// The last result of a source; unset: there is none that can be read. Errors of storage.
    virtual base::Result<std::optional<Proof>> kept(traffic::SourceId source) = 0;
    /// The session that copies come into. Quick.
    virtual std::filesystem::path session() const = 0;
};

}  // namespace mirrorscope::probe
