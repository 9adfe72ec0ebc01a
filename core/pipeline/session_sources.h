// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "core/api/mirror_service.h"
#include "core/api/source_service.h"
#include "core/forwarding/known_senders.h"
#include "core/pipeline/service_options.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {

/// What is said of the sources in the session of a service, recorded here or only looked at. Reads over one
/// connection, so that a session from elsewhere is checked or copied once; opens anew when the service goes
/// on in another session. The service outlives it.
class SessionSources final : public api::SourceService {
public:
    /// `options`: whom this process trusts, for readouts.
    SessionSources(const api::MirrorService& service, const ServiceOptions& options);

    base::Result<void> check(const traffic::SourceSetting& setting) const override;
    base::Result<std::vector<traffic::SourceSetting>> settings() override;
    base::Result<traffic::SourceSetting> change(const traffic::SourceSetting& setting) override;
    base::Result<api::SourceReadout> readout(const traffic::SourceSetting& setting) override;

private:
    /// Of the present session, for who holds the mutex.
    base::Result<storage::SessionReader*> reader();

    const api::MirrorService& m_service;
    const forwarding::SenderRules m_rules;
    std::mutex m_mutex;  // guards what follows
    std::filesystem::path m_session;
    std::unique_ptr<storage::SessionReader> m_reader;
};

}  // namespace mirrorscope::pipeline
