// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/traffic/source.h"

namespace mirrorscope::pipeline {

/// Names of the sources for everybody who shows live rows. Filled by the attribution; thread safe.
class SourceDirectory {
public:
    explicit SourceDirectory(const std::vector<traffic::Source>& known);

    void add(const traffic::Source& source);
    /// Empty and Unknown for an id it does not know.
    std::pair<std::string, traffic::SourceKind> nameAndKind(traffic::SourceId id) const;

private:
    mutable std::mutex m_mutex;
    std::map<traffic::SourceId, std::pair<std::string, traffic::SourceKind>> m_sources;
};

}  // namespace mirrorscope::pipeline
