// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/nginx_locations.h"

#include <algorithm>

namespace mirrorscope::snippets::lint {
namespace {

bool isRegularExpression(const NginxItem& location) {
    const std::string_view sign = location.argument(0);
    return sign == "~" || sign == "~*" || (location.arguments.size() == 1 && sign.starts_with('~'));
}

}  // namespace

std::string_view locationPath(const NginxItem& location) {
    const std::string_view first = location.argument(0);
    if (isRegularExpression(location) || first.starts_with('@')) {
        return {};
    }
    return first == "=" || first == "^~" ? location.argument(1) : first;
}

NginxLocations::NginxLocations(const NginxItem& server) : m_isWhole(unreadInclude(server) == nullptr) {
    for (const NginxItem* location : server.all("location")) {
        const std::string_view path = locationPath(*location);
        if (path.empty()) {
            m_isWhole = m_isWhole && !isRegularExpression(*location);
        } else if (location->argument(0) == "=") {
            m_exact.emplace(path, location);
        } else {
            m_prefixes.emplace(path, location);
            m_longest = std::max(m_longest, path.size());
        }
    }
}

NginxLocations::Found NginxLocations::find(std::string_view path) const {
    if (const auto exact = m_exact.find(path); exact != m_exact.end()) {
        return {exact->second, true};
    }
    for (std::size_t length = std::min(path.size(), m_longest); length > 0; --length) {
        const auto prefix = m_prefixes.find(path.substr(0, length));
        if (prefix != m_prefixes.end()) {
            return {prefix->second, m_isWhole || prefix->second->argument(0) == "^~"};
        }
    }
    return {nullptr, m_isWhole};
}

}  // namespace mirrorscope::snippets::lint
