// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/detection/engine.h"

namespace mirrorscope::detection {

/// One SecLang file as read. `path` is also where its @pmFromFile data files are looked for.
struct RuleFile {
    std::filesystem::path path;
    std::string text;
};

/// Everything an engine loads, in loading order: our engine.conf, crs-setup, our settings, exclusions before,
/// the request rules with our own pack in front of the score evaluation (949), exclusions after.
struct RuleFiles {
    std::vector<RuleFile> files;
    std::string label;   // "CRS 3.3.4", or the directory's name for rules that are not CRS
    std::string digest;  // hex SHA-256 over names, contents, data files and settings
};

/// RulesMissing when the directory holds no *.conf or our own rules are not found; RulesInvalid (line 0) when
/// a file cannot be read. Blocking; any thread.
base::Result<RuleFiles> readRuleFiles(const EngineOptions& options);

}  // namespace mirrorscope::detection
