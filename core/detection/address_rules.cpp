// SPDX-License-Identifier: Apache-2.0
#include "core/detection/address_rules.h"

#include <charconv>
#include <system_error>

#include "core/http/head.h"

namespace mirrorscope::detection {
namespace {

/// The next directive with its continued lines; empty at the end. Comments are directives too, of no
/// interest.
std::string_view takeDirective(std::string_view& rest) {
    std::size_t end = 0;
    while (true) {
        end = rest.find('\n', end);
        if (end == rest.npos) {
            end = rest.size();
            break;
        }
        const std::string_view line = rest.substr(0, end);
        ++end;
        if (!line.ends_with('\\') && !line.ends_with("\\\r")) {
            break;
        }
    }
    const std::string_view directive = rest.substr(0, end);
    rest.remove_prefix(end);
    return directive;
}

/// The first word behind "SecRule".
std::string_view targetsOf(std::string_view directive) {
    static constexpr std::string_view kName = "SecRule ";
    directive = http::trimmed(directive);
    if (!directive.starts_with(kName)) {
        return {};
    }
    directive = http::trimmed(directive.substr(kName.size()));
    return directive.substr(0, directive.find_first_of(" \t"));
}

/// 0 when it has none: a link of a chain.
std::int64_t idOf(std::string_view directive) {
    std::int64_t id = 0;
    for (std::size_t at = directive.find("id:"); at != directive.npos; at = directive.find("id:", at + 1)) {
        // Not the end of another word ("…ById:").
        const char before = at == 0 ? ' ' : directive[at - 1];
        std::string_view number = directive.substr(at + 3);
        number.remove_prefix(number.starts_with('\'') ? 1 : 0);
        const bool starts =
            before == '"' || before == ',' || before == ' ' || before == '\t' || before == '\n';
        if (starts && std::from_chars(number.data(), number.data() + number.size(), id).ec == std::errc{}) {
            return id;
        }
    }
    return 0;
}

}  // namespace

std::vector<std::int64_t> addressRules(std::string_view rules) {
    std::vector<std::int64_t> ids;
    std::int64_t current = 0;
    while (!rules.empty()) {
        const std::string_view directive = takeDirective(rules);
        const std::string_view targets = targetsOf(directive);
        if (targets.empty()) {
            continue;
        }
        const std::int64_t id = idOf(directive);
        current = id != 0 ? id : current;
        if (targets.find("REMOTE_ADDR") != targets.npos && (ids.empty() || ids.back() != current)) {
            ids.push_back(current);
        }
    }
    return ids;
}

}  // namespace mirrorscope::detection
