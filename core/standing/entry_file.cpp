// SPDX-License-Identifier: Apache-2.0
#include "core/standing/entry_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "core/config/replaced_file.h"

namespace mirrorscope::standing {
namespace {

constexpr std::uintmax_t kLongestFile = 256 * 1024;  // 32 entries of the longest filters people write
constexpr std::string_view kNoDay = "-";

}  // namespace

bool readDay(std::string_view field, std::optional<Day>& out) {
    out = parseDay(field);
    return out.has_value() || field == kNoDay;
}

std::string writtenDay(const std::optional<Day>& day) {
    return day ? dayText(*day) : std::string(kNoDay);
}

std::optional<Mistake> mistakeOf(const std::optional<Complaint>& ofName,
                                 const std::optional<Complaint>& ofFilter, std::string_view name,
                                 std::string_view filter) {
    if (ofName) {
        return Mistake{"the name \"" + std::string(name) + "\"", expectation(*ofName, filter)};
    }
    return ofFilter ? std::optional(Mistake{"the filter", expectation(*ofFilter, filter)}) : std::nullopt;
}

base::Result<std::vector<Line>> readLines(const std::filesystem::path& file) {
    std::error_code failed;
    if (!std::filesystem::exists(file, failed) && !failed) {
        return std::vector<Line>{};
    }
    const auto size = std::filesystem::file_size(file, failed);
    if (failed) {
        return base::Error{base::ErrorCode::TextUnreadable, {file.string(), failed.message()}};
    }
    if (size > kLongestFile) {
        return base::Error{base::ErrorCode::TextUnreadable, {file.string(), "it is longer than 256 KiB"}};
    }
    std::ifstream in(file, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in) {
        return base::Error{base::ErrorCode::TextUnreadable, {file.string(), std::strerror(errno)}};
    }
    std::vector<Line> lines;
    std::size_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string one = text.substr(at, end - at);
        if (one.ends_with('\r')) {
            one.pop_back();
        }
        at = end + 1;
        ++number;
        if (one.find_first_not_of(" \t") != std::string::npos && one.front() != '#') {
            lines.push_back({std::move(one), number});
        }
    }
    return lines;
}

std::vector<std::string_view> fieldsOf(std::string_view line) {
    std::vector<std::string_view> fields;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find('\t', at), line.size());
        fields.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return fields;
}

std::string line(std::initializer_list<std::string> fields) {
    std::string out;
    for (const std::string& field : fields) {
        out += out.empty() ? "" : "\t";
        for (const char one : field) {
            out += one == '\t' || one == '\n' || one == '\r' ? ' ' : one;
        }
    }
    return out + "\n";
}

base::Result<void> writeEntries(const std::filesystem::path& file, std::string_view text, bool isEmpty) {
    std::error_code failed;
    if (isEmpty && !std::filesystem::exists(file, failed)) {
        return {};
    }
    return config::replaceFile(file, text);
}

base::Error invalidLine(const std::filesystem::path& file, std::size_t number, const Mistake& mistake) {
    return {base::ErrorCode::ConfigInvalid,
            {file.string(), std::to_string(number), mistake.what, mistake.expected}};
}

}  // namespace mirrorscope::standing
