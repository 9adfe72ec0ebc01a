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

std::pair<std::string, traffic::SourceKind> SourceDirectory::nameAndKind(traffic::SourceId id) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_sources.find(id);
    return found == m_sources.end() ? std::pair{std::string(), traffic::SourceKind::Unknown} : found->second;
}

}  // namespace mirrorscope::pipeline
