// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/query/parser.h"
#include "core/standing/entry.h"

namespace mirrorscope::standing {

/// "Who is that client": a monitoring, a scanner of one's own, a partner. Requests that fit the filter bear
/// the name; they are stored and judged as all others. Plain value.
struct KnownSource {
    std::string name;
    std::string filter;          // as typed
    std::optional<Day> until{};  // the last day on which it applies
    bool hides = false;          // else it only labels

    bool operator==(const KnownSource&) const = default;
};
using KnownSources = std::vector<KnownSource>;

/// Each costs a look at every row in view, and hiding a part of every question to the store.
inline constexpr std::size_t kMostKnownSources = 32;

/// known-sources.txt in the configuration directory: a line each with "label" or "hide", the last day or "-",
/// the name and the filter, tabs between them. Empty lines and those that begin with # say nothing.
std::filesystem::path knownSourcesFile();

/// No file is no source. ConfigInvalid with the line, TextUnreadable; then none of them counts.
base::Result<KnownSources> readKnownSources(const std::filesystem::path& file);
/// Replaces the file, at once or not at all. OutputFailed. What cannot be read there is lost: ask before.
base::Result<void> writeKnownSources(const std::filesystem::path& file, const KnownSources& sources);

/// Those that apply at that time.
KnownSources inForce(const KnownSources& sources, base::WallTime now);

/// The filters of those that hide.
std::vector<std::string> hidingFilters(const KnownSources& sources);
/// The filter without what these fit, or only that. Fails where it has more terms than a filter may.
query::Parsed without(const query::SyntaxTree& filter, std::span<const std::string> hidden);
query::Parsed onlyHidden(const query::SyntaxTree& filter, std::span<const std::string> hidden);

}  // namespace mirrorscope::standing
