// SPDX-License-Identifier: Apache-2.0
#include "core/standing/archive_rule.h"

#include <algorithm>

#include "core/config/paths.h"
#include "core/standing/entry_file.h"

namespace mirrorscope::standing {
namespace {

constexpr std::string_view kOn = "on";
constexpr std::string_view kOff = "off";
constexpr std::size_t kFields = 5;
constexpr std::string_view kBetween = ": ";

constexpr std::string_view kHeading =
    "# What is judged from now on and fits is archived by whoever records the session.\n"
    "# on or off, last day or -, name, filter, reason; with tabs between them.\n";

std::optional<Mistake> readLine(const std::vector<std::string_view>& fields, ArchiveRule& out) {
    if (fields.size() != kFields) {
        return Mistake{"the line",
                       "on or off, a day or -, a name, a filter and a reason with tabs between them"};
    }
    if (fields[0] != kOn && fields[0] != kOff) {
        return Mistake{"\"" + std::string(fields[0]) + "\"", "on or off"};
    }
    out.isOn = fields[0] == kOn;
    if (!readDay(fields[1], out.until)) {
        return Mistake{"\"" + std::string(fields[1]) + "\"", std::string(kDayExpected)};
    }
    out.name = fields[2];
    out.filter = fields[3];
    out.reason = fields[4];
    return mistakeOf(complaintAboutName(out.name), complaintAboutRule(out.filter), out.name, out.filter);
}

}  // namespace

std::filesystem::path archiveRulesFile() {
    return config::configDirectory() / "archive-rules.txt";
}

base::Result<ArchiveRules> readArchiveRules(const std::filesystem::path& file) {
    return readEntries<ArchiveRule>(file, kMostArchiveRules, readLine);
}

base::Result<void> writeArchiveRules(const std::filesystem::path& file, const ArchiveRules& rules) {
    std::string text(kHeading);
    for (const ArchiveRule& rule : rules) {
        text += line({std::string(rule.isOn ? kOn : kOff), writtenDay(rule.until), rule.name, rule.filter,
                      rule.reason});
    }
    return writeEntries(file, text, rules.empty());
}

ArchiveRules inForce(const ArchiveRules& rules, base::WallTime now) {
    const auto zone = localZone(now);
    ArchiveRules out;
    std::ranges::copy_if(rules, std::back_inserter(out), [&](const ArchiveRule& rule) {
        return rule.isOn && !isOver(rule.until, now, zone);
    });
    return out;
}

std::string scopeOf(const ArchiveRule& rule) {
    return rule.name + std::string(kBetween) + rule.filter;
}

std::string_view ruleNameIn(std::string_view scope) {
    const auto end = scope.find(kBetween);
    return end == std::string_view::npos ? std::string_view() : scope.substr(0, end);
}

}  // namespace mirrorscope::standing
