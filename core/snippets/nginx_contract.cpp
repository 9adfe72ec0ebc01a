// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/snippets/contract.h"
#include "core/snippets/nginx_snippet.h"

namespace mirrorscope::snippets {
namespace {

/// The location with the directive `internal`: the one that copies are sent from.
const NginxDirective* mirrorLocation(const NginxDirectives& server) {
    for (const NginxDirective& location : server) {
        for (const NginxDirective& inner : location.children) {
            if (inner.name == "internal") {
                return &location;
            }
        }
    }
    return nullptr;
}

/// A value made of what the client sent: $http_name, the list that nginx appends to, or a variable of a map
/// that has such a value. What a map only looks at chooses among values and does not get into them.
bool isForgeable(const std::string& value, const NginxDirectives& http) {
    if (value.find("$http_") != value.npos || value.find("$proxy_add_x_forwarded_for") != value.npos) {
        return true;
    }
    return std::ranges::any_of(http, [&](const NginxDirective& map) {
        return map.name == "map" && map.arguments.size() == 2 &&
               value.find(map.arguments[1].text) != value.npos &&
               std::ranges::any_of(map.children, [&](const NginxDirective& entry) {
                   return !entry.arguments.empty() && isForgeable(entry.arguments[0].text, {});
               });
    });
}

/// nginx leaves a header out whose value is empty, and $http_name is when the client sent none.
bool isAlwaysThere(const std::string& value) {
    return !value.starts_with("$http_") || value == "$http_host";
}

bool names(const Contract& contract, std::string_view header) {
    return std::ranges::any_of(contract.headers,
                               [&](const ContractHeader& one) { return one.name == header; });
}

}  // namespace

Contract contractOf(const NginxConfiguration& configuration) {
    Contract out;
    const NginxDirective* location = mirrorLocation(configuration.server);
    for (const NginxDirective& one : location != nullptr ? location->children : NginxDirectives{}) {
        if (one.name != "proxy_set_header" || one.arguments.size() != 2 || one.arguments[1].text.empty()) {
            continue;
        }
        const std::string& value = one.arguments[1].text;
        out.headers.push_back(
            {one.arguments[0].text, value, isAlwaysThere(value), isForgeable(value, configuration.http)});
    }
    out.client = names(out, "X-Mirrorscope-Client")
                     ? "X-Mirrorscope-Client"
                     : "X-Forwarded-For, unless a balancer stands in front: then nobody knows";
    out.limits = {
        "Requests that nginx refuses or redirects before the mirror phase are not mirrored (401, 403, "
        "return).",
        "Bodies are received whole before the copy begins; chunks become a length, trailers are dropped.",
        "A body over client_max_body_size of the mirror location is not mirrored, and nobody is told.",
        "The next request on a client's connection waits for the copy of the one before.",
        "Headers with underscores or dots in their names are dropped."};
    return out;
}

}  // namespace mirrorscope::snippets
