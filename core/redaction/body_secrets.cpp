// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/base/byte_text.h"
#include "core/content/content_decoding.h"
#include "core/http/head.h"
#include "core/http/request_target.h"
#include "core/redaction/request_parts.h"
#include "core/redaction/scans.h"

namespace mirrorscope::redaction {
namespace {

/// More than this out of a coded body is not looked through: it is hidden.
constexpr std::size_t kMostDecoded = std::size_t{16} << 20U;

/// A parameter of a header value, `boundary` of Content-Type or `name` of Content-Disposition.
std::string_view parameterOf(std::string_view value, std::string_view name) {
    for (auto at = value.find(';'); at != value.npos; at = value.find(';', at + 1)) {
        const std::string_view rest = http::trimmed(value.substr(at + 1));
        const auto equals = rest.find('=');
        const std::string_view found = http::trimmed(rest.substr(0, equals));
        if (equals == rest.npos ||
            !(base::equalsIgnoreCase(found, name) ||
              (found.ends_with('*') && base::equalsIgnoreCase(found.substr(0, found.size() - 1), name)))) {
            continue;
        }
        const std::string_view text = http::trimmed(rest.substr(equals + 1));
        if (!text.starts_with('"')) {
            return http::trimmed(text.substr(0, text.find(';')));
        }
        std::size_t end = 1;
        while (end < text.size() && text[end] != '"') {
            end += text[end] == '\\' ? 2 : 1;
        }
        return text.substr(1, std::min(end, text.size()) - 1);
    }
    return {};
}

/// The first line of a body that begins like multipart; what the head says may be missing.
std::string_view writtenBoundary(std::string_view body) {
    constexpr std::size_t longest = 256;  // RFC 2046 5.1.1 allows 70
    const auto end = body.find_first_of("\r\n");
    return body.starts_with("--") && end != body.npos && end > 2 && end <= longest ? body.substr(2, end - 2)
                                                                                   : std::string_view();
}

bool isFieldName(const http::Field& field) {
    return base::equalsIgnoreCase(http::trimmed(field.name), "Content-Disposition");
}

/// [begin, end) of what follows the head of a part.
std::pair<std::size_t, std::size_t> contentOf(std::string_view part) {
    const auto crlf = part.find("\r\n\r\n");
    const auto lf = part.find("\n\n");
    const std::size_t begin = std::min(
        {crlf == part.npos ? part.size() : crlf + 4, lf == part.npos ? part.size() : lf + 2, part.size()});
    std::size_t end = part.size();
    end -= end > begin && part[end - 1] == '\n' ? 1 : 0;
    end -= end > begin && part[end - 1] == '\r' ? 1 : 0;
    return {begin, end};
}

std::string codingsOf(const http::Head& head) {
    std::string codings;
    const auto add = [&codings](std::string_view coding) {
        if (!base::equalsIgnoreCase(coding, "chunked") && !base::equalsIgnoreCase(coding, "identity")) {
            codings.append(codings.empty() ? "" : ",").append(coding);
        }
    };
    for (const char* name : {"Content-Encoding", "Transfer-Encoding"}) {
        for (const std::string_view value : head.values(name)) {
            std::ranges::for_each(http::listElements(value), add);
        }
    }
    return codings;
}

void findPlainBody(std::string_view body, const http::Head& head, Search& search, SecretList& list) {
    const std::string_view type = head.value("Content-Type").value_or("");
    TextTraits traits;
    traits.isForm = type.empty() || base::toLower(type).find("urlencoded") != std::string::npos;
    traits.boundary = parameterOf(type, "boundary");
    findTextSecrets(body, 0, traits, search, list);
    const std::string_view written = writtenBoundary(body);
    if (!written.empty() && written != traits.boundary) {
        findMultipartFields(body, written, search.names,
                            [&list](std::size_t begin, std::size_t end, std::string reason) {
                                list.add(begin, end, std::move(reason));
                            });
    }
}

}  // namespace

void findMultipartFields(std::string_view text, std::string_view boundary, const SecretNames& names,
                         const Report& report) {
    const std::string mark = "--" + std::string(boundary);
    for (std::size_t at = text.find(mark); at != text.npos;) {
        const std::size_t begin = at + mark.size();
        const std::size_t next = text.find(mark, begin);
        const std::string_view part = text.substr(begin, std::min(next, text.size()) - begin);
        const auto [content, end] = contentOf(part);
        const http::Head head(text.substr(at, mark.size() + content));  // the mark is its first line
        for (const http::Field& field : head.fields()) {
            const std::string name =
                isFieldName(field) ? http::percentDecoded(parameterOf(field.value, "name")) : std::string();
            if (names.isParameter(name)) {
                constexpr std::size_t longest = 40;
                report(begin + content, begin + end, "form field " + base::shownText(name, longest));
            }
        }
        at = next;
    }
}

void findDecodedBodySecrets(std::string_view body, std::string_view head, Search& search, SecretList& list) {
    findPlainBody(body, http::Head(head), search, list);
}

void findBodySecrets(std::string_view body, std::string_view head, Search& search, SecretList& list) {
    if (body.empty()) {
        return;
    }
    const http::Head read(head);
    const std::string codings = codingsOf(read);
    if (codings.empty()) {
        findPlainBody(body, read, search, list);
        return;
    }
    const content::Decoded decoded = content::decodeContent(body, codings, kMostDecoded);
    if (decoded.end != content::DecodeEnd::Whole) {
        list.add(0, body.size(), "coded body that cannot be looked into");
        return;
    }
    SecretList inside(decoded.bytes.size());
    findPlainBody(decoded.bytes, read, search, inside);
    if (const Secrets found = std::move(inside).sorted(0); !found.empty()) {
        list.add(0, body.size(), "coded body with " + found.front().reason);
    }
}

}  // namespace mirrorscope::redaction
