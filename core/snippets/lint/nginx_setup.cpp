// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/nginx_setup.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "core/base/byte_text.h"
#include "core/snippets/lint/nginx_locations.h"

namespace mirrorscope::snippets::lint {
namespace {

/// The server around an item, or the root of a text that is only a part of one.
const NginxItem& serverOf(const NginxItem& item) {
    if (const NginxItem* server = item.enclosing("server"); server != nullptr) {
        return *server;
    }
    const NginxItem* at = &item;
    while (at->parent != nullptr) {
        at = at->parent;
    }
    return *at;
}

/// The host off the front of an authority; brackets of IPv6 are left out.
std::string takeHost(std::string_view& text) {
    const bool isBracketed = text.starts_with('[');
    const std::size_t begin = isBracketed ? 1 : 0;
    // A variable at the front is the host; one behind it begins the URI.
    const std::size_t found =
        isBracketed ? text.find(']') : text.find_first_of(":/$", text.starts_with('$') ? 1 : 0);
    const std::size_t end = std::min(found, text.size());
    std::string host(text.substr(begin, end - begin));
    text.remove_prefix(std::min(end + begin, text.size()));
    return host;
}

}  // namespace

NginxSetup::NginxSetup(NginxTree tree) : m_tree(std::move(tree)), m_items(m_tree.items()) {
    findMirrors();
    findDefinitions();
}

void NginxSetup::findMirrors() {
    std::map<const NginxItem*, NginxLocations> locations;  // of each server
    std::set<const NginxItem*> known;
    for (const NginxItem* item : m_items) {
        const bool isMirror = item->is("mirror") && !item->isBlock && !item->argument(0).empty();
        if (!isMirror || item->argument(0) == "off") {
            continue;
        }
        const NginxItem& server = serverOf(*item);
        const std::string_view path = item->argument(0).substr(0, item->argument(0).find('?'));
        const auto found = locations.try_emplace(&server, server).first->second.find(path);
        const bool isOwn = found.location != nullptr && found.location != item->parent &&
                           locationPath(*found.location) != "/";
        m_mirrors.push_back({item, item->parent, isOwn ? found.location : nullptr, found.isCertain});
        if (isOwn && known.insert(found.location).second) {
            m_copies.push_back(found.location);
        }
    }
}

NginxDestination NginxSetup::destination(const NginxItem& proxyPass) const {
    NginxDestination out;
    std::string_view text = proxyPass.argument(0);
    const std::size_t colon = text.find("://");
    if (colon == text.npos) {
        out.host = text;
        return out;
    }
    out.scheme = base::toLower(text.substr(0, colon));
    text.remove_prefix(colon + 3);
    out.isSocket = text.starts_with("unix:");
    out.host = takeHost(text);
    if (text.starts_with(':') && !out.isSocket) {
        unsigned port = 0;
        const auto [end, failure] = std::from_chars(text.data() + 1, text.data() + text.size(), port);
        if (failure == std::errc()) {
            out.port = port;
        }
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    }
    out.uri = text;
    for (const NginxItem* item : m_items) {
        if (item->isBlock && item->is("upstream") && item->argument(0) == out.host) {
            out.group = item;
        }
    }
    return out;
}

const NginxItem* NginxSetup::header(const NginxItem& location, std::string_view name) {
    const NginxItem* found = nullptr;
    for (const NginxItem* set : effectiveAll(location, "proxy_set_header")) {
        if (base::equalsIgnoreCase(set->argument(0), name)) {
            found = set;
        }
    }
    return found;
}

bool NginxSetup::hasForwardedClient(const NginxItem& location) {
    const NginxItem* header = effective(location, "real_ip_header");
    return header != nullptr && base::equalsIgnoreCase(header->argument(0), "X-Forwarded-For") &&
           !effectiveAll(location, "set_real_ip_from").empty();
}

void NginxSetup::findDefinitions() {
    for (const NginxItem* item : m_items) {
        if (item->is("set")) {
            m_definitions.emplace(item->argument(0), item->argument(1));
        }
        const bool isTable = item->isBlock && !item->arguments.empty() &&
                             (item->is("map") || item->is("geo") || item->is("split_clients"));
        if (!isTable) {
            continue;
        }
        const std::string& name = item->arguments.back().text;
        if (item->arguments.size() > 1) {
            m_definitions.emplace(name, item->argument(0));
        }
        for (const auto& entry : item->children) {
            m_definitions.emplace(name, entry->argument(0));
        }
    }
}

bool NginxSetup::uses(std::string_view expression, std::string_view variable) const {
    std::vector<std::string> open = variablesOf(expression);
    std::set<std::string> seen(open.begin(), open.end());
    while (!open.empty()) {
        const std::string name = std::move(open.back());
        open.pop_back();
        if (name == variable) {
            return true;
        }
        const auto [first, last] = m_definitions.equal_range(name);
        for (auto at = first; at != last; ++at) {
            for (std::string& next : variablesOf(at->second)) {
                if (seen.insert(next).second) {
                    open.push_back(std::move(next));
                }
            }
        }
    }
    return false;
}

}  // namespace mirrorscope::snippets::lint
