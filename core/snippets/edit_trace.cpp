// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/edit_trace.h"

#include <algorithm>
#include <cassert>

namespace mirrorscope::snippets {
namespace {

using Change = LineMark::Change;

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// What a line sets: a directive's name or a key. Two lines that set the same are one that changed.
std::string_view subject(std::string_view line) {
    const auto first = line.find_first_not_of(" -");
    line.remove_prefix(std::min(first, line.size()));
    return line.substr(0, line.find_first_of(" :"));
}

void touch(LineMark& mark, Change change, std::size_t reason) {
    // What an edit added stays an addition, whoever words it anew.
    mark.change = mark.change == Change::None ? change : mark.change;
    if (mark.reasons.empty() || mark.reasons.back() != reason) {
        mark.reasons.push_back(reason);
    }
}

}  // namespace

EditTrace::EditTrace(std::span<const SnippetPart> faithful) : m_parts(faithful.size()) {
    for (std::size_t i = 0; i < faithful.size(); ++i) {
        Part& part = m_parts[i];
        part.text = faithful[i].text;
        for (const std::string_view line : linesOf(part.text)) {
            part.lines.push_back({line, part.lines.size(), {}});
        }
        part.faithful.resize(part.lines.size());
    }
}

void EditTrace::note(std::span<const SnippetPart> after, std::size_t reason) {
    assert(after.size() == m_parts.size());
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        step(m_parts[i], after[i].text, reason);
    }
}

std::vector<PartMarks> EditTrace::marks() const {
    std::vector<PartMarks> out;
    for (const Part& part : m_parts) {
        PartMarks& marks = out.emplace_back();
        marks.faithful = part.faithful;
        std::ranges::transform(part.lines, std::back_inserter(marks.hardened), &Line::mark);
    }
    return out;
}

void EditTrace::step(Part& part, const std::string& after, std::size_t reason) {
    if (after == part.text) {
        return;
    }
    std::vector<Line> now;
    for (const std::string_view line : linesOf(after)) {
        now.push_back({line, {}, {}});
    }
    std::size_t before = 0;
    std::size_t at = 0;
    const auto keepUntil = [&](std::size_t end) {
        for (; at < end; ++at, ++before) {
            now[at].origin = part.lines[before].origin;
            now[at].mark = part.lines[before].mark;
        }
    };
    for (const Hunk& hunk : hunks(part.lines, now)) {
        keepUntil(hunk.firstAfter);
        replace(part, now, hunk, reason);
        before = hunk.lastBefore;
        at = hunk.lastAfter;
    }
    keepUntil(now.size());
    part.lines = std::move(now);
    part.text = after;
    const auto lines = linesOf(part.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        part.lines[i].text = lines[i];
    }
}

void EditTrace::replace(Part& part, std::vector<Line>& now, const Hunk& hunk, std::size_t reason) {
    std::size_t next = hunk.firstBefore;
    std::vector<bool> isPaired(hunk.lastBefore - hunk.firstBefore, false);
    for (std::size_t i = hunk.firstAfter; i < hunk.lastAfter; ++i) {
        std::size_t old = next;
        while (old < hunk.lastBefore && subject(part.lines[old].text) != subject(now[i].text)) {
            ++old;
        }
        if (old == hunk.lastBefore) {
            touch(now[i].mark, Change::Added, reason);
            continue;
        }
        isPaired[old - hunk.firstBefore] = true;
        next = old + 1;
        now[i].origin = part.lines[old].origin;
        now[i].mark = part.lines[old].mark;
        touch(now[i].mark, Change::Changed, reason);
    }
    for (std::size_t old = hunk.firstBefore; old < hunk.lastBefore; ++old) {
        if (const auto origin = part.lines[old].origin) {
            touch(part.faithful[*origin],
                  isPaired[old - hunk.firstBefore] ? Change::Changed : Change::Removed, reason);
        }
    }
}

/// By the longest common subsequence of what is left between the equal beginning and the equal end.
std::vector<EditTrace::Hunk> EditTrace::hunks(const std::vector<Line>& before,
                                              const std::vector<Line>& after) {
    std::size_t begin = 0;
    const std::size_t shorter = std::min(before.size(), after.size());
    while (begin < shorter && before[begin].text == after[begin].text) {
        ++begin;
    }
    std::size_t tail = 0;
    while (tail < shorter - begin &&
           before[before.size() - 1 - tail].text == after[after.size() - 1 - tail].text) {
        ++tail;
    }
    const std::size_t rows = before.size() - tail - begin;
    const std::size_t columns = after.size() - tail - begin;
    std::vector<std::size_t> common((rows + 1) * (columns + 1), 0);
    const auto at = [&](std::size_t row, std::size_t column) -> std::size_t& {
        return common[row * (columns + 1) + column];
    };
    for (std::size_t row = rows; row-- > 0;) {
        for (std::size_t column = columns; column-- > 0;) {
            at(row, column) = before[begin + row].text == after[begin + column].text
                                  ? at(row + 1, column + 1) + 1
                                  : std::max(at(row + 1, column), at(row, column + 1));
        }
    }
    std::vector<Hunk> out;
    std::size_t row = 0;
    std::size_t column = 0;
    while (row < rows || column < columns) {
        Hunk hunk{begin + row, 0, begin + column, 0};
        while (row < rows || column < columns) {
            const bool isEqual =
                row < rows && column < columns && before[begin + row].text == after[begin + column].text;
            if (isEqual) {
                break;
            }
            if (column == columns || (row < rows && at(row + 1, column) >= at(row, column + 1))) {
                ++row;
            } else {
                ++column;
            }
        }
        hunk.lastBefore = begin + row;
        hunk.lastAfter = begin + column;
        if (hunk.lastBefore != hunk.firstBefore || hunk.lastAfter != hunk.firstAfter) {
            out.push_back(hunk);
        }
        while (row < rows && column < columns && before[begin + row].text == after[begin + column].text) {
            ++row;
            ++column;
        }
    }
    return out;
}

}  // namespace mirrorscope::snippets
