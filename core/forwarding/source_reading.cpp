// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/source_reading.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "core/http/head.h"

namespace mirrorscope::forwarding {
namespace {

/// A header name (RFC 9110 5.1: a token); longer ones are no names that anybody configures.
constexpr std::size_t kLongestHeader = 64;
/// More proxies in a row are a loop.
constexpr std::size_t kMostHopsTrusted = 32;

bool isHeaderName(std::string_view text) {
    const auto isTokenByte = [](unsigned char byte) {
        return std::isalnum(byte) != 0 ||
               std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(byte)) != std::string_view::npos;
    };
    return !text.empty() && text.size() <= kLongestHeader && std::ranges::all_of(text, isTokenByte);
}

base::Error invalid(std::string_view option, std::string_view value, std::string_view expectation) {
    return {base::ErrorCode::InvalidArgument,
            {std::string(option), std::string(value), std::string(expectation)}};
}

base::Result<std::vector<base::IpNetwork>> networksIn(std::string_view list) {
    std::vector<base::IpNetwork> networks;
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        const std::string_view text = http::trimmed(list.substr(0, end));
        const auto network = base::IpNetwork::parse(text);
        if (!network) {
            return invalid("--trusted", text, "addresses or CIDR blocks with commas between them");
        }
        networks.push_back(*network);
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return networks;
}

}  // namespace

base::Result<SourceReading> SourceReading::from(const traffic::SourceSetting& setting) {
    SourceReading out;
    if (!setting.trusted.empty()) {
        auto networks = networksIn(setting.trusted);
        if (!networks) {
            return networks.error();
        }
        out.trusted = std::move(*networks);
    }
    if (setting.hops && *setting.hops > kMostHopsTrusted) {
        return invalid("--hops", std::to_string(*setting.hops), "a number from 0 to 32");
    }
    if (!setting.clientHeader.empty() && !isHeaderName(setting.clientHeader)) {
        return invalid("--client-header", setting.clientHeader, "the name of a header, such as X-Real-IP");
    }
    out.hops = setting.hops;
    out.realIp = {setting.clientHeader, setting.recursive.value_or(true)};
    return out;
}

SenderRules SourceReading::over(const SenderRules& options) const {
    std::vector<TrustRule> rules = options.trust.rules();
    if (trusted) {
        rules.clear();
        for (const base::IpNetwork& network : *trusted) {
            rules.push_back({network, std::nullopt});
        }
    }
    for (TrustRule& rule : rules) {
        rule.trustedHops = hops.value_or(rule.trustedHops);
    }
    SenderRules out(TrustRules(std::move(rules)), options.known);
    out.realIp = realIp;
    return out;
}

std::map<traffic::SourceId, traffic::SourceId> mergedSources(const std::vector<traffic::SourceSetting>& all) {
    std::map<traffic::SourceId, traffic::SourceId> next;
    for (const traffic::SourceSetting& setting : all) {
        if (setting.mergedInto) {
            next[setting.source] = *setting.mergedInto;
        }
    }
    std::map<traffic::SourceId, traffic::SourceId> out;
    for (const auto& [from, into] : next) {
        traffic::SourceId end = into;
        std::size_t steps = 0;
        for (auto step = next.find(end); step != next.end() && steps <= next.size(); step = next.find(end)) {
            end = step->second;
            ++steps;
        }
        if (steps <= next.size()) {
            out[from] = end;
        }
    }
    return out;
}

}  // namespace mirrorscope::forwarding
