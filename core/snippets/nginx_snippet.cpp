// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/nginx_snippet.h"

#include "core/snippets/edit_trace.h"
#include "core/snippets/nginx_hardening.h"

namespace mirrorscope::snippets {
namespace {

constexpr std::string_view kPageLocation = "/mirror-test";

/// Both locations need it: each has a limit of its own, 1 MB unless set (client_max_body_size).
void addBodyLimit(const NginxOptions& options, NginxDirectives& children) {
    if (!options.maxBody.empty()) {
        children.push_back(directiveWith("client_max_body_size", {NginxArgument::literal(options.maxBody)}));
    }
}

NginxDirective mainLocation(const NginxOptions& options) {
    NginxDirectives children{directive("mirror", {kPageLocation}),
                             directive("mirror_request_body", {options.body ? "on" : "off"})};
    if (options.origin.kind == NginxOrigin::Kind::Root) {
        children.push_back(directiveWith("root", {NginxArgument::literal(options.origin.value)}));
        children.push_back(directive("index", {"index.html", "index.htm"}));
    } else {
        children.push_back(directiveWith("proxy_pass", {NginxArgument::literal(options.origin.value)}));
    }
    addBodyLimit(options, children);
    NginxDirective location = block("location", {NginxArgument::literal(options.path)}, std::move(children));
    location.comment =
        "Each request here is copied; the client gets the answer from here and notices nothing.";
    return location;
}

/// Without proxy_ssl_name the name is that of proxy_pass, which may be an upstream group; without
/// proxy_ssl_server_name it is not sent; without proxy_ssl_verify any certificate is taken
/// (ngx_http_proxy_module).
void addTls(const NginxOptions& options, NginxDirectives& children) {
    if (!options.tls.on) {
        return;
    }
    if (const std::string name = tlsName(options.tls, options.listener); !name.empty()) {
        children.push_back(directive("proxy_ssl_server_name", {"on"}));
        children.push_back(directiveWith("proxy_ssl_name", {NginxArgument::literal(name)}));
    }
    if (!options.tls.ca.empty()) {
        children.push_back(directive("proxy_ssl_verify", {"on"}));
        children.push_back(
            directiveWith("proxy_ssl_trusted_certificate", {NginxArgument::literal(options.tls.ca)}));
    }
}

NginxDirective mirrorLocation(const NginxOptions& options) {
    NginxDirectives children{
        directive("internal", {}),
        directiveWith("proxy_pass", {NginxArgument::expression(std::string(schemeOf(options.tls)) +
                                                               options.listener.text() + "$request_uri")}),
        directive("proxy_set_header", {"X-SERVER-PORT", "$server_port"}),
        directive("proxy_set_header", {"X-SERVER-ADDR", "$server_addr"}),
        directive("proxy_set_header", {"HOST", "$http_host"}),
        directive("proxy_set_header", {"X-Forwarded-For", "$realip_remote_addr"}),
        directive("proxy_set_header", {"X-Forwarded-Port", "$realip_remote_port"}),
        directive("proxy_set_header", {"X-Forwarded-Proto", "$http_x_forwarded_proto"}),
        directive("proxy_set_header", {"X-Scheme", "$scheme"}),
        directive("proxy_set_header", {"X-Request-ID", "$request_id"}),
    };
    addTls(options, children);
    addBodyLimit(options, children);
    if (!options.body) {
        // mirror_request_body off alone would announce a length without a body (ngx_http_mirror_module).
        children.push_back(directive("proxy_pass_request_body", {"off"}));
        children.push_back(directiveWith(
            "proxy_set_header", {NginxArgument::expression("Content-Length"), NginxArgument::literal("")}));
    }
    NginxDirective location =
        block("location", {NginxArgument::expression(kPageLocation)}, std::move(children));
    location.comment = "The copy: sent to Mirrorscope, its answer is thrown away.";
    return location;
}

base::Result<std::vector<SnippetPart>> partsOf(const NginxConfiguration& configuration) {
    auto http = renderNginx(configuration.http);
    auto server = renderNginx(configuration.server);
    if (!http || !server) {
        return http ? server.error() : http.error();
    }
    return std::vector<SnippetPart>{
        {"http", "inside http { }, in front of the server", std::move(*http)},
        {"server", "inside the server { } that is to be mirrored", std::move(*server)}};
}

}  // namespace

NginxConfiguration faithfulNginx(const NginxOptions& options) {
    return {{}, {mainLocation(options), mirrorLocation(options)}};
}

base::Result<SnippetText> nginxSnippet(const NginxOptions& options, Variant variant) {
    NginxConfiguration configuration = faithfulNginx(options);
    auto out = editedSnippet(nginxEdits(), configuration, options, variant, partsOf);
    if (out) {
        out->contract = contractOf(configuration);
    }
    return out;
}

}  // namespace mirrorscope::snippets
