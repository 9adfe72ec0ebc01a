// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/snippets/lint/nginx_tree.h"

namespace mirrorscope::snippets::lint {

/// A `mirror URI` directive and the location that its subrequest reaches.
struct NginxMirror {
    const NginxItem* directive = nullptr;
    const NginxItem* scope = nullptr;     // the location, server or http block that it stands in
    const NginxItem* location = nullptr;  // where copies are sent from; nullptr: not found here
    bool isCertain = true;                // false when a regular expression or an include may take it
};

/// Where a proxy_pass goes, as far as its text says.
struct NginxDestination {
    std::string scheme;                // "http"
    std::string host;                  // without brackets; may hold variables
    std::optional<unsigned> port;      // as written
    std::string uri;                   // from the first "/" or variable behind the host
    const NginxItem* group = nullptr;  // upstream block of that name
    bool isSocket = false;             // unix:

    bool hasVariableHost() const { return host.find('$') != host.npos; }
};

/// What the rules look at: a tree and who belongs to whom in it.
class NginxSetup {
public:
    explicit NginxSetup(NginxTree tree);

    const NginxTree& tree() const { return m_tree; }
    const std::vector<const NginxItem*>& items() const { return m_items; }
    const std::vector<NginxMirror>& mirrors() const { return m_mirrors; }
    /// Each location that some mirror reaches, once.
    const std::vector<const NginxItem*>& copyLocations() const { return m_copies; }

    NginxDestination destination(const NginxItem& proxyPass) const;
    /// The value of proxy_set_header NAME that holds at `location`; nullptr when it is not set. Without case.
    static const NginxItem* header(const NginxItem& location, std::string_view name);
    /// True when the realip module takes the client from X-Forwarded-For there: that header then ends with
    /// the client already.
    static bool hasForwardedClient(const NginxItem& location);
    /// True when the expression uses that variable ("$scheme"), itself or through map, geo, set or
    /// split_clients of this text.
    bool uses(std::string_view expression, std::string_view variable) const;
    /// True when map, geo, set or split_clients of this text make that variable.
    bool defines(std::string_view variable) const { return m_definitions.contains(variable); }

private:
    void findMirrors();
    void findDefinitions();

    NginxTree m_tree;
    std::vector<const NginxItem*> m_items;
    std::vector<NginxMirror> m_mirrors;
    std::vector<const NginxItem*> m_copies;
    std::multimap<std::string, std::string_view, std::less<>> m_definitions;  // variable, an expression in it
};

/// The names of variables in an expression, with "$": "a${b}$c" has "$b" and "$c".
std::vector<std::string> variablesOf(std::string_view expression);

/// The bytes of "8m", "512k", "0"; nullopt for what is no size.
std::optional<std::uint64_t> nginxSize(std::string_view text);

/// The milliseconds of "500ms", "1m 30s" without its spaces, "60"; nullopt for what is no time.
std::optional<std::uint64_t> nginxTime(std::string_view text);

}  // namespace mirrorscope::snippets::lint
