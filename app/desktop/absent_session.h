// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/api/mirror_service.h"

namespace mirrorscope::desktop {

/// Stands in for the service while its session cannot be opened, so that the window can say why. Thread safe.
class AbsentSession final : public api::MirrorService {
public:
    AbsentSession(std::filesystem::path session, base::Error reason)
        : m_session(std::move(session)), m_reason(std::move(reason)) {}

    base::Result<void> listen(const api::ListenerAddress&) override { return m_reason; }
    void stopListening(const std::string&) override {}
    base::Result<void> allow(const base::IpNetwork&) override { return m_reason; }
    api::ServiceStatus status() const override {
        api::ServiceStatus status;
        status.session = m_session;
        return status;
    }
    api::LiveBatch liveSince(std::uint64_t) const override { return {}; }
    base::Result<std::unique_ptr<api::SessionQueries>> queries() const override { return m_reason; }

private:
    const std::filesystem::path m_session;
    const base::Error m_reason;
};

}  // namespace mirrorscope::desktop
