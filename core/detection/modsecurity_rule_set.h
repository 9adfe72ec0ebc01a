// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <modsecurity/modsecurity.h>
#include <modsecurity/rules_set.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/detection/rule_files.h"

namespace mirrorscope::detection {

/// The one library object of the process: its destructor ends libxml2 for everybody, so it lives until exit.
modsecurity::ModSecurity& modSecurityLibrary();

/// A text with a blank line before each directive, and where its lines came from. libmodsecurity 3.0.9 loses
/// its way where an action-less SecRule is directly followed by another directive (CRS 4 without its
/// comments, file 949).
struct SpacedRules {
    std::string text;
    std::vector<int> originalLine;  // by line of `text`, both from 1; index 0 unused
};
SpacedRules spacedRules(std::string_view text);

/// Parsed rules of libmodsecurity. Immutable after load; transactions of any thread share it (the library
/// takes a non-const pointer but only reads).
class ModSecurityRuleSet {
public:
    /// RulesInvalid with file, line and reason of the first file that does not parse.
    base::Result<void> load(const RuleFiles& files);

    modsecurity::RulesSet& rules() const { return m_rules; }
    std::size_t ruleCount() const;
    /// Rules to leave out when the client is unknown.
    const std::vector<std::int64_t>& addressRuleIds() const { return m_addressRuleIds; }
    /// The line in the file on disk of what the library calls `line`.
    int lineIn(const std::string& file, int line) const;

private:
    base::Result<void> loadFile(const RuleFile& file);

    mutable modsecurity::RulesSet m_rules;
    std::vector<std::int64_t> m_addressRuleIds;
    std::map<std::string, std::vector<int>> m_originalLines;  // of files that needed spacedRules
};

}  // namespace mirrorscope::detection
