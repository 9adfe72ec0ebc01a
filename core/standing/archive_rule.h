// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/standing/entry.h"

namespace mirrorscope::standing {

/// What is judged from now on and fits is archived, by whoever records the session. Plain value.
struct ArchiveRule {
    std::string name;
    std::string filter;          // as typed
    std::string reason;          // of the decision; may be empty
    std::optional<Day> until{};  // the last day on which it applies
    bool isOn = false;

    bool operator==(const ArchiveRule&) const = default;
};
using ArchiveRules = std::vector<ArchiveRule>;

/// Each is a question to the store about all that is judged.
inline constexpr std::size_t kMostArchiveRules = 32;
/// Of a reason, in characters: a sentence in a list.
inline constexpr std::size_t kLongestReason = 200;

/// archive-rules.txt in the configuration directory: a line each with "on" or "off", the last day or "-", the
/// name, the filter and the reason, tabs between them. Empty lines and those that begin with # say nothing.
std::filesystem::path archiveRulesFile();

/// No file is no rule. ConfigInvalid with the line, TextUnreadable; then none of them counts.
base::Result<ArchiveRules> readArchiveRules(const std::filesystem::path& file);
/// Replaces the file, at once or not at all. OutputFailed. What cannot be read there is lost: ask before.
base::Result<void> writeArchiveRules(const std::filesystem::path& file, const ArchiveRules& rules);

/// Those that are on and apply at that time.
ArchiveRules inForce(const ArchiveRules& rules, base::WallTime now);

/// What the log of decisions keeps as the scope of a rule's decision, and the name in it; empty where it is
/// none.
std::string scopeOf(const ArchiveRule& rule);
std::string_view ruleNameIn(std::string_view scope);

}  // namespace mirrorscope::standing
