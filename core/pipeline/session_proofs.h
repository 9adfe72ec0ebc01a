// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/mirror_service.h"
#include "core/base/clock.h"
#include "core/probe/proof_service.h"

namespace mirrorscope::pipeline {

/// Proofs in the session of a service, recorded here or by another process. The service and the clock outlive
/// it; it holds nothing of its own, so that calls of several threads do not meet.
class SessionProofs final : public probe::ProofService {
public:
    SessionProofs(const api::MirrorService& service, const base::Clock& clock)
        : m_service(service), m_clock(clock) {}

    base::Result<probe::ProofEnd> prove(const probe::ProofRequest& request, const base::CancelToken& cancel,
                                        const probe::OnRunProgress& progress) override;
    base::Result<std::optional<probe::Proof>> kept(traffic::SourceId source) override;
    std::filesystem::path session() const override;

private:
    const api::MirrorService& m_service;
    const base::Clock& m_clock;
};

}  // namespace mirrorscope::pipeline
