// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/source_settings_watch.h"

#include <utility>

namespace mirrorscope::pipeline {

std::optional<std::vector<traffic::SourceSetting>> SourceSettingsWatch::changes(
    std::chrono::steady_clock::time_point now) {
    if (m_looked && now - *m_looked < kInterval) {
        return std::nullopt;
    }
    m_looked = now;
    if (!m_reader) {
        auto opened = storage::SessionReader::open(m_session);
        if (!opened) {
            return std::nullopt;
        }
        m_reader = std::move(*opened);
    }
    const auto revision = m_reader->sourceSettingsRevision();
    if (!revision || *revision == m_revision) {
        return std::nullopt;
    }
    auto settings = m_reader->sourceSettings();
    if (!settings) {
        return std::nullopt;
    }
    m_revision = *revision;
    return std::move(*settings);
}

std::vector<traffic::SourceId> SourceSettingsWatch::newBaselines() {
    std::vector<traffic::SourceId> out;
    const auto all = m_reader ? m_reader->presenceBaselines()
                              : base::Result<std::vector<traffic::SourceBaseline>>(base::Error{});
    if (!all) {
        return out;
    }
    for (const auto& [source, baseline] : *all) {
        base::WallTime& known = m_baselines[source];
        if (baseline && known != baseline->at) {
            known = baseline->at;
            out.push_back(source);
        }
    }
    return out;
}

}  // namespace mirrorscope::pipeline
