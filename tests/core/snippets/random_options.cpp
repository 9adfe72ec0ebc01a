// SPDX-License-Identifier: Apache-2.0
#include "tests/core/snippets/random_options.h"

#include <algorithm>
#include <map>
#include <string>

using namespace mirrorscope::snippets;

namespace mirrorscope::test {
namespace {

using Values = std::vector<std::string>;

/// Right values of each option; "KIND --option" where a kind has others.
const std::map<std::string, Values>& rightValues() {
    static const std::map<std::string, Values> kValues{
        {"--listener", {"10.0.0.7:8445", "[2001:db8::7]:8445", "wallarm:8445", "mirror.example.com:9000"}},
        {"--origin", {"httpbin:80", "shop:8080"}},
        {"nginx --origin",
         {"/srv/www", "http://127.0.0.1:8080", "http://shop:8080/base", "https://127.0.0.1:8443"}},
        {"envoy --origin", {"app:81", "10.0.0.1:80", "[::1]:8080"}},
        {"--bind", {"0.0.0.0:8080", "[::]:80", "127.0.0.1:65535"}},
        {"--entry-point", {"web", "websecure"}},
        {"--host", {"a.example", "shop.example.com"}},
        {"envoy --host", {"*", "example.test", "no", "1e3"}},
        {"--original-host", {"b.example", "origin.example.com"}},
        {"--namespace", {"default", "shop-1"}},
        {"--percentage", {"1", "10", "50", "100"}},
        {"nginx --percentage", {"0.01", "1", "12.5", "100"}},
        {"envoy --percentage", {"100", "10", "0.01", "99.5"}},
        {"--body", {"on", "off"}},
        {"--max-body", {"1048576", "8388608"}},
        {"nginx --max-body", {"0", "512k", "8m", "1g"}},
        {"--trusted-balancer", {"10.0.0.0/8", "fd00::/8"}},
        {"--trusted-hops", {"0", "1", "9"}},
        {"--version", {"2.11", "3.6", "3.7", "3.10"}},
        {"--name", {"edge-1", "t_2", "true", "0x10"}},
        {"--token", {"s3cret", "a.b-c~d+e/f=", "null", "123"}},
        {"--destination", {"external", "service"}},
        {"--traffic", {"both", "gateway", "mesh"}},
        {"--gateway", {"gw", "shop-gateway"}},
        {"--selector", {"istio=ingressgateway", "app=istio-ingress"}},
        {"--api", {"v1", "v1beta1", "v1alpha3"}},
        {"--path", {"/", "/api", "/a.b/c"}},
        {"nginx --path", {"/", "/api", "/shop/~a!*+,=:@b", "/a.b-c_d"}},
        {"--tls", {"on", "off"}},
        {"--tls-name", {"tls.example", "collector"}},
        {"--tls-ca", {"/etc/ssl/mirror.pem"}},
        {"--tls-in-front", {"on", "off"}},
    };
    return kValues;
}

const Values& valuesOf(const SnippetKind& kind, const OptionInfo& option) {
    const std::string name(option.name);
    const auto own = rightValues().find(std::string(kind.name) + " " + name);
    return own != rightValues().end() ? own->second : rightValues().at(name);
}

bool has(const Options& options, std::string_view name, std::string_view value = {}) {
    return std::ranges::any_of(options, [&](const OptionValue& one) {
        return one.name == name && (value.empty() || one.value == value);
    });
}

/// An option that has a meaning with another one only.
bool lacksItsOther(const OptionInfo& option, const Options& given) {
    return (option.name == "--tls-name" && !has(given, "--tls", "on")) ||
           (option.name == "--tls-ca" && !has(given, "--tls-name")) ||
           (option.name == "--tls-in-front" && !has(given, "--trusted-balancer"));
}

}  // namespace

Options randomOptions(const SnippetKind& kind, Variant variant, std::mt19937& random) {
    Options out;
    for (const OptionInfo& option : kind.options) {
        if ((!option.required && random() % 2 == 0) || lacksItsOther(option, out)) {
            continue;
        }
        const Values& choices = valuesOf(kind, option);
        const OptionValue value{std::string(option.name), choices[random() % choices.size()]};
        Options probe = out;
        if (probe.empty()) {
            probe.push_back({"--listener", "10.0.0.7:8445"});
        }
        if (value.name != "--listener") {
            probe.push_back(value);
        }
        if (value.value == "service") {
            probe.front().value = "wallarm:8445";  // a name, not an address
            out.front() = probe.front();
        }
        // Options that only the hardened form can honour are refused by the faithful one.
        if (variant == Variant::Hardened || kind.make(probe, variant).has_value()) {
            out.push_back(value);
        }
    }
    return out;
}

}  // namespace mirrorscope::test
