// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/base/clock.h"
#include "core/probe/arrival.h"
#include "core/probe/probe_sender.h"
#include "core/probe/proof_service.h"

namespace mirrorscope::pipeline {

/// One proof, ready to run.
struct ProofJob {
    probe::ProofRequest request;
    probe::RunOptions run;
    std::filesystem::path session;  // that copies are recorded in; empty: none keeps them, nor the result
};

/// Runs it on the calling thread: probes through `sender`, copies as `arrivals` tells, the verdict under what
/// the request promises, else under the contract that is kept with the source that sent them. The result is
/// kept with that source. InvalidArgument for a contract that cannot be read, before anything is sent;
/// Cancelled within 100 ms; errors of `arrivals` and of the session.
base::Result<probe::ProofEnd> prove(const ProofJob& job, probe::ProbeSender& sender,
                                    probe::ArrivalSource& arrivals, const base::Clock& clock,
                                    const base::CancelToken& cancel, const probe::OnRunProgress& progress);

}  // namespace mirrorscope::pipeline
