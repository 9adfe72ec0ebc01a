// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "core/lab/proxy_setup.h"
#include "core/snippets/nginx_hardening.h"
#include "core/snippets/nginx_options.h"
#include "core/snippets/nginx_snippet.h"

namespace mirrorscope::lab {
namespace {

using snippets::NginxDirective;
using snippets::NginxDirectives;

/// The largest body that is tried (probe_kind.h).
constexpr std::string_view kLargest = "8m";

/// The generated form, as a tree.
snippets::NginxConfiguration configurationOf(const snippets::NginxOptions& options,
                                             snippets::Variant variant) {
    auto out = snippets::faithfulNginx(options);
    for (const snippets::NginxEdit& edit : snippets::nginxEdits()) {
        if (variant == snippets::Variant::Hardened && edit.applies(options)) {
            edit.apply(out, options);
        }
    }
    return out;
}

/// Where people set it who have uploads. With nginx's own limit of 1 MB the client would get 413, and whether
/// larger bodies are mirrored would not show. Returns whether it was needed.
bool allowUploads(snippets::NginxConfiguration& configuration) {
    for (NginxDirective& location : configuration.server) {
        if (location.child("mirror") != nullptr && location.child("client_max_body_size") == nullptr) {
            location.children.push_back(snippets::directive("client_max_body_size", {kLargest}));
            return true;
        }
    }
    return false;
}

NginxDirectives httpBlock(const snippets::NginxConfiguration& configuration, std::uint16_t port) {
    // Everything that nginx writes stays in the lab's directory, which is its prefix.
    NginxDirectives http{snippets::directive("access_log", {"off"})};
    for (const std::string_view kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
        http.push_back(snippets::directive(std::string(kind) + "_temp_path", {kind}));
    }
    http.insert(http.end(), configuration.http.begin(), configuration.http.end());
    NginxDirectives server{snippets::directive("listen", {onLoopback(port)})};
    server.insert(server.end(), configuration.server.begin(), configuration.server.end());
    http.push_back(snippets::block("server", {}, std::move(server)));
    return http;
}

NginxDirectives mainFile(const snippets::NginxConfiguration& configuration, std::uint16_t port) {
    NginxDirectives out{
        snippets::directive("daemon", {"off"}),
        snippets::directive("worker_processes", {"1"}),
        snippets::directive("pid", {"nginx.pid"}),
        snippets::directive("error_log", {"stderr", "error"}),
    };
    if (::geteuid() == 0) {
        // Its worker would become somebody who may not enter the directory.
        out.push_back(snippets::directive("user", {"root"}));
    }
    out.push_back(snippets::block("events", {}, {snippets::directive("worker_connections", {"512"})}));
    out.push_back(snippets::block("http", {}, httpBlock(configuration, port)));
    return out;
}

}  // namespace

base::Result<ProxySetup> nginxSetup(const SetupRequest& request) {
    const auto options =
        snippets::readNginxOptions(withOptions({{"--listener", onLoopback(request.recorder)},
                                                {"--origin", "http://" + onLoopback(request.origin)}},
                                               request),
                                   request.variant);
    if (!options) {
        return options.error();
    }
    auto configuration = configurationOf(*options, request.variant);
    ProxySetup out;
    out.promised = promisedHeaders(snippets::contractOf(configuration));
    if (allowUploads(configuration)) {
        out.remark = "client_max_body_size " + std::string(kLargest) +
                     " is set in the mirrored location, as an application with uploads needs it";
    }
    auto text = snippets::renderNginx(mainFile(configuration, request.proxy));
    if (!text) {
        return text.error();
    }
    out.files.push_back({"nginx.conf", std::move(*text)});
    out.arguments = {"-p", ".", "-c", "nginx.conf"};
    if (request.program.isAtLeast(1, 19, 5)) {
        // Else it tries the log that it was built with, and complains before it has read anything.
        out.arguments.insert(out.arguments.end(), {"-e", "stderr"});
    }
    return out;
}

}  // namespace mirrorscope::lab
