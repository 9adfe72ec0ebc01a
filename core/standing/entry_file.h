// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/standing/entry.h"

namespace mirrorscope::standing {

// Lists that are text files of one entry a line, fields between tabs. Any thread; blocks for the disk.

/// What of a line is wrong.
struct Mistake {
    std::string what;      // "\"hidden\"", "the filter"
    std::string expected;  // "label or hide"
};

inline constexpr std::string_view kDayExpected = "a day such as 2026-12-31, or -";

/// The last day as a field says it; "-": none. False: neither.
bool readDay(std::string_view field, std::optional<Day>& out);
std::string writtenDay(const std::optional<Day>& day);

std::optional<Mistake> mistakeOf(const std::optional<Complaint>& ofName,
                                 const std::optional<Complaint>& ofFilter, std::string_view name,
                                 std::string_view filter);

/// The lines that say something, and their numbers from 1. No file: none. TextUnreadable.
struct Line {
    std::string text;
    std::size_t number = 0;
};
base::Result<std::vector<Line>> readLines(const std::filesystem::path& file);

std::vector<std::string_view> fieldsOf(std::string_view line);
/// With what would break a line made spaces.
std::string line(std::initializer_list<std::string> fields);
/// OutputFailed. An empty list makes no file where there is none.
base::Result<void> writeEntries(const std::filesystem::path& file, std::string_view text, bool isEmpty);

base::Error invalidLine(const std::filesystem::path& file, std::size_t number, const Mistake& mistake);

/// Entries have a name, each another one. `read` fills one from its fields.
template <typename Entry, typename Read>
base::Result<std::vector<Entry>> readEntries(const std::filesystem::path& file, std::size_t most,
                                             const Read& read) {
    const auto lines = readLines(file);
    if (!lines) {
        return lines.error();
    }
    std::vector<Entry> entries;
    for (const Line& line : *lines) {
        Entry entry;
        auto mistake = read(fieldsOf(line.text), entry);
        if (!mistake && std::ranges::find(entries, entry.name, &Entry::name) != entries.end()) {
            mistake = mistakeOf(Complaint{Complaint::Kind::NameTaken}, std::nullopt, entry.name, {});
        }
        if (!mistake && entries.size() == most) {
            mistake = Mistake{"one line more", "at most " + std::to_string(most)};
        }
        if (mistake) {
            return invalidLine(file, line.number, *mistake);
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace mirrorscope::standing
