// SPDX-License-Identifier: Apache-2.0
#include "core/config/yaml_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mirrorscope::config {
namespace {

constexpr std::string_view kBlank = " \t";

/// Behind the quoted text that begins there; nullopt: the quotes do not end.
std::optional<std::size_t> behindQuotes(std::string_view line, std::size_t begin) {
    const char quote = line[begin];
    for (std::size_t i = begin + 1; i < line.size(); ++i) {
        if (quote == '"' && line[i] == '\\') {
            ++i;
        } else if (line[i] == quote) {
            if (quote == '"' || i + 1 >= line.size() || line[i + 1] != quote) {
                return i + 1;
            }
            ++i;  // '' stands for '
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> behindBrackets(std::string_view line, std::size_t begin) {
    std::size_t depth = 0;
    for (std::size_t i = begin; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' || c == '\'') {
            const auto end = behindQuotes(line, i);
            if (!end) {
                return std::nullopt;
            }
            i = *end - 1;
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if ((c == ']' || c == '}') && --depth == 0) {
            return i + 1;
        } else if (c == '#' && kBlank.find(line[i - 1]) != kBlank.npos) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

std::size_t behindPlain(std::string_view line, std::size_t begin, bool inFlow) {
    std::size_t end = begin;
    for (std::size_t i = begin; i < line.size(); ++i) {
        const bool isComment = line[i] == '#' && i > begin && kBlank.find(line[i - 1]) != kBlank.npos;
        const bool endsFlow = inFlow && (line[i] == ',' || line[i] == ']' || line[i] == '}');
        if (isComment || endsFlow) {
            break;
        }
        if (kBlank.find(line[i]) == kBlank.npos) {
            end = i + 1;
        }
    }
    return end;
}

bool isPlainSafe(std::string_view text, bool inFlow) {
    const auto isWord = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    const auto isSafe = [&](char c) {
        return isWord(c) || std::string_view("._/:=+-").find(c) != std::string_view::npos ||
               (c == ',' && !inFlow);
    };
    constexpr std::string_view kNulls[] = {"null", "Null", "NULL"};
    return !text.empty() && (isWord(text.front()) || text.front() == '/') && text.back() != ':' &&
           std::ranges::all_of(text, isSafe) && std::ranges::find(kNulls, text) == std::end(kNulls);
}

}  // namespace

YamlLines::YamlLines(std::string_view text) {
    while (!text.empty()) {
        const auto feed = text.find('\n');
        const std::string_view whole = text.substr(0, feed == text.npos ? text.size() : feed + 1);
        std::size_t content = feed == text.npos ? whole.size() : feed;
        if (feed != text.npos && content > 0 && whole[content - 1] == '\r') {
            --content;
        }
        m_lines.push_back({std::string(whole.substr(0, content)), std::string(whole.substr(content))});
        text.remove_prefix(whole.size());
    }
    m_standardEnd = m_lines.empty() || m_lines.front().end.empty() ? "\n" : m_lines.front().end;
}

std::string YamlLines::text() const {
    std::string all;
    for (const Line& line : m_lines) {
        all += line.content + line.end;
    }
    return all;
}

std::size_t YamlLines::indent(std::size_t line) const {
    return std::min(at(line).find_first_not_of(' '), at(line).size());
}

bool YamlLines::isIdle(std::size_t line) const {
    return at(line).find_first_not_of(kBlank) == std::string_view::npos || isComment(line);
}

bool YamlLines::isComment(std::size_t line) const {
    const auto first = at(line).find_first_not_of(kBlank);
    return first != std::string_view::npos && at(line)[first] == '#';
}

void YamlLines::replace(std::size_t line, std::size_t begin, std::size_t end, std::string_view text) {
    m_lines[line].content.replace(begin, end - begin, text);
}

void YamlLines::insert(std::size_t line, std::string content) {
    std::string end = m_standardEnd;
    if (line == m_lines.size() && line > 0 && m_lines.back().end.empty()) {
        m_lines.back().end = std::exchange(end, {});
    }
    m_lines.insert(m_lines.begin() + static_cast<std::ptrdiff_t>(line), {std::move(content), std::move(end)});
}

void YamlLines::removeKeepingComment(std::size_t line) {
    const std::string_view content = at(line);
    for (std::size_t i = 1; i < content.size(); ++i) {
        if (content[i] == '"' || content[i] == '\'') {
            i = behindQuotes(content, i).value_or(i + 1) - 1;
        } else if (content[i] == '#' && kBlank.find(content[i - 1]) != kBlank.npos) {
            setContent(line, std::string(indent(line), ' ') + std::string(content.substr(i)));
            return;
        }
    }
    remove(line);
}

void YamlLines::remove(std::size_t line) {
    // The last line has no end, whichever it is.
    if (line > 0 && line + 1 == m_lines.size() && m_lines.back().end.empty()) {
        m_lines[line - 1].end.clear();
    }
    m_lines.erase(m_lines.begin() + static_cast<std::ptrdiff_t>(line));
}

std::size_t colonOf(std::string_view line, std::size_t column) {
    if (column >= line.size()) {
        return line.npos;
    }
    if (line[column] == '"' || line[column] == '\'') {
        const auto end = behindQuotes(line, column);
        return end ? line.find(':', *end) : line.npos;
    }
    for (std::size_t i = column; i < line.size(); ++i) {
        if (line[i] == ':' && (i + 1 == line.size() || kBlank.find(line[i + 1]) != kBlank.npos)) {
            return i;
        }
    }
    return line.npos;
}

std::optional<InlineValue> inlineValue(std::string_view line, std::size_t colon, bool inFlow) {
    const auto begin = line.find_first_not_of(kBlank, colon + 1);
    if (begin == line.npos || line[begin] == '#') {
        return InlineValue{colon + 1, colon + 1};
    }
    switch (line[begin]) {
        case '"':
        case '\'':
            if (const auto end = behindQuotes(line, begin)) {
                return InlineValue{begin, *end};
            }
            return std::nullopt;
        case '[':
        case '{':
            if (const auto end = behindBrackets(line, begin)) {
                return InlineValue{begin, *end};
            }
            return std::nullopt;
        case '|':
        case '>':
        case '&':
        case '*':
        case '!':
            return std::nullopt;
        default:
            return InlineValue{begin, behindPlain(line, begin, inFlow)};
    }
}

std::string yamlScalar(std::string_view text, bool inFlow) {
    if (isPlainSafe(text, inFlow)) {
        return std::string(text);
    }
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    std::string quoted;
    if (std::ranges::none_of(text, isControl)) {
        for (const char c : text) {
            quoted += c == '\'' ? "''" : std::string(1, c);
        }
        return "'" + quoted + "'";
    }
    for (const char c : text) {
        if (isControl(c)) {
            quoted += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        } else {
            quoted += (c == '"' || c == '\\' ? "\\" : "") + std::string(1, c);
        }
    }
    return "\"" + quoted + "\"";
}

}  // namespace mirrorscope::config
