// SPDX-License-Identifier: Apache-2.0
#include "core/http/request_target.h"

#include <charconv>

#include "core/base/decoding.h"

namespace mirrorscope::http {
namespace {

void splitQuery(std::string_view text, RequestTarget& out) {
    const auto mark = text.find('?');
    out.path = text.substr(0, mark);
    out.hasQuery = mark != text.npos;
    if (out.hasQuery) {
        out.query = text.substr(mark + 1);
    }
}

}  // namespace

RequestTarget splitTarget(std::string_view target) {
    RequestTarget out;
    if (target.starts_with('/')) {
        out.form = TargetForm::Origin;
        splitQuery(target, out);
        return out;
    }
    if (target == "*") {
        out.form = TargetForm::Asterisk;
        out.path = target;
        return out;
    }
    if (const auto scheme = target.find("://"); scheme != target.npos && scheme > 0) {
        out.form = TargetForm::Absolute;
        out.scheme = target.substr(0, scheme);
        const std::string_view rest = target.substr(scheme + 3);
        const auto end = rest.find_first_of("/?");
        out.authority = rest.substr(0, end);
        splitQuery(end == rest.npos ? std::string_view{} : rest.substr(end), out);
        return out;
    }
    if (splitHostPort(target).port && target.find_first_of("/?") == target.npos) {
        out.form = TargetForm::Authority;
        out.authority = target;
        return out;
    }
    splitQuery(target, out);
    return out;
}

HostPort splitHostPort(std::string_view text) {
    const auto bracket = text.rfind(']');
    const auto colon = text.rfind(':');
    if (colon == text.npos || (bracket != text.npos && colon < bracket)) {
        return {text, std::nullopt};
    }
    if (bracket == text.npos && text.find(':') != colon) {
        return {text, std::nullopt};  // an IPv6 address without brackets
    }
    return {text.substr(0, colon), parsePort(text.substr(colon + 1))};
}

std::optional<std::uint16_t> parsePort(std::string_view digits) {
    std::uint16_t port = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (failed != std::errc{} || end != digits.data() + digits.size()) {
        return std::nullopt;
    }
    return port;
}

std::string percentDecoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size() && base::hexValue(text[i + 1]) >= 0 &&
                            base::hexValue(text[i + 2]) >= 0;
        if (!escape) {
            out += text[i];
            continue;
        }
        out += static_cast<char>(base::hexValue(text[i + 1]) * 16 + base::hexValue(text[i + 2]));
        i += 2;
    }
    return out;
}

RequestLine splitRequestLine(std::string_view line) {
    RequestLine out;
    const auto first = line.find(' ');
    out.method = line.substr(0, first);
    if (first == line.npos) {
        return out;
    }
    const std::string_view rest = line.substr(first + 1);
    const auto version = rest.rfind(" HTTP/");
    out.target = rest.substr(0, version);
    if (version != rest.npos) {
        out.version = rest.substr(version + 1);
    }
    return out;
}

}  // namespace mirrorscope::http
