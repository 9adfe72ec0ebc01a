// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/snippets/nginx_directives.h"
#include "core/snippets/nginx_options.h"
#include "core/snippets/snippet.h"

namespace mirrorscope::snippets {

/// The two places that nginx configuration goes to (ngx_http_mirror_module, ngx_http_proxy_module).
struct NginxConfiguration {
    NginxDirectives http;
    NginxDirectives server;
};

/// The page's form: its directives and headers, with the listener's port always printed (without one nginx
/// sends to port 80).
NginxConfiguration faithfulNginx(const NginxOptions& options);

/// Parts "http" and "server".
base::Result<SnippetText> nginxSnippet(const NginxOptions& options, Variant variant);

}  // namespace mirrorscope::snippets
