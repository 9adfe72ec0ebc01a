// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/mirror_service.h"
#include "core/api/source_service.h"
#include "core/forwarding/known_senders.h"
#include "core/pipeline/service_options.h"

namespace mirrorscope::pipeline {

/// What is said of the sources in the session of a service, recorded here or only looked at. Opens the
/// session for each question: a person asks seldom, and the service may go on in another one. The service
/// outlives it.
class SessionSources final : public api::SourceService {
public:
    /// `options`: whom this process trusts, for readouts.
    SessionSources(const api::MirrorService& service, const ServiceOptions& options);

    base::Result<void> check(const traffic::SourceSetting& setting) const override;
    base::Result<std::vector<traffic::SourceSetting>> settings() override;
    base::Result<traffic::SourceSetting> change(const traffic::SourceSetting& setting) override;
    base::Result<api::SourceReadout> readout(const traffic::SourceSetting& setting) override;

private:
    const api::MirrorService& m_service;
    const forwarding::SenderRules m_rules;
};

}  // namespace mirrorscope::pipeline
