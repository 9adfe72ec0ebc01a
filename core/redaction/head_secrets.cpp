// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/base/byte_text.h"
#include "core/http/head.h"
#include "core/http/request_target.h"
#include "core/redaction/request_parts.h"

namespace mirrorscope::redaction {
namespace {

/// The word in front of credentials says nothing about them.
constexpr std::array<std::string_view, 14> kSchemes{
    "basic", "bearer", "digest", "negotiate", "ntlm",        "hoba",         "mutual", "aws4-hmac-sha256",
    "token", "apikey", "dpop",   "signature", "scram-sha-1", "scram-sha-256"};

std::size_t placeOf(std::string_view part, std::string_view whole) {
    return static_cast<std::size_t>(part.data() - whole.data());
}

std::string headerReason(std::string_view name) {
    constexpr std::size_t longest = 60;
    return "header " + base::shownText(name, longest);
}

/// Credentials without the scheme in front of them (RFC 9110 11.4).
std::string_view credentials(std::string_view value) {
    const auto space = value.find_first_of(" \t\r\n");
    if (space == value.npos ||
        std::ranges::find(kSchemes, base::toLower(value.substr(0, space))) == kSchemes.end()) {
        return value;
    }
    const auto begin = value.find_first_not_of(" \t\r\n", space);
    return begin == value.npos ? std::string_view() : value.substr(begin);
}

/// The value of each cookie, names kept (RFC 6265 4.2.1); what has no name is hidden.
void findCookies(std::string_view value, std::string_view whole, const std::string& reason, bool onlyFirst,
                 SecretList& list) {
    std::string_view rest = value;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(';'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        const auto equals = pair.find('=');
        const auto cookie = http::trimmed(equals == pair.npos ? pair : pair.substr(equals + 1));
        if (!cookie.empty()) {
            const std::size_t begin = placeOf(cookie, whole);
            list.add(begin, begin + cookie.size(), reason);
        }
        if (onlyFirst) {
            return;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

/// True when the value is hidden and needs no further look.
bool findHeaderSecret(const http::Field& field, std::string_view whole, const Search& search,
                      SecretList& list) {
    const std::string_view name = http::trimmed(field.name);
    if (field.value.empty() || !search.names.isHeader(name)) {
        return false;
    }
    const std::string reason = headerReason(name);
    const bool setsCookie = base::equalsIgnoreCase(name, "Set-Cookie");
    if (setsCookie || base::equalsIgnoreCase(name, "Cookie")) {
        findCookies(field.value, whole, reason, setsCookie, list);
        return !setsCookie;
    }
    const std::string_view secret = name.size() >= 13 && base::toLower(name).ends_with("authorization")
                                        ? credentials(field.value)
                                        : field.value;
    if (!secret.empty()) {
        list.add(placeOf(secret, whole), placeOf(secret, whole) + secret.size(), reason);
    }
    return true;
}

void findQuery(std::string_view text, std::string_view whole, Search& search, SecretList& list) {
    const auto mark = text.find('?');
    if (mark != text.npos) {
        const std::string_view query = text.substr(mark + 1);
        findTextSecrets(query, placeOf(query, whole), {.mayHoldCards = false, .isForm = true, .boundary = {}},
                        search, list);
    }
}

void findFieldSecrets(const http::Field& field, std::string_view whole, Search& search, SecretList& list) {
    if (findHeaderSecret(field, whole, search, list)) {
        return;
    }
    if (field.value.empty()) {
        // A line without a colon, or a name with something in it.
        findTextSecrets(field.name, placeOf(field.name, whole), {}, search, list);
        return;
    }
    const TextTraits traits{
        .mayHoldCards = !holdsIds(http::trimmed(field.name)), .isForm = false, .boundary = {}};
    findTextSecrets(field.value, placeOf(field.value, whole), traits, search, list);
    findQuery(field.value, whole, search, list);
}

/// Behind the last byte that was read as a field.
std::size_t readEnd(const http::Head& head, std::string_view bytes) {
    std::size_t end =
        head.requestLine().empty() ? 0 : placeOf(head.requestLine(), bytes) + head.requestLine().size();
    for (const http::Field& field : head.fields()) {
        const std::string_view last = field.value.empty() ? field.name : field.value;
        end = std::max(end, last.empty() ? end : placeOf(last, bytes) + last.size());
    }
    return end;
}

}  // namespace

void findTargetSecrets(std::string_view text, Search& search, SecretList& list) {
    findTextSecrets(text, 0, {}, search, list);
    findQuery(text, text, search, list);
}

void findHeaderSecrets(std::string_view name, std::string_view value, Search& search, SecretList& list) {
    if (!value.empty()) {
        findFieldSecrets({name, value}, value, search, list);
    }
}

void findHeadSecrets(std::string_view head, Search& search, SecretList& list) {
    const http::Head read(head);
    const std::string_view line = read.requestLine();
    if (!line.empty()) {
        findTextSecrets(line, placeOf(line, head), {}, search, list);
        const auto target = http::splitRequestLine(line).target;
        findQuery(target.empty() ? line : target, head, search, list);
    }
    for (const http::Field& field : read.fields()) {
        findFieldSecrets(field, head, search, list);
    }
    // Evidence rows hold whatever came, also behind an empty line.
    const std::size_t end = readEnd(read, head);
    findTextSecrets(head.substr(end), end, {}, search, list);
}

void findTrailerSecrets(std::string_view trailers, Search& search, SecretList& list) {
    constexpr std::string_view line = "x\r\n";
    const std::string lines = std::string(line).append(trailers);
    SecretList found(lines.size());
    findHeadSecrets(lines, search, found);
    for (Secret& one : std::move(found).sorted(0)) {
        if (one.offset + one.length > line.size()) {
            const std::size_t begin = std::max(one.offset, line.size()) - line.size();
            list.add(begin, one.offset + one.length - line.size(), std::move(one.reason));
        }
    }
}

}  // namespace mirrorscope::redaction
