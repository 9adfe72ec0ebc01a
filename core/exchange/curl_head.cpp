// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/curl_head.h"

#include <algorithm>
#include <utility>

#include "core/base/byte_text.h"
#include "core/exchange/shell_words.h"
#include "core/http/head.h"

namespace mirrorscope::exchange {
namespace {

std::string_view valueOf(std::string_view line) {
    const std::size_t name = lineName(line).size();
    return http::trimmed(line.substr(std::min(name + 1, line.size())));
}

std::string_view takeLine(std::string_view& rest, bool& hasBareLf) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    } else {
        hasBareLf = hasBareLf || end != std::string_view::npos;
    }
    return line;
}

void addLine(CurlHead& head, std::string line) {
    const auto colon = line.find(':');
    const bool canBeSent = colon != line.npos && isToken(std::string_view(line).substr(0, colon)) &&
                           line.find('\r') == line.npos && fitsShellWord(line);
    if (!canBeSent) {
        ++head.leftOut;
        return;
    }
    if (http::trimmed(std::string_view(line).substr(colon + 1)).empty()) {
        // "Name:" would make curl leave the header out.
        head.hasBlankValue = head.hasBlankValue || line.size() > colon + 1;
        line = line.substr(0, colon) + ";";
    }
    head.lines.push_back(std::move(line));
}

}  // namespace

bool isToken(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               marks.find(c) != marks.npos;
    });
}

std::string_view lineName(std::string_view line) {
    return line.substr(0, line.find_first_of(":;"));
}

std::size_t CurlHead::count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        lines, [name](std::string_view line) { return base::equalsIgnoreCase(lineName(line), name); }));
}

std::string_view CurlHead::value(std::string_view name) const {
    const auto found = std::ranges::find_if(
        lines, [name](std::string_view line) { return base::equalsIgnoreCase(lineName(line), name); });
    return found == lines.end() ? std::string_view() : valueOf(*found);
}

bool CurlHead::isChunked() const {
    return base::toLower(value("Transfer-Encoding")).find("chunked") != std::string::npos;
}

CurlHead curlHead(std::string_view bytes) {
    CurlHead head;
    while (bytes.starts_with("\r\n")) {
        bytes.remove_prefix(2);
    }
    takeLine(bytes, head.hasBareLf);
    std::string line;
    bool isOpen = false;
    while (!bytes.empty()) {
        const std::string_view next = takeLine(bytes, head.hasBareLf);
        if (isOpen && !next.empty() && (next.front() == ' ' || next.front() == '\t')) {
            head.hasFolds = true;
            line.append(" ").append(http::trimmed(next));
            continue;
        }
        if (isOpen) {
            addLine(head, std::exchange(line, {}));
        }
        isOpen = !next.empty();
        if (!isOpen) {
            break;
        }
        line = next;
    }
    if (isOpen) {
        addLine(head, std::move(line));
    }
    return head;
}

}  // namespace mirrorscope::exchange
