// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string_view>

#include "core/snippets/lint/nginx_tree.h"

namespace mirrorscope::snippets::lint {

/// The prefix or exact name of a location; "" for a regular expression or a named one.
std::string_view locationPath(const NginxItem& location);

/// The locations of one server, found as ngx_http_core_find_location() does: exact, else the longest prefix.
/// The server must outlive it.
class NginxLocations {
public:
    explicit NginxLocations(const NginxItem& server);

    struct Found {
        const NginxItem* location = nullptr;
        bool isCertain = true;  // false when a regular expression or an include may take the path
    };
    Found find(std::string_view path) const;

private:
    std::map<std::string_view, const NginxItem*, std::less<>> m_exact;
    std::map<std::string_view, const NginxItem*, std::less<>> m_prefixes;
    std::size_t m_longest = 0;
    bool m_isWhole = true;
};

}  // namespace mirrorscope::snippets::lint
