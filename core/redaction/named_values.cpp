// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/base/byte_text.h"
#include "core/http/request_target.h"
#include "core/redaction/scans.h"

namespace mirrorscope::redaction {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

bool isNameByte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '-' || c == '.' || c == '[' || c == ']' || c == '$' || c == '+' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool isSpace(char c) {
    return kSpace.find(c) != kSpace.npos;
}

bool isQuote(char c) {
    return c == '"' || c == '\'';
}

/// The name that ends in front of the separator at `at`. Runs of two separators never overlap: linear.
std::string_view nameBefore(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end > 0 && isSpace(text[end - 1])) {
        --end;
    }
    std::size_t begin = end;
    if (end > 0 && isQuote(text[end - 1])) {
        --end;
        begin = end;
        const auto isPart = [](char c) {
            return !isQuote(c) && c != ':' && c != '=' && c != '\n' && c != '{' && c != ',';
        };
        while (begin > 0 && isPart(text[begin - 1])) {
            --begin;
        }
    } else {
        while (begin > 0 && isNameByte(text[begin - 1])) {
            --begin;
        }
    }
    return text.substr(begin, end - begin);
}

std::string reasonOf(std::string_view kind, std::string_view name) {
    constexpr std::size_t longest = 40;
    return std::string(kind) + " " + base::shownText(name, longest);
}

/// Behind the quote that ends what the one at `at` begins; the end when it is missing.
std::size_t quotedEnd(std::string_view text, std::size_t at) {
    const char quote = text[at];
    for (++at; at < text.size() && text[at] != quote; ++at) {
        at += text[at] == '\\' ? 1 : 0;
    }
    return std::min(at, text.size());
}

/// Behind the bracket that closes the one at `at`; brackets in strings do not count.
std::size_t nestedEnd(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') {
            at = quotedEnd(text, at);
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return at + 1;
        }
    }
    return text.size();
}

/// A line of a head in a log or a body: these values have spaces.
bool isCredentialLine(std::string_view name) {
    constexpr std::array<std::string_view, 4> lines{"authorization", "proxy-authorization", "cookie",
                                                    "set-cookie"};
    return std::ranges::any_of(lines,
                               [name](std::string_view line) { return base::equalsIgnoreCase(name, line); });
}

/// An escaped quote: the reading without escapes sees the string.
bool isEscapedQuote(std::string_view text) {
    const auto quote = text.find_first_not_of('\\');
    return quote != 0 && quote != text.npos && isQuote(text[quote]);
}

struct Span {
    std::size_t begin;
    std::size_t end;
};

Span valueBehind(std::string_view text, std::size_t separator, bool isWholeLine) {
    const bool isColon = text[separator] == ':';
    std::size_t at = text.find_first_not_of(isColon && !isWholeLine ? kSpace : " \t", separator + 1);
    at = std::min(at, text.size());
    if (at < text.size() && isQuote(text[at])) {
        return {at + 1, quotedEnd(text, at)};
    }
    if (isEscapedQuote(text.substr(at))) {
        return {at, at};
    }
    if (isColon && at < text.size() && (text[at] == '{' || text[at] == '[')) {
        return {at, nestedEnd(text, at)};
    }
    const std::string_view ends = isWholeLine ? "\r\n\"" : isColon ? " \t\r\n,;&\"'<>}]" : " \t\r\n&\"'<>";
    return {at, std::min(text.find_first_of(ends, at), text.size())};
}

}  // namespace

void findNamedValues(std::string_view text, const SecretNames& names, const Report& report) {
    for (auto at = text.find_first_of(":="); at != text.npos;) {
        const std::string_view name = nameBefore(text, at);
        std::size_t next = at + 1;
        if (!name.empty()) {
            const bool isLine = text[at] == ':' && isCredentialLine(name);
            if (isLine || names.isParameter(name) || names.isHeader(name)) {
                const Span value = valueBehind(text, at, isLine);
                if (value.end > value.begin) {
                    report(value.begin, value.end, reasonOf("value of", name));
                    next = std::max(next, value.end);
                }
            }
        }
        at = text.find_first_of(":=", next);
    }
}

void findElements(std::string_view text, const SecretNames& names, const Report& report) {
    for (auto at = text.find('<'); at != text.npos; at = text.find('<', at + 1)) {
        const std::size_t end = std::min(text.find_first_of("<>", at + 1), text.size());
        const std::string_view tag = text.substr(at + 1, end - at - 1);
        const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
        if (name.empty() || end == text.size() || text[end] != '>' || !names.isParameter(name)) {
            continue;
        }
        const bool isData = text.substr(end + 1).starts_with("<![CDATA[");
        const std::size_t begin = end + 1 + (isData ? 9 : 0);
        const std::size_t stop =
            std::min(isData ? text.find("]]>", begin) : text.find('<', begin), text.size());
        report(begin, stop, reasonOf("element", name));
        at = std::max(at, stop - 1);
    }
}

void findFormFields(std::string_view text, const SecretNames& names, const Report& report) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('&', at), text.size());
        const std::string_view field = text.substr(at, end - at);
        const auto equals = field.find('=');
        if (equals != field.npos) {
            std::string name(field.substr(0, equals));
            constexpr int codings = 3;
            for (int i = 0; i < codings && name.find('%') != name.npos; ++i) {
                name = http::percentDecoded(name);
            }
            if (names.isParameter(name)) {
                report(at + equals + 1, end, reasonOf("value of", name));
            }
        }
        at = end + 1;
    }
}

}  // namespace mirrorscope::redaction
