// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/session_keeper.h"

#include "core/pipeline/demo_removal.h"
#include "core/pipeline/reading_anew.h"
#include "core/storage/session_save.h"

namespace mirrorscope::pipeline {

base::Error SessionKeeper::recordedElsewhere() const {
    const api::ServiceStatus status = m_service.status();
    const std::string who = status.attached ? status.attached->recorder : std::string();
    return {base::ErrorCode::SessionLocked, {status.session.string(), who}};
}

base::Result<void> SessionKeeper::begin(const std::filesystem::path& next) {
    return m_recorder == nullptr ? recordedElsewhere() : m_recorder->rotate(next);
}

base::Result<void> SessionKeeper::saveCopy(const std::filesystem::path& target,
                                           const base::CancelToken& cancel,
                                           const api::CopyProgress& progress) {
    return storage::saveSession(m_service.status().session, target, cancel, progress);
}

base::Result<void> SessionKeeper::readAnew(api::ReadAnew what, const api::ReadAnewEnd& end,
                                           const api::ReadAnewTold& told) {
    return m_recorder == nullptr ? recordedElsewhere() : pipeline::readAnew(*m_recorder, what, end, told);
}

base::Result<std::uint64_t> SessionKeeper::countDemo(const base::CancelToken& cancel) {
    return pipeline::countDemo(m_service.status().session, cancel);
}

base::Result<std::uint64_t> SessionKeeper::removeDemo(const base::CancelToken& cancel,
                                                      const api::DemoRemovalTold& told) {
    if (m_recorder == nullptr) {
        return recordedElsewhere();
    }
    return pipeline::removeDemo(*m_recorder, cancel, told);
}

}  // namespace mirrorscope::pipeline
