// SPDX-License-Identifier: Apache-2.0
#include "core/lab/proxy_setup.h"
#include "core/snippets/yaml_tree.h"

namespace mirrorscope::lab {
namespace {

using snippets::YamlNode;

constexpr std::string_view kEntryPoint = "web";
constexpr std::string_view kDynamic = "dynamic.yaml";

/// What Traefik reads once. It asks nobody for newer versions and reports nothing.
base::Result<std::string> staticFile(const std::string& part, std::uint16_t port) {
    // The snippet's part is the entry point's trusted balancers, where there are some.
    auto root = part.empty()
                    ? base::Result<YamlNode>(YamlNode::map(
                          {{"entryPoints", YamlNode::map({{std::string(kEntryPoint), YamlNode::map({})}})}}))
                    : snippets::parseYaml(part);
    if (!root) {
        return root.error();
    }
    root->find("entryPoints")->find(kEntryPoint)->put("address", YamlNode::text(onLoopback(port)));
    root->put("providers",
              YamlNode::map({{"file", YamlNode::map({{"filename", YamlNode::text(kDynamic)}})}}));
    root->put("global", YamlNode::map({{"checkNewVersion", YamlNode::literal("false")},
                                       {"sendAnonymousUsage", YamlNode::literal("false")}}));
    root->put("log", YamlNode::map({{"level", YamlNode::text("WARN")}}));
    return snippets::renderYaml(*root);
}

}  // namespace

base::Result<ProxySetup> traefikSetup(const SetupRequest& request) {
    std::vector<snippets::OptionValue> own{{"--listener", onLoopback(request.recorder)},
                                           {"--origin", onLoopback(request.origin)},
                                           {"--entry-point", std::string(kEntryPoint)},
                                           // Requests of the lab name the address.
                                           {"--host", "127.0.0.1"}};
    if (request.variant == snippets::Variant::Hardened) {
        const std::string& version = request.program.version;
        own.push_back({"--version", version.substr(0, version.find('.', version.find('.') + 1))});
    }
    auto text = snippets::snippetKind("traefik")->make(withOptions(std::move(own), request), request.variant);
    if (!text) {
        return text.error();
    }
    auto fixed = staticFile(text->part("static")->text, request.proxy);
    if (!fixed) {
        return fixed.error();
    }
    ProxySetup out;
    out.promised = promisedHeaders(text->contract);
    out.files.push_back({"traefik.yaml", std::move(*fixed)});
    out.files.push_back({std::string(kDynamic), text->part("file")->text});
    out.arguments = {"--configFile=traefik.yaml"};
    return out;
}

}  // namespace mirrorscope::lab
