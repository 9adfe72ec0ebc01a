// SPDX-License-Identifier: Apache-2.0
#include "tests/core/snippets/read_back.h"

#include <cmath>
#include <variant>
#include <vector>

#include "core/snippets/lint/nginx_tree.h"
#include "core/snippets/yaml_tree.h"

using namespace mirrorscope::snippets;

namespace mirrorscope::test {
namespace {

/// Keys of maps and indices of sequences.
using Step = std::variant<const char*, std::size_t>;
using Path = std::vector<Step>;

YamlNode* at(YamlNode* node, const Path& path) {
    for (const Step& step : path) {
        if (node == nullptr) {
            return nullptr;
        }
        if (const auto* key = std::get_if<const char*>(&step)) {
            node = node->find(*key);
        } else {
            const std::size_t index = std::get<std::size_t>(step);
            node = index < node->items.size() ? &node->items[index] : nullptr;
        }
    }
    return node;
}

std::string textAt(YamlNode* node, const Path& path) {
    const YamlNode* found = at(node, path);
    return found == nullptr ? std::string() : found->value;
}

std::string without(std::string_view text, std::string_view front, std::string_view back = {}) {
    text.remove_prefix(text.starts_with(front) ? front.size() : 0);
    text.remove_suffix(text.ends_with(back) ? back.size() : 0);
    return std::string(text);
}

std::string hostPort(const std::string& host, const std::string& port) {
    return (host.find(':') != host.npos ? "[" + host + "]" : host) + ":" + port;
}

/// What is said; empty is nothing.
void say(SaidOptions& out, const char* option, const std::string& value) {
    if (!value.empty()) {
        out[option] = value;
    }
}

/// The first document of that kind.
YamlNode objectOf(const SnippetText& text, std::string_view kind) {
    for (const SnippetPart& part : text.parts) {
        std::string_view rest = part.text;
        while (!rest.empty()) {
            const auto end = rest.find("\n---\n");
            const auto document = parseYaml(std::string(rest.substr(0, end)));
            if (document) {
                YamlNode node = *document;
                if (textAt(&node, {"kind"}) == kind) {
                    return node;
                }
            }
            rest.remove_prefix(end == rest.npos ? rest.size() : end + 5);
        }
    }
    return YamlNode::map({});
}

SaidOptions readEnvoy(const SnippetText& text) {
    SaidOptions out;
    YamlNode root = *parseYaml(text.part("bootstrap")->text);
    const auto socket = [&root](Path path) {
        path.insert(path.end(), {"address", "socket_address"});
        YamlNode* found = at(&root, path);
        return hostPort(textAt(found, {"address"}), textAt(found, {"port_value"}));
    };
    const auto cluster = [&socket](std::size_t index) {
        return socket({"static_resources", "clusters", index, "load_assignment", "endpoints", std::size_t{0},
                       "lb_endpoints", std::size_t{0}, "endpoint"});
    };
    say(out, "--origin", cluster(0));
    say(out, "--listener", cluster(1));
    say(out, "--bind", socket({"static_resources", "listeners", std::size_t{0}}));
    YamlNode* manager = at(&root, {"static_resources", "listeners", std::size_t{0}, "filter_chains",
                                   std::size_t{0}, "filters", std::size_t{0}, "typed_config"});
    say(out, "--trusted-hops", textAt(manager, {"xff_num_trusted_hops"}));
    YamlNode* host = at(manager, {"route_config", "virtual_hosts", std::size_t{0}});
    say(out, "--host", textAt(host, {"domains", std::size_t{0}}));
    say(out, "--path", textAt(host, {"routes", std::size_t{0}, "match", "prefix"}));
    YamlNode* policy =
        at(host, {"routes", std::size_t{0}, "route", "request_mirror_policies", std::size_t{0}});
    YamlNode* share = at(policy, {"runtime_fraction", "default_value"});
    const bool isFine = textAt(share, {"denominator"}) == "TEN_THOUSAND";
    const auto number = std::stoi(textAt(share, {"numerator"}));
    std::string percent = std::to_string(isFine ? number / 100 : number);
    if (isFine && number % 100 != 0) {
        const std::string rest = std::to_string(100 + number % 100).substr(1);
        percent += "." + (rest.back() == '0' ? rest.substr(0, 1) : rest);
    }
    say(out, "--percentage", percent);
    if (const YamlNode* headers = at(policy, {"request_headers_mutations"})) {
        for (YamlNode header : headers->items) {
            const std::string value = textAt(&header, {"append", "header", "value"});
            const std::string key = textAt(&header, {"append", "header", "key"});
            if (key == "x-mirrorscope-token") {
                say(out, "--token", value);
            } else if (key == "x-mirrorscope-source") {
                say(out, "--name", without(value, "envoy; host="));
            }
        }
    }
    if (YamlNode* tls =
            at(&root, {"static_resources", "clusters", std::size_t{1}, "transport_socket", "typed_config"})) {
        say(out, "--tls", "on");
        say(out, "--tls-name", textAt(tls, {"sni"}));
        say(out, "--tls-ca",
            textAt(tls, {"common_tls_context", "validation_context", "trusted_ca", "filename"}));
    }
    return out;
}

void readHeadersOfNginx(const lint::NginxItem& copy, SaidOptions& out) {
    for (const lint::NginxItem* header : copy.all("proxy_set_header")) {
        const std::string value(header->argument(1));
        if (header->argument(0) == "X-Mirrorscope-Token") {
            say(out, "--token", value);
        } else if (header->argument(0) == "X-Mirrorscope-Source") {
            const std::string name = without(value, "nginx/$nginx_version; host=");
            say(out, "--name", name == "$hostname" ? "" : name);
        }
    }
}

void readHttpOfNginx(const lint::NginxItem& http, SaidOptions& out) {
    if (const auto* share = http.child("split_clients")) {
        say(out, "--percentage", without(share->children.front()->name, "", "%"));
    }
    if (const auto* group = http.child("upstream")) {
        say(out, "--listener", std::string(group->child("server")->argument(0)));
    }
    if (http.child("geo") != nullptr) {
        say(out, "--tls-in-front", "on");
    }
}

SaidOptions readNginx(const SnippetText& text) {
    SaidOptions out;
    const auto http = lint::readNginx(text.part("http")->text, "http");
    const auto server = lint::readNginx(text.part("server")->text, "server");
    const lint::NginxItem* main = nullptr;
    const lint::NginxItem* copy = nullptr;
    for (const lint::NginxItem* location : server->root->all("location")) {
        (location->child("internal") != nullptr ? copy : main) = location;
    }
    say(out, "--path", std::string(main->argument(0)));
    const auto* origin = main->child("proxy_pass");
    say(out, "--origin", std::string((origin != nullptr ? origin : main->child("root"))->argument(0)));
    say(out, "--body", std::string(main->child("mirror_request_body")->argument(0)));
    if (const auto* limit = main->child("client_max_body_size")) {
        say(out, "--max-body", std::string(limit->argument(0)));
    }
    if (const auto* balancer = server->root->child("set_real_ip_from")) {
        say(out, "--trusted-balancer", std::string(balancer->argument(0)));
    }
    const std::string destination(copy->child("proxy_pass")->argument(0));
    say(out, "--tls", destination.starts_with("https://") ? "on" : "off");
    say(out, "--listener", without(without(destination, "http://", "$request_uri"), "https://"));
    readHttpOfNginx(*http->root, out);
    readHeadersOfNginx(*copy, out);
    if (const auto* name = copy->child("proxy_ssl_name")) {
        say(out, "--tls-name", std::string(name->argument(0)));
    }
    if (const auto* ca = copy->child("proxy_ssl_trusted_certificate")) {
        say(out, "--tls-ca", std::string(ca->argument(0)));
    }
    return out;
}

void readTraefikFixed(const SnippetText& text, const std::string& entryPoint, SaidOptions& out) {
    if (const std::string& fixed = text.part("static")->text; !fixed.empty()) {
        YamlNode root = *parseYaml(fixed);
        say(out, "--trusted-balancer",
            textAt(&root,
                   {"entryPoints", entryPoint.c_str(), "forwardedHeaders", "trustedIPs", std::size_t{0}}));
    }
}

SaidOptions readTraefik(const SnippetText& text) {
    SaidOptions out;
    YamlNode root = *parseYaml(text.part("file")->text);
    YamlNode* services = at(&root, {"http", "services"});
    const Path url{"loadBalancer", "servers", std::size_t{0}, "url"};
    const std::string mirror = textAt(services->find("wallarm"), url);
    say(out, "--tls", mirror.starts_with("https://") ? "on" : "off");
    say(out, "--listener", without(without(mirror, "http://"), "https://"));
    say(out, "--origin", without(textAt(services->find("httpbin"), url), "http://", "/"));
    YamlNode* mirroring = at(services, {"with_mirroring", "mirroring"});
    say(out, "--percentage", textAt(mirroring, {"mirrors", std::size_t{0}, "percent"}));
    say(out, "--body", textAt(mirroring, {"mirrorBody"}) == "false" ? "off" : "on");
    say(out, "--max-body", textAt(mirroring, {"maxBodySize"}));
    YamlNode* routers = at(&root, {"http", "routers"});
    const std::string entryPoint = textAt(routers, {"with_mirroring", "entryPoints", std::size_t{0}});
    say(out, "--entry-point", entryPoint);
    say(out, "--host", without(textAt(routers, {"with_mirroring", "rule"}), "Host(`", "`)"));
    say(out, "--original-host", without(textAt(routers, {"just_to_original", "rule"}), "Host(`", "`)"));
    if (YamlNode* headers =
            at(&root, {"http", "middlewares", "mark-copies", "headers", "customRequestHeaders"})) {
        say(out, "--name", without(textAt(headers, {"X-Mirrorscope-Source"}), "traefik; host="));
        say(out, "--token", textAt(headers, {"X-Mirrorscope-Token"}));
    }
    YamlNode* transport = at(&root, {"http", "serversTransports", "wallarm"});
    say(out, "--tls-name", textAt(transport, {"serverName"}));
    say(out, "--tls-ca", textAt(transport, {"rootCAs", std::size_t{0}}));
    YamlNode object = objectOf(text, "TraefikService");
    say(out, "--namespace", textAt(&object, {"metadata", "namespace"}));
    readTraefikFixed(text, entryPoint, out);
    return out;
}

void readIstioGateway(const SnippetText& text, SaidOptions& out) {
    YamlNode gateway = objectOf(text, "Gateway");
    YamlNode* spec = gateway.find("spec");
    if (spec == nullptr) {
        return;
    }
    say(out, "--gateway", textAt(&gateway, {"metadata", "name"}));
    say(out, "--host", textAt(spec, {"servers", std::size_t{0}, "hosts", std::size_t{0}}));
    const auto& label = spec->find("selector")->entries.front();
    say(out, "--selector", label.key + "=" + label.value.value);
}

SaidOptions readIstio(const SnippetText& text) {
    SaidOptions out;
    YamlNode service = objectOf(text, "VirtualService");
    YamlNode entry = objectOf(text, "ServiceEntry");
    const std::string space = textAt(&service, {"metadata", "namespace"});
    const auto shortName = [&space](const std::string& name) {
        return without(name, "", "." + (space.empty() ? "default" : space) + ".svc.cluster.local");
    };
    const auto endpoint = [&shortName](YamlNode* destination) {
        return hostPort(shortName(textAt(destination, {"host"})), textAt(destination, {"port", "number"}));
    };
    say(out, "--namespace", space);
    say(out, "--api", without(textAt(&service, {"apiVersion"}), "networking.istio.io/"));
    YamlNode* http = at(&service, {"spec", "http", std::size_t{0}});
    say(out, "--origin", endpoint(at(http, {"route", std::size_t{0}, "destination"})));
    YamlNode* mirrors = at(http, {"mirrors", std::size_t{0}});
    YamlNode* mirror = mirrors != nullptr ? at(mirrors, {"destination"}) : at(http, {"mirror"});
    std::string listener = endpoint(mirror);
    if (const std::string address = textAt(&entry, {"spec", "endpoints", std::size_t{0}, "address"});
        !address.empty()) {
        listener = hostPort(address, textAt(mirror, {"port", "number"}));
    }
    say(out, "--listener", listener);
    say(out, "--destination", entry.entries.empty() ? "service" : "external");
    say(out, "--percentage", textAt(mirrors, {"percentage", "value"}));
    bool isMesh = false;
    for (const YamlNode& gateway : at(&service, {"spec", "gateways"})->items) {
        isMesh = isMesh || gateway.value == "mesh";
    }
    readIstioGateway(text, out);
    say(out, "--traffic", !out.contains("--gateway") ? "mesh" : isMesh ? "both" : "gateway");
    YamlNode rule = objectOf(text, "DestinationRule");
    if (YamlNode* tls = at(&rule, {"spec", "trafficPolicy", "tls"})) {
        say(out, "--tls", "on");
        say(out, "--tls-name", textAt(tls, {"sni"}));
        say(out, "--tls-ca", textAt(tls, {"caCertificates"}));
    }
    return out;
}

SaidOptions readGatewayApi(const SnippetText& text) {
    SaidOptions out;
    YamlNode route = objectOf(text, "HTTPRoute");
    YamlNode* spec = route.find("spec");
    say(out, "--namespace", textAt(&route, {"metadata", "namespace"}));
    say(out, "--gateway", textAt(spec, {"parentRefs", std::size_t{0}, "name"}));
    say(out, "--host", textAt(spec, {"hostnames", std::size_t{0}}));
    YamlNode* rule = at(spec, {"rules", std::size_t{0}});
    say(out, "--path", textAt(rule, {"matches", std::size_t{0}, "path", "value"}));
    YamlNode* origin = at(rule, {"backendRefs", std::size_t{0}});
    say(out, "--origin", hostPort(textAt(origin, {"name"}), textAt(origin, {"port"})));
    YamlNode* mirror = at(rule, {"filters", std::size_t{0}, "requestMirror"});
    say(out, "--percentage", textAt(mirror, {"percent"}));
    return out;
}

SaidOptions readIngressNginx(const SnippetText& text) {
    SaidOptions out;
    YamlNode ingress = objectOf(text, "Ingress");
    say(out, "--namespace", textAt(&ingress, {"metadata", "namespace"}));
    YamlNode* annotations = at(&ingress, {"metadata", "annotations"});
    const std::string target = textAt(annotations, {"nginx.ingress.kubernetes.io/mirror-target"});
    say(out, "--listener", without(target, "http://", "$request_uri"));
    say(out, "--body", textAt(annotations, {"nginx.ingress.kubernetes.io/mirror-request-body"}));
    YamlNode* rule = at(&ingress, {"spec", "rules", std::size_t{0}});
    say(out, "--host", textAt(rule, {"host"}));
    YamlNode* path = at(rule, {"http", "paths", std::size_t{0}});
    say(out, "--path", textAt(path, {"path"}));
    YamlNode* service = at(path, {"backend", "service"});
    say(out, "--origin", hostPort(textAt(service, {"name"}), textAt(service, {"port", "number"})));
    return out;
}

}  // namespace

SaidOptions readBack(std::string_view kind, const SnippetText& text) {
    return kind == "nginx"         ? readNginx(text)
           : kind == "envoy"       ? readEnvoy(text)
           : kind == "istio"       ? readIstio(text)
           : kind == "traefik"     ? readTraefik(text)
           : kind == "gateway-api" ? readGatewayApi(text)
                                   : readIngressNginx(text);
}

}  // namespace mirrorscope::test
