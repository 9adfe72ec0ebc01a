// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/source_directory.h"

namespace mirrorscope::pipeline {

SourceDirectory::SourceDirectory(const std::vector<traffic::Source>& known) {
    for (const traffic::Source& source : known) {
        add(source);
    }
}

void SourceDirectory::add(const traffic::Source& source) {
    const std::lock_guard lock(m_mutex);
    m_sources[source.id] = {source.name, source.kind};
}

void SourceDirectory::setModes(const std::vector<traffic::SourceSetting>& settings) {
    const std::lock_guard lock(m_mutex);
    m_modes.clear();
    for (const traffic::SourceSetting& setting : settings) {
        if (setting.mode != traffic::SourceMode::Analyse) {
            m_modes[setting.source] = setting.mode;
        }
    }
}

traffic::SourceMode SourceDirectory::mode(traffic::SourceId id) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_modes.find(id);
    return found == m_modes.end() ? traffic::SourceMode::Analyse : found->second;
}

std::pair<std::string, traffic::SourceKind> SourceDirectory::nameAndKind(traffic::SourceId id) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_sources.find(id);
    return found == m_sources.end() ? std::pair{std::string(), traffic::SourceKind::Unknown} : found->second;
}

}  // namespace mirrorscope::pipeline
