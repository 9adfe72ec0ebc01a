// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/session_proofs.h"

#include <algorithm>
#include <utility>

#include "core/pipeline/proving.h"
#include "core/probe/proof_json.h"
#include "core/probe/session_arrivals.h"
#include "core/storage/source_proofs.h"
#include "core/storage/writer_lock.h"

namespace mirrorscope::pipeline {
namespace {

probe::Obstacle obstacleIn(const api::ServiceStatus& status) {
    if (!storage::WriterLock::isHeld(status.session)) {
        return probe::Obstacle::NotRecorded;
    }
    // The listeners of another process are not known here.
    return status.attached || std::ranges::any_of(status.listeners, &api::ListenerStatus::listening)
               ? probe::Obstacle::None
               : probe::Obstacle::NotListening;
}

}  // namespace

base::Result<probe::ProofEnd> SessionProofs::prove(const probe::ProofRequest& request,
                                                   const base::CancelToken& cancel,
                                                   const probe::OnRunProgress& progress) {
    auto run = probe::runOptionsOf(request);
    if (!run) {
        return run.error();
    }
    const api::ServiceStatus status = m_service.status();
    if (const auto obstacle = obstacleIn(status); obstacle != probe::Obstacle::None) {
        return probe::ProofEnd{.obstacle = obstacle};
    }
    auto sender = probe::makeSender(probe::senderOptionsOf(request, run->url), m_clock);
    if (!sender) {
        return sender.error();
    }
    auto queries = m_service.queries();
    if (!queries) {
        return queries.error();
    }
    auto arrivals = probe::SessionArrivals::open(std::move(*queries), run->plan.run, m_clock);
    if (!arrivals) {
        return arrivals.error();
    }
    return pipeline::prove({request, std::move(*run), status.session}, **sender, **arrivals, m_clock, cancel,
                           progress);
}

base::Result<std::optional<probe::Proof>> SessionProofs::kept(traffic::SourceId source) {
    const auto json = storage::keptProof(session(), source);
    if (!json) {
        return json.error();
    }
    return *json ? probe::readProof(**json) : std::nullopt;
}

std::filesystem::path SessionProofs::session() const {
    return m_service.status().session;
}

}  // namespace mirrorscope::pipeline
