// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/nginx_trust.h"

#include <algorithm>

namespace mirrorscope::snippets::lint {
namespace {

/// "$http_x_server_addr" is the header X-SERVER-ADDR as nginx spells it in variables; other text is empty.
std::string headerOf(std::string_view variable) {
    constexpr std::string_view prefix = "$http_";
    if (!variable.starts_with(prefix)) {
        return {};
    }
    std::string name(variable.substr(prefix.size()));
    std::ranges::transform(name, name.begin(), [](char c) {
        return c == '_' ? '-' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return name;
}

void addNetwork(const NginxItem& item, TrustImport& trust) {
    const auto network = base::IpNetwork::parse(item.argument(0));
    if (!network) {
        return;
    }
    const bool isKnown = std::ranges::any_of(
        trust.networks, [&](const base::IpNetwork& one) { return one.text() == network->text(); });
    if (!isKnown) {
        trust.networks.push_back(*network);
    }
    trust.line = trust.line == 0 ? item.place.line : trust.line;
}

void addForced(const NginxItem& item, TrustImport& trust) {
    if (item.argument(0) == "server_addr") {
        trust.serverAddressHeader = headerOf(item.argument(1));
    } else if (item.argument(0) == "server_port") {
        trust.serverPortHeader = headerOf(item.argument(1));
    }
}

}  // namespace

std::optional<TrustImport> nginxTrust(const NginxTree& tree) {
    TrustImport trust;
    for (const NginxItem* item : tree.items()) {
        if (item->is("set_real_ip_from")) {
            addNetwork(*item, trust);
        } else if (item->is("real_ip_header")) {
            trust.header = item->argument(0);
        } else if (item->is("real_ip_recursive")) {
            trust.recursive = item->argument(0) == "on";
        } else if (item->is("wallarm_force")) {
            addForced(*item, trust);
        }
    }
    return trust.networks.empty() ? std::nullopt : std::optional(std::move(trust));
}

}  // namespace mirrorscope::snippets::lint
