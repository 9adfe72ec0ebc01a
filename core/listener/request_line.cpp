// SPDX-License-Identifier: Apache-2.0
#include "core/listener/request_line.h"

#include "core/listener/token.h"

namespace mirrorscope::listener {
namespace {

using traffic::RequestFlag;

/// Other protocols whose first line is printable.
std::optional<Violation> foreignProtocol(std::string_view line, std::size_t offset) {
    if (line.starts_with("SSH-")) {
        return Violation{RequestFlag::Ssh, "SSH on a mirror port", offset, 0};
    }
    if (line == "PRI * HTTP/2.0") {
        return Violation{RequestFlag::Http2Preface, "HTTP/2 while it is off", offset, 0};
    }
    if (line.starts_with("PROXY ")) {
        return Violation{RequestFlag::ProxyProtocol,
                         "A PROXY protocol preamble; this listener does not expect one", offset};
    }
    return std::nullopt;
}

bool hasControl(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            return true;
        }
    }
    return false;
}

bool isVersion(std::string_view text) {
    return text.size() == 8 && text.starts_with("HTTP/") && isDigit(text[5]) && text[6] == '.' &&
           isDigit(text[7]);
}

}  // namespace

std::optional<Violation> checkRequestLine(std::string_view line, std::size_t offset, bool first) {
    if (first) {
        if (auto foreign = foreignProtocol(line, offset)) {
            return foreign;
        }
    }
    if (line.starts_with("HTTP/")) {
        return Violation{RequestFlag::ResponseOnRequest, "A response where a request belongs", offset};
    }
    const auto bad = [&](std::string_view reason, std::size_t at) {
        return Violation{RequestFlag::BadRequestLine, reason, offset + at};
    };
    const auto methodEnd = line.find(' ');
    if (methodEnd == line.npos || methodEnd == 0) {
        return bad("The request line is not method, target and version", 0);
    }
    if (const auto odd = findNonToken(line.substr(0, methodEnd)); odd != line.npos) {
        return Violation{RequestFlag::BadMethod, "The method is not a token", offset + odd};
    }
    const auto targetEnd = line.find(' ', methodEnd + 1);
    if (targetEnd == line.npos || targetEnd == methodEnd + 1) {
        return bad("The request line is not method, target and version", methodEnd);
    }
    if (hasControl(line)) {
        return bad("A control character in the request line", methodEnd + 1);
    }
    const std::string_view version = line.substr(targetEnd + 1);
    if (!version.starts_with("HTTP/") || version.find(' ') != version.npos) {
        return bad("The request line does not end in one version", targetEnd + 1);
    }
    if (!isVersion(version)) {
        return Violation{RequestFlag::BadVersion, "The version is not HTTP/ and two digits",
                         offset + targetEnd + 1};
    }
    if (version[5] != '1') {
        return Violation{RequestFlag::BadVersion, "Only HTTP/1 is spoken here", offset + targetEnd + 1, 505};
    }
    return std::nullopt;
}

}  // namespace mirrorscope::listener
