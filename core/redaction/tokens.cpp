// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/base/byte_text.h"
#include "core/base/decoding.h"
#include "core/redaction/scans.h"

namespace mirrorscope::redaction {
namespace {

/// Headers of tokens are short; without the limits "eyJeyJeyJ…" would be decoded again and again.
constexpr std::size_t kLongestTokenHeader = 8192;
constexpr int kMostStarts = 8;
/// An English word behind "basic" is shorter, or is followed by another.
constexpr std::size_t kShortestCredentials = 6;

bool isAlnum(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isBase64Url(char c) {
    return isAlnum(c) || c == '-' || c == '_';
}

/// A run of base64url; a last letter that is no byte yet is left out.
std::string base64UrlDecoded(std::string_view run) {
    return base::fromBase64(run.substr(0, run.size() - (run.size() % 4 == 1 ? 1 : 0)))
        .value_or(std::string());
}

/// Where the header of a token begins in a run of base64url, at which letters may have been glued in front.
std::size_t tokenHeader(std::string_view part) {
    int starts = 0;
    for (auto at = part.find("ey"); at != part.npos && starts < kMostStarts; at = part.find("ey", at + 1)) {
        const std::string json = base64UrlDecoded(part.substr(at, kLongestTokenHeader));
        ++starts;
        const auto first = json.find_first_not_of(" \t\r\n");
        if (first != json.npos && json[first] == '{' && json.find("\"alg\"") != json.npos) {
            return at;
        }
    }
    return part.npos;
}

std::size_t runEnd(std::string_view text, std::size_t at) {
    while (at < text.size() && isBase64Url(text[at])) {
        ++at;
    }
    return at;
}

/// The end of a token whose header is [at, end): two more parts, or four when it is encrypted; 0: it is none.
std::size_t tokenEnd(std::string_view text, std::size_t end) {
    std::size_t parts = 1;
    while (parts < 5 && end < text.size() && text[end] == '.') {
        end = runEnd(text, end + 1);
        ++parts;
    }
    return parts >= 3 ? end : 0;
}

bool startsWithWord(std::string_view text, std::size_t at, std::string_view word) {
    return (at == 0 || !isAlnum(text[at - 1])) && base::equalsIgnoreCase(text.substr(at, word.size()), word);
}

bool isToken68(char c) {
    return isBase64Url(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
}

}  // namespace

void findWebTokens(std::string_view text, const Report& report) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = runEnd(text, at);
        const std::size_t token = end < text.size() && text[end] == '.' ? tokenEnd(text, end) : 0;
        if (token != 0) {
            const std::size_t header = tokenHeader(text.substr(at, end - at));
            if (header != std::string_view::npos) {
                report(at + header, token, "JSON web token");
                at = token;
                continue;
            }
        }
        at = end + 1;
    }
}

void findSchemeCredentials(std::string_view text, const Report& report) {
    constexpr std::array<std::string_view, 2> schemes{"bearer", "basic"};
    for (std::size_t at = text.find_first_of("bB"); at != text.npos; at = text.find_first_of("bB", at + 1)) {
        for (const std::string_view scheme : schemes) {
            std::size_t begin = at + scheme.size();
            if (!startsWithWord(text, at, scheme) || begin >= text.size() || text[begin] != ' ') {
                continue;
            }
            begin = text.find_first_not_of(' ', begin);
            std::size_t end = begin;
            bool isWord = true;
            while (end < text.size() && isToken68(text[end])) {
                isWord = isWord && ((text[end] | 0x20) >= 'a' && (text[end] | 0x20) <= 'z');
                ++end;
            }
            const bool isLong = end != text.npos && begin != text.npos && end - begin >= kShortestCredentials;
            if (isLong && (!isWord || scheme == "bearer")) {
                report(begin, end, std::string(scheme == "bearer" ? "bearer token" : "basic credentials"));
            }
        }
    }
}

void findUserinfo(std::string_view text, const Report& report) {
    for (auto at = text.find("://"); at != text.npos; at = text.find("://", at + 1)) {
        const std::size_t begin = at + 3;
        const std::string_view authority =
            text.substr(begin, text.find_first_of("/?#\\ \t\r\n\"'<>", begin) - begin);
        const auto end = authority.rfind('@');
        if (end != authority.npos) {
            report(begin, begin + end, "user and password in a URL");
        }
    }
}

}  // namespace mirrorscope::redaction
