// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/snippets/lint/lint_finding.h"
#include "core/snippets/lint/nginx_tree.h"

namespace mirrorscope::snippets::lint {

/// What a text says about whom to believe: set_real_ip_from, real_ip_header, real_ip_recursive
/// (ngx_http_realip_module) and wallarm_force server_addr/server_port of an analysing nginx. All levels
/// together; nullopt when no address is trusted.
std::optional<TrustImport> nginxTrust(const NginxTree& tree);

}  // namespace mirrorscope::snippets::lint
