// SPDX-License-Identifier: Apache-2.0
#include "core/probe/probe_url.h"

#include <algorithm>
#include <charconv>

#include "core/base/byte_text.h"
#include "core/base/ip_network.h"

namespace mirrorscope::probe {
namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

/// What may stand in a request line unchanged; anything else would have to be encoded, and then it is not
/// what the user typed.
bool isVisible(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
}

bool isHostName(std::string_view text) {
    return !text.empty() && text.front() != '.' && text.front() != '-' && text.size() <= 253 &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '.' || c == '_';
           });
}

bool readPort(std::string_view text, std::uint16_t& port) {
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
    return failed == std::errc{} && end == text.data() + text.size() && port != 0;
}

/// "HOST", "HOST:PORT", "[V6]", "[V6]:PORT".
bool readAuthority(std::string_view text, ProbeUrl& url) {
    const bool hasBrackets = text.starts_with('[');
    const auto hostEnd = hasBrackets ? text.find(']') : text.find(':');
    if (hasBrackets && hostEnd == text.npos) {
        return false;
    }
    url.host = std::string(hasBrackets ? text.substr(1, hostEnd - 1) : text.substr(0, hostEnd));
    const std::string_view rest =
        hostEnd == text.npos ? std::string_view() : text.substr(hostEnd + (hasBrackets ? 1 : 0));
    const bool isHost = hasBrackets ? base::parseAddress(url.host).has_value() : isHostName(url.host);
    return isHost && (rest.empty() || (rest.front() == ':' && readPort(rest.substr(1), url.port)));
}

}  // namespace

base::Result<ProbeUrl> ProbeUrl::parse(std::string_view text, std::string_view option) {
    const base::Error wrong{
        base::ErrorCode::InvalidArgument,
        {std::string(option), std::string(text), "http://HOST[:PORT][/PATH] or https://…"}};
    ProbeUrl url;
    const auto schemeEnd = text.find("://");
    if (schemeEnd == text.npos) {
        return wrong;
    }
    const std::string scheme = base::toLower(text.substr(0, schemeEnd));
    url.isTls = scheme == "https";
    url.port = url.isTls ? kHttpsPort : kHttpPort;
    const std::string_view rest = text.substr(schemeEnd + 3);
    const auto pathBegin = std::min(rest.find_first_of("/?"), rest.size());
    const std::string_view target = rest.substr(pathBegin);
    if ((scheme != "http" && !url.isTls) || !isVisible(target) ||
        !readAuthority(rest.substr(0, pathBegin), url)) {
        return wrong;
    }
    const auto queryBegin = target.find('?');
    const std::string_view path = target.substr(0, queryBegin);
    url.path = path.empty() ? "/" : std::string(path);
    url.query = queryBegin == target.npos ? std::string() : std::string(target.substr(queryBegin + 1));
    return url;
}

std::string ProbeUrl::authority() const {
    const bool isV6 = host.find(':') != host.npos;
    const std::string name = isV6 ? "[" + host + "]" : host;
    return port == (isTls ? kHttpsPort : kHttpPort) ? name : name + ":" + std::to_string(port);
}

std::string ProbeUrl::text() const {
    return std::string(scheme()) + "://" + authority() + path + (query.empty() ? "" : "?" + query);
}

}  // namespace mirrorscope::probe
