// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {

/// Notices what people say of sources while the session is recorded, whichever process wrote it. One owner,
/// one thread.
class SourceSettingsWatch {
public:
    /// A question of microseconds to the session; who says something sees it within a second.
    static constexpr std::chrono::milliseconds kInterval{1000};

    explicit SourceSettingsWatch(std::filesystem::path session) : m_session(std::move(session)) {}

    /// All settings when they are others than at the last call; the first call always looks.
    std::optional<std::vector<traffic::SourceSetting>> changes(std::chrono::steady_clock::time_point now);
    /// After changes() told some: sources of which somebody said since the last call what is normal.
    std::vector<traffic::SourceId> newBaselines();

private:
    std::filesystem::path m_session;
    std::unique_ptr<storage::SessionReader> m_reader;
    std::optional<std::chrono::steady_clock::time_point> m_looked;
    std::int64_t m_revision = 0;
    std::map<traffic::SourceId, base::WallTime> m_baselines;
};

}  // namespace mirrorscope::pipeline
