// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/session_keeper.h"

#include "core/storage/session_save.h"

namespace mirrorscope::pipeline {

base::Result<void> SessionKeeper::begin(const std::filesystem::path& next) {
    if (m_recorder == nullptr) {
        const api::ServiceStatus status = m_service.status();
        const std::string who = status.attached ? status.attached->recorder : std::string();
        return base::Error{base::ErrorCode::SessionLocked, {status.session.string(), who}};
    }
    return m_recorder->rotate(next);
}

base::Result<void> SessionKeeper::saveCopy(const std::filesystem::path& target,
                                           const base::CancelToken& cancel,
                                           const api::CopyProgress& progress) {
    return storage::saveSession(m_service.status().session, target, cancel, progress);
}

}  // namespace mirrorscope::pipeline
