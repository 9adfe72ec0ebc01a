// SPDX-License-Identifier: Apache-2.0
#include "core/detection/attack_classifier.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

#include "core/http/head.h"

namespace mirrorscope::detection {
namespace {

using traffic::AttackType;

#include "attack_types_table.inc"

// Tags of CRS 3.3 and 4; attack-generic says nothing and is not here.
constexpr std::array<std::pair<std::string_view, AttackType>, 22> kTags{{
    {"attack-sqli", AttackType::Sqli},
    {"attack-xss", AttackType::Xss},
    {"attack-rce", AttackType::Rce},
    {"attack-lfi", AttackType::Lfi},
    {"attack-rfi", AttackType::Rfi},
    {"attack-traversal", AttackType::Traversal},
    {"attack-ssrf", AttackType::Ssrf},
    {"attack-ssti", AttackType::Ssti},
    {"attack-nosqli", AttackType::Nosqli},
    {"attack-ldap", AttackType::Ldapi},
    {"attack-xxe", AttackType::Xxe},
    {"attack-crlf", AttackType::Crlf},
    {"attack-injection-php", AttackType::Php},
    {"attack-injection-java", AttackType::Java},
    {"attack-java", AttackType::Java},
    {"attack-injection-nodejs", AttackType::Nodejs},
    {"attack-reputation-scanner", AttackType::Scanner},
    {"attack-reputation-crawler", AttackType::Scanner},
    {"attack-protocol", AttackType::Protocol},
    {"attack-multipart-header", AttackType::Protocol},
    {"attack-fixation", AttackType::SessionFixation},
    {"attack-disclosure", AttackType::DataLeak},
}};

// CRS's own numbering: id / 1000 is the number in the file's name.
constexpr std::array<std::pair<int, AttackType>, 14> kRanges{{
    {911, AttackType::Protocol},
    {913, AttackType::Scanner},
    {920, AttackType::Protocol},
    {921, AttackType::Protocol},
    {922, AttackType::Protocol},
    {930, AttackType::Lfi},
    {931, AttackType::Rfi},
    {932, AttackType::Rce},
    {933, AttackType::Php},
    {934, AttackType::Nodejs},
    {941, AttackType::Xss},
    {942, AttackType::Sqli},
    {943, AttackType::SessionFixation},
    {944, AttackType::Java},
}};

std::string_view takeColumn(std::string_view& line) {
    const auto tab = line.find('\t');
    const std::string_view column = line.substr(0, tab);
    line.remove_prefix(tab == line.npos ? line.size() : tab + 1);
    return http::trimmed(column);
}

bool readNumber(std::string_view text, std::int64_t& value) {
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc{} && end == text.data() + text.size() && value > 0;
}

base::Error invalidLine(std::string_view name, int line, std::string_view reason) {
    return {base::ErrorCode::RulesInvalid, {std::string(name), std::to_string(line), std::string(reason)}};
}

}  // namespace

base::Result<AttackClassifier> AttackClassifier::fromTable(std::string_view table, std::string_view name) {
    AttackClassifier made;
    for (int number = 1; !table.empty(); ++number) {
        const auto end = table.find('\n');
        std::string_view line = table.substr(0, end);
        table.remove_prefix(end == table.npos ? table.size() : end + 1);
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        const std::string_view ids = takeColumn(line);
        const auto type = traffic::attackTypeByName(takeColumn(line));
        Entry entry;
        const auto dash = ids.find('-');
        if (!readNumber(ids.substr(0, dash), entry.first) ||
            !readNumber(dash == ids.npos ? ids : ids.substr(dash + 1), entry.last) ||
            entry.last < entry.first) {
            return invalidLine(name, number, "a rule id or a range of ids comes first");
        }
        if (!type) {
            return invalidLine(name, number, "the second column is not a type of attack");
        }
        entry.type = *type;
        made.m_entries.push_back(entry);
    }
    std::ranges::sort(made.m_entries, {}, &Entry::first);
    for (std::size_t i = 1; i < made.m_entries.size(); ++i) {
        if (made.m_entries[i].first <= made.m_entries[i - 1].last) {
            return invalidLine(name, 0,
                               "rule " + std::to_string(made.m_entries[i].first) + " is there twice");
        }
    }
    return made;
}

const AttackClassifier& AttackClassifier::builtIn() {
    static const AttackClassifier made = [] {
        auto read = fromTable(kAttackTypesTable, "attack_types.tsv");
        return read ? std::move(*read) : AttackClassifier{};
    }();
    return made;
}

std::optional<AttackType> AttackClassifier::fromIds(std::int64_t ruleId) const {
    auto next = std::ranges::upper_bound(m_entries, ruleId, {}, &Entry::first);
    if (next == m_entries.begin()) {
        return std::nullopt;
    }
    --next;
    return ruleId <= next->last ? std::optional(next->type) : std::nullopt;
}

std::optional<AttackType> AttackClassifier::fromTag(std::string_view tag) {
    const auto* found = std::ranges::find(kTags, tag, &std::pair<std::string_view, AttackType>::first);
    return found == kTags.end() ? std::nullopt : std::optional(found->second);
}

AttackType AttackClassifier::fromRange(std::int64_t ruleId) {
    const auto* found = std::ranges::find(kRanges, ruleId / 1000, &std::pair<int, AttackType>::first);
    return found == kRanges.end() ? AttackType::Other : found->second;
}

}  // namespace mirrorscope::detection
