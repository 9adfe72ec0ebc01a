// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <mutex>
#include <optional>

#include "core/api/source_service.h"
#include "core/forwarding/source_setting_check.h"

namespace mirrorscope::test {

/// Remembers what is said, with the checks of the real one; the newest request of every source trusts what is
/// said to be trusted. Thread safe.
class FakeSourceService final : public api::SourceService {
public:
    base::Result<void> check(const traffic::SourceSetting& setting) const override {
        return forwarding::checkSourceSetting(setting);
    }
    base::Result<std::vector<traffic::SourceSetting>> settings() override {
        const std::lock_guard lock(m_mutex);
        return m_settings;
    }
    base::Result<traffic::SourceSetting> change(const traffic::SourceSetting& setting) override {
        const std::lock_guard lock(m_mutex);
        if (m_failure) {
            return *m_failure;
        }
        auto found = std::ranges::find(m_settings, setting.source, &traffic::SourceSetting::source);
        if (found == m_settings.end()) {
            m_settings.push_back({.source = setting.source});
            found = m_settings.end() - 1;
        }
        return std::exchange(*found, setting);
    }
    base::Result<api::SourceReadout> readout(const traffic::SourceSetting& setting) override {
        if (auto sound = check(setting); !sound) {
            return sound.error();
        }
        api::SourceReadout out;
        out.context.requestId = 7;
        out.context.client = "203.0.113.7";
        out.context.clientFrom = "X-Forwarded-For";
        out.context.clientTrust =
            setting.trusted.empty() ? traffic::ClientTrust::Claimed : traffic::ClientTrust::Verified;
        out.context.host = "shop.example";
        out.hostFrom = "Host";
        return out;
    }

    /// From now on nothing can be said.
    void fail(base::Error failure) {
        const std::lock_guard lock(m_mutex);
        m_failure = std::move(failure);
    }
    traffic::SourceSetting of(traffic::SourceId source) {
        const std::lock_guard lock(m_mutex);
        const auto found = std::ranges::find(m_settings, source, &traffic::SourceSetting::source);
        return found == m_settings.end() ? traffic::SourceSetting{.source = source} : *found;
    }

private:
    std::mutex m_mutex;
    std::vector<traffic::SourceSetting> m_settings;
    std::optional<base::Error> m_failure;
};

}  // namespace mirrorscope::test
