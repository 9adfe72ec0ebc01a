// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/endpoint.h"

#include <algorithm>
#include <charconv>

#include "core/base/ip_network.h"

namespace mirrorscope::snippets {
namespace {

constexpr std::size_t kLongestName = 253;  // RFC 1035 2.3.4

bool isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

bool isHostName(std::string_view text) {
    return !text.empty() && text.size() <= kLongestName && text.front() != '-' && text.front() != '.' &&
           text.find("..") == text.npos && std::ranges::all_of(text, isNameCharacter);
}

std::optional<std::uint16_t> readPort(std::string_view digits) {
    std::uint16_t port = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    const bool usable = failed == std::errc{} && end == digits.data() + digits.size() && port != 0;
    return usable ? std::optional(port) : std::nullopt;
}

}  // namespace

std::string Endpoint::text() const {
    const bool isV6 = host.find(':') != host.npos;
    return (isV6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

std::optional<Endpoint> parseEndpoint(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == text.npos) {
        return std::nullopt;
    }
    std::string_view host = text.substr(0, colon);
    const auto port = readPort(text.substr(colon + 1));
    if (!port) {
        return std::nullopt;
    }
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
        const auto address = base::parseAddress(host);
        return address && address->is_v6() ? std::optional(Endpoint{address->to_string(), *port})
                                           : std::nullopt;
    }
    return isHostName(host) ? std::optional(Endpoint{std::string(host), *port}) : std::nullopt;
}

bool setEndpoint(Endpoint& out, std::string_view text) {
    const auto endpoint = parseEndpoint(text);
    if (endpoint) {
        out = *endpoint;
    }
    return endpoint.has_value();
}

}  // namespace mirrorscope::snippets
