// SPDX-License-Identifier: Apache-2.0
#include "core/standing/known_source.h"

#include <algorithm>

#include "core/config/paths.h"
#include "core/standing/entry_file.h"

namespace mirrorscope::standing {
namespace {

constexpr std::string_view kHide = "hide";
constexpr std::string_view kLabel = "label";
constexpr std::size_t kFields = 4;

constexpr std::string_view kHeading =
    "# Known sources: requests that fit the filter bear the name.\n"
    "# label or hide, last day or -, name, filter; with tabs between them.\n";

std::optional<Mistake> readLine(const std::vector<std::string_view>& fields, KnownSource& out) {
    if (fields.size() != kFields) {
        return Mistake{"the line", "label or hide, a day or -, a name and a filter with tabs between them"};
    }
    if (fields[0] != kHide && fields[0] != kLabel) {
        return Mistake{"\"" + std::string(fields[0]) + "\"", "label or hide"};
    }
    out.hides = fields[0] == kHide;
    if (!readDay(fields[1], out.until)) {
        return Mistake{"\"" + std::string(fields[1]) + "\"", std::string(kDayExpected)};
    }
    out.name = fields[2];
    out.filter = fields[3];
    return mistakeOf(complaintAboutName(out.name), complaintAboutLabel(out.filter), out.name, out.filter);
}

std::string joined(const query::SyntaxTree& filter, std::string rest) {
    const std::string text = query::print(filter);
    return text.empty() ? rest : "(" + text + ")" + std::move(rest);
}

}  // namespace

std::filesystem::path knownSourcesFile() {
    return config::configDirectory() / "known-sources.txt";
}

base::Result<KnownSources> readKnownSources(const std::filesystem::path& file) {
    return readEntries<KnownSource>(file, kMostKnownSources, readLine);
}

base::Result<void> writeKnownSources(const std::filesystem::path& file, const KnownSources& sources) {
    std::string text(kHeading);
    for (const KnownSource& source : sources) {
        text += line({std::string(source.hides ? kHide : kLabel), writtenDay(source.until), source.name,
                      source.filter});
    }
    return writeEntries(file, text, sources.empty());
}

KnownSources inForce(const KnownSources& sources, base::WallTime now) {
    const auto zone = localZone(now);
    KnownSources out;
    std::ranges::copy_if(sources, std::back_inserter(out),
                         [&](const KnownSource& source) { return !isOver(source.until, now, zone); });
    return out;
}

std::vector<std::string> hidingFilters(const KnownSources& sources) {
    std::vector<std::string> out;
    for (const KnownSource& source : sources) {
        if (source.hides) {
            out.push_back(source.filter);
        }
    }
    return out;
}

query::Parsed without(const query::SyntaxTree& filter, std::span<const std::string> hidden) {
    std::string rest;
    for (const std::string& one : hidden) {
        rest += " -(" + one + ")";
    }
    return query::parse(joined(filter, std::move(rest)));
}

query::Parsed onlyHidden(const query::SyntaxTree& filter, std::span<const std::string> hidden) {
    std::string any;
    for (const std::string& one : hidden) {
        any += (any.empty() ? "(" : " or (") + one + ")";
    }
    return query::parse(joined(filter, any.empty() ? any : " (" + any + ")"));
}

}  // namespace mirrorscope::standing
