// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/nginx_setup.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "core/base/byte_text.h"

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

bool isRegularExpression(const NginxItem& location) {
    const std::string_view sign = location.argument(0);
    return sign == "~" || sign == "~*" || (location.arguments.size() == 1 && sign.starts_with('~'));
}

/// The prefix or exact name of a location; "" for a regular expression or a named one.
std::string_view pathOf(const NginxItem& location) {
    const std::string_view first = location.argument(0);
    if (isRegularExpression(location) || first.starts_with('@')) {
        return {};
    }
    return first == "=" || first == "^~" ? location.argument(1) : first;
}

/// ngx_http_core_find_location(): exact, else the longest prefix; regular expressions come between.
void resolve(NginxMirror& mirror) {
    std::string_view path = mirror.directive->argument(0);
    path = path.substr(0, path.find('?'));
    const NginxItem& server = serverOf(*mirror.directive);
    mirror.isCertain = unreadInclude(server) == nullptr;
    for (const NginxItem* location : server.all("location")) {
        const std::string_view candidate = pathOf(*location);
        if (location->argument(0) == "=") {
            if (candidate == path) {
                mirror.location = location;
                mirror.isCertain = true;
                return;
            }
            continue;
        }
        mirror.isCertain = mirror.isCertain && !isRegularExpression(*location);
        const bool fits = !candidate.empty() && path.starts_with(candidate);
        if (fits && (mirror.location == nullptr || candidate.size() > pathOf(*mirror.location).size())) {
            mirror.location = location;
        }
    }
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
    for (const NginxItem* item : m_items) {
        const bool isMirror = item->is("mirror") && !item->isBlock && !item->argument(0).empty();
        if (!isMirror || item->argument(0) == "off") {
            continue;
        }
        NginxMirror mirror{item, item->parent};
        resolve(mirror);
        const bool isOwn =
            mirror.location != nullptr && mirror.location != mirror.scope && pathOf(*mirror.location) != "/";
        if (!isOwn) {
            mirror.location = nullptr;
        } else if (std::ranges::find(m_copies, mirror.location) == m_copies.end()) {
            m_copies.push_back(mirror.location);
        }
        m_mirrors.push_back(mirror);
    }
}

std::vector<const NginxMirror*> NginxSetup::mirrorsTo(const NginxItem& copyLocation) const {
    std::vector<const NginxMirror*> out;
    for (const NginxMirror& mirror : m_mirrors) {
        if (mirror.location == &copyLocation) {
            out.push_back(&mirror);
        }
    }
    return out;
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
