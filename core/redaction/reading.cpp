// SPDX-License-Identifier: Apache-2.0
#include "core/redaction/reading.h"

#include "core/base/decoding.h"

namespace mirrorscope::redaction {
namespace {

/// Four hex digits behind \u at `at`.
std::optional<unsigned> codeUnit(std::string_view text, std::size_t at) {
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') {
        return std::nullopt;
    }
    unsigned unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const int digit = base::hexValue(text[i]);
        if (digit < 0) {
            return std::nullopt;
        }
        unit = unit * 16 + static_cast<unsigned>(digit);
    }
    return unit;
}

std::string utf8Of(unsigned character) {
    std::string out;
    base::appendUtf8(out, character);
    return out;
}

struct Escape {
    std::string bytes;
    std::size_t length = 0;
};

/// The escape at `at`, where a backslash stands (RFC 8259 7); nothing when it is none.
std::optional<Escape> escapeAt(std::string_view text, std::size_t at) {
    if (const auto unit = codeUnit(text, at)) {
        const auto low = *unit >= 0xD800 && *unit < 0xDC00 ? codeUnit(text, at + 6) : std::nullopt;
        if (low && *low >= 0xDC00 && *low < 0xE000) {
            return Escape{utf8Of(0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00)), 12};
        }
        return Escape{utf8Of(*unit), 6};
    }
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const auto letter = at + 1 < text.size() ? letters.find(text[at + 1]) : std::string_view::npos;
    if (letter == std::string_view::npos) {
        return std::nullopt;
    }
    return Escape{std::string(1, meanings[letter]), 2};
}

void visitDeeper(const Reading& reading, int depth, const std::function<void(const Reading&)>& visit) {
    visit(reading);
    if (depth == 0) {
        return;
    }
    if (const auto decoded = reading.percentDecoded()) {
        visitDeeper(*decoded, depth - 1, visit);
    }
    if (const auto unescaped = reading.unescaped()) {
        visitDeeper(*unescaped, depth - 1, visit);
    }
}

}  // namespace

std::pair<std::size_t, std::size_t> Reading::sourceSpan(std::size_t begin, std::size_t end) const {
    // An escape that became several bytes is hidden with any of them.
    while (!m_starts.empty() && end > begin && end + 1 < m_starts.size() &&
           m_starts[end] == m_starts[end - 1]) {
        ++end;
    }
    return {sourceOf(begin), sourceOf(end)};
}

void Reading::append(char byte, std::size_t from, const Reading& parent) {
    m_owned->push_back(byte);
    m_starts.push_back(static_cast<std::uint32_t>(parent.sourceOf(from)));
}

void Reading::finish(const Reading& parent) {
    m_starts.push_back(static_cast<std::uint32_t>(parent.sourceOf(parent.bytes().size())));
}

std::optional<Reading> Reading::percentDecoded() const {
    const std::string_view text = bytes();
    if (text.find('%') == text.npos) {
        return std::nullopt;
    }
    Reading decoded;
    decoded.m_owned.emplace();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isEscape = text[i] == '%' && i + 2 < text.size() && base::hexValue(text[i + 1]) >= 0 &&
                              base::hexValue(text[i + 2]) >= 0;
        if (isEscape) {
            decoded.append(static_cast<char>(base::hexValue(text[i + 1]) * 16 + base::hexValue(text[i + 2])),
                           i, *this);
            i += 2;
        } else {
            decoded.append(text[i], i, *this);
        }
    }
    decoded.finish(*this);
    return decoded.m_owned->size() < text.size() ? std::optional(std::move(decoded)) : std::nullopt;
}

std::optional<Reading> Reading::unescaped() const {
    const std::string_view text = bytes();
    if (text.find('\\') == text.npos) {
        return std::nullopt;
    }
    Reading read;
    read.m_owned.emplace();
    for (std::size_t i = 0; i < text.size();) {
        const auto escape = text[i] == '\\' ? escapeAt(text, i) : std::nullopt;
        if (!escape) {
            read.append(text[i], i, *this);
            ++i;
            continue;
        }
        for (const char byte : escape->bytes) {
            read.append(byte, i, *this);
        }
        i += escape->length;
    }
    read.finish(*this);
    return read.m_owned->size() < text.size() ? std::optional(std::move(read)) : std::nullopt;
}

void forEachReading(std::string_view source, const std::function<void(const Reading&)>& visit) {
    visitDeeper(Reading(source), kReadingDepth, visit);
}

}  // namespace mirrorscope::redaction
