// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/forwarded_hops.h"

#include <algorithm>
#include <string_view>

#include "core/base/byte_text.h"

namespace mirrorscope::forwarding {
namespace {

/// The part behind the last separator outside quotes; `rest` keeps what is in front of it.
std::string_view takeLast(std::string_view& rest, char separator) {
    bool quoted = false;
    for (std::size_t i = rest.size(); i > 0; --i) {
        const char c = rest[i - 1];
        quoted = c == '"' ? !quoted : quoted;
        if (c == separator && !quoted) {
            const std::string_view last = rest.substr(i);
            rest = rest.substr(0, i - 1);
            return http::trimmed(last);
        }
    }
    const std::string_view last = rest;
    rest = {};
    return http::trimmed(last);
}

std::string_view parameterOf(std::string_view element, std::string_view name) {
    while (!element.empty()) {
        const std::string_view pair = takeLast(element, ';');
        const auto equals = pair.find('=');
        if (equals != pair.npos && base::equalsIgnoreCase(pair.substr(0, equals), name)) {
            return pair.substr(equals + 1);
        }
    }
    return {};
}

/// `valueOf` picks the address text of an element; empty text is skipped.
template <typename ValueOf>
ForwardedHops readFromTheRight(const http::Head& head, std::string_view name, ValueOf valueOf) {
    ForwardedHops out;
    const auto lines = head.values(name);
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        std::string_view rest = *line;
        while (!rest.empty()) {
            if (out.hops.size() == kMostHops) {
                out.cut = true;
                break;
            }
            const std::string_view text = valueOf(takeLast(rest, ','));
            if (text.empty()) {
                continue;
            }
            out.hops.push_back(readForwardedAddress(text));
            out.invalid = out.invalid || out.hops.back().form == ForwardedAddress::Form::Invalid;
        }
    }
    std::ranges::reverse(out.hops);
    return out;
}

}  // namespace

ForwardedHops readAddressList(const http::Head& head, std::string_view name) {
    return readFromTheRight(head, name, [](std::string_view element) { return element; });
}

ForwardedHops readXForwardedFor(const http::Head& head) {
    return readAddressList(head, "X-Forwarded-For");
}

ForwardedHops readForwarded(const http::Head& head) {
    return readFromTheRight(head, "Forwarded",
                            [](std::string_view element) { return parameterOf(element, "for"); });
}

std::string_view forwardedParameter(const http::Head& head, std::string_view name) {
    const auto lines = head.values("Forwarded");
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        std::string_view rest = *line;
        for (std::size_t i = 0; !rest.empty() && i < kMostHops; ++i) {
            const std::string_view value = http::unquoted(parameterOf(takeLast(rest, ','), name));
            if (!value.empty()) {
                return value;
            }
        }
    }
    return {};
}

}  // namespace mirrorscope::forwarding
