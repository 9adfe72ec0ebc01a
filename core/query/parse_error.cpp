// SPDX-License-Identifier: Apache-2.0
#include "core/query/parse_error.h"

#include <algorithm>

#include "core/base/byte_text.h"

namespace mirrorscope::query {
namespace {

/// What of a long filter a terminal line shows on either side of the place.
constexpr std::size_t kAroundBytes = 60;

std::size_t charactersIn(std::string_view bytes) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < bytes.size(); i += base::shownUnit(bytes, i).bytes) {
        ++count;
    }
    return count;
}

/// Columns of a terminal, counting one for every shown character.
std::size_t columnsOf(std::string_view bytes) {
    std::size_t columns = 0;
    for (std::size_t i = 0; i < bytes.size();) {
        const base::ShownUnit unit = base::shownUnit(bytes, i);
        columns += unit.characters;
        i += unit.bytes;
    }
    return columns;
}

bool continuesCharacter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::string characterOf(const ParseError& error, std::string_view filter) {
    return std::to_string(charactersIn(filter.substr(0, error.position)) + 1);
}

std::string foundIn(const ParseError& error, std::string_view filter) {
    if (error.found.empty()) {
        return error.position < filter.size() ? "nothing" : "the end";
    }
    return "\"" + base::shownText(error.found, kFoundBytes) + "\"";
}

}  // namespace

std::string expectation(const ParseError& error, std::string_view filter) {
    return error.expected + " at character " + characterOf(error, filter) + ", found " +
           foundIn(error, filter);
}

std::string sentence(const ParseError& error, std::string_view filter) {
    return "At character " + characterOf(error, filter) + ": expected " + error.expected + ", found " +
           foundIn(error, filter);
}

std::string underlined(const ParseError& error, std::string_view filter) {
    const std::size_t position = std::min(error.position, filter.size());
    std::size_t from = position > kAroundBytes ? position - kAroundBytes : 0;
    while (from < position && continuesCharacter(filter[from])) {
        ++from;
    }
    const std::string_view shown = filter.substr(from, 2 * kAroundBytes);
    const std::size_t before = position - from;
    const std::string_view marked = shown.substr(before, error.length);
    return base::shownText(shown) + "\n" + std::string(columnsOf(shown.substr(0, before)), ' ') +
           std::string(std::max<std::size_t>(columnsOf(marked), 1), '^');
}

}  // namespace mirrorscope::query
