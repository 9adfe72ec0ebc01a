// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/traffic/source_setting.h"

namespace mirrorscope::pipeline {

/// Names and modes of the sources for everybody who shows live rows or judges them. Filled by the
/// attribution; thread safe.
class SourceDirectory {
public:
    explicit SourceDirectory(const std::vector<traffic::Source>& known);

    void add(const traffic::Source& source);
    /// Empty and Unknown for an id it does not know.
    std::pair<std::string, traffic::SourceKind> nameAndKind(traffic::SourceId id) const;
    /// Of those that are not named here it is Analyse again.
    void setModes(const std::vector<traffic::SourceSetting>& settings);
    traffic::SourceMode mode(traffic::SourceId id) const;

private:
    mutable std::mutex m_mutex;
    std::map<traffic::SourceId, std::pair<std::string, traffic::SourceKind>> m_sources;
    std::map<traffic::SourceId, traffic::SourceMode> m_modes;  // other than Analyse
};

}  // namespace mirrorscope::pipeline
