// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/mirror_service.h"
#include "core/api/session_operations.h"
#include "core/pipeline/local_mirror_service.h"

namespace mirrorscope::pipeline {

/// The operations on the session of a service, recorded here or only looked at. The service outlives it.
class SessionKeeper final : public api::SessionOperations {
public:
    /// `recorder`: the same service where this process records; null where it does not.
    SessionKeeper(const api::MirrorService& service, LocalMirrorService* recorder)
        : m_service(service), m_recorder(recorder) {}

    bool mayBegin() const override { return m_recorder != nullptr; }
    base::Result<void> begin(const std::filesystem::path& next) override;
    base::Result<void> saveCopy(const std::filesystem::path& target, const base::CancelToken& cancel,
                                const api::CopyProgress& progress) override;
    base::Result<void> readAnew(api::ReadAnew what, const api::ReadAnewEnd& end,
                                const api::ReadAnewTold& told) override;
    base::Result<std::uint64_t> countDemo(const base::CancelToken& cancel) override;
    base::Result<std::uint64_t> removeDemo(const base::CancelToken& cancel,
                                           const api::DemoRemovalTold& told) override;

private:
    base::Error recordedElsewhere() const;

    const api::MirrorService& m_service;
    LocalMirrorService* m_recorder;
};

}  // namespace mirrorscope::pipeline
