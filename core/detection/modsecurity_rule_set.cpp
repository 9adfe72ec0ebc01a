// SPDX-License-Identifier: Apache-2.0
#include "core/detection/modsecurity_rule_set.h"

#include <modsecurity/rule.h>

#include <algorithm>
#include <charconv>
#include <exception>

#include "core/detection/address_rules.h"
#include "core/detection/hit_collector.h"
#include "core/http/head.h"

namespace mirrorscope::detection {
namespace {

/// "Rules error. File: F. Line: N. Column: M. reason", the only form libmodsecurity 3 reports in.
struct ParserMessage {
    int line = 0;
    std::string reason;
};

ParserMessage readParserMessage(std::string_view text) {
    ParserMessage message;
    static constexpr std::string_view kLine = " Line: ";
    static constexpr std::string_view kColumn = " Column: ";
    if (const auto at = text.find(kLine); at != text.npos) {
        text.remove_prefix(at + kLine.size());
        std::from_chars(text.data(), text.data() + text.size(), message.line);
    }
    if (const auto at = text.find(kColumn); at != text.npos) {
        text.remove_prefix(at + kColumn.size());
        text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
        text.remove_prefix(text.starts_with('.') ? 1 : 0);
    }
    const auto end = text.find_last_not_of(" \t\r\n");
    message.reason = http::trimmed(text.substr(0, end == text.npos ? 0 : end + 1));
    return message;
}

/// Empty when the text was taken over.
std::string loadText(modsecurity::RulesSet& rules, const std::string& text, const std::string& path) {
    try {
        const std::size_t before = rules.getParserError().size();
        if (rules.load(text.c_str(), path) >= 0) {
            return {};
        }
        std::string error = rules.getParserError();  // the library keeps adding to it
        return error.size() > before ? error.substr(before) : "Line: 0. Column: 0. not accepted";
    } catch (const std::exception& failure) {
        return std::string("Line: 0. Column: 0. ") + failure.what();
    }
}

bool startsDirective(std::string_view line) {
    return http::trimmed(line).starts_with("Sec");
}

}  // namespace

modsecurity::ModSecurity& modSecurityLibrary() {
    static modsecurity::ModSecurity& library = [&]() -> modsecurity::ModSecurity& {
        static modsecurity::ModSecurity made;
        made.setConnectorInformation("Mirrorscope");
        made.setServerLogCb(&HitCollector::onRuleMessage, modsecurity::RuleMessageLogProperty |
                                                              modsecurity::IncludeFullHighlightLogProperty);
        return made;
    }();
    return library;
}

SpacedRules spacedRules(std::string_view text) {
    SpacedRules out;
    out.originalLine.push_back(0);
    bool continued = false;
    for (int line = 1; !text.empty(); ++line) {
        const auto end = text.find('\n');
        const std::string_view current = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        if (!continued && startsDirective(current)) {
            out.text += '\n';
            out.originalLine.push_back(line);
        }
        out.text.append(current) += '\n';
        out.originalLine.push_back(line);
        continued = current.ends_with('\\') || current.ends_with("\\\r");
    }
    return out;
}

base::Result<void> ModSecurityRuleSet::load(const RuleFiles& files) {
    for (const RuleFile& file : files.files) {
        if (const auto done = loadFile(file); !done) {
            return done.error();
        }
        const auto ids = addressRules(file.text);
        m_addressRuleIds.insert(m_addressRuleIds.end(), ids.begin(), ids.end());
    }
    return {};
}

base::Result<void> ModSecurityRuleSet::loadFile(const RuleFile& file) {
    const std::string path = file.path.string();
    const std::string error = loadText(m_rules, file.text, path);
    if (error.empty()) {
        return {};
    }
    SpacedRules spaced = spacedRules(file.text);
    if (loadText(m_rules, spaced.text, path).empty()) {
        m_originalLines[path] = std::move(spaced.originalLine);
        return {};
    }
    const ParserMessage message = readParserMessage(error);
    return base::Error{base::ErrorCode::RulesInvalid, {path, std::to_string(message.line), message.reason}};
}

std::size_t ModSecurityRuleSet::ruleCount() const {
    std::size_t count = 0;
    for (int phase = 0; phase < modsecurity::NUMBER_OF_PHASES; ++phase) {
        modsecurity::Rules* rules = m_rules.m_rulesSetPhases.at(phase);
        for (std::size_t i = 0; i < rules->size(); ++i) {
            count += rules->at(static_cast<int>(i))->isMarker() ? 0 : 1;
        }
    }
    return count;
}

int ModSecurityRuleSet::lineIn(const std::string& file, int line) const {
    const auto found = m_originalLines.find(file);
    const bool known =
        found != m_originalLines.end() && line > 0 && static_cast<std::size_t>(line) < found->second.size();
    return known ? found->second[static_cast<std::size_t>(line)] : line;
}

}  // namespace mirrorscope::detection
