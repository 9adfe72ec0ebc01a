// SPDX-License-Identifier: Apache-2.0
#include "core/probe/header_values.h"

#include <algorithm>
#include <vector>

#include "core/base/byte_text.h"
#include "core/base/ip_network.h"
#include "core/probe/probe_kind.h"

namespace mirrorscope::probe {
namespace {

/// Envoy's suffix stands in front of the port.
std::string withoutShadow(std::string_view host) {
    constexpr std::string_view kSuffix = "-shadow";
    const auto colon = host.rfind(':');
    const bool hasPort = colon != host.npos && host.find(']', colon) == host.npos;
    const std::string_view name = host.substr(0, hasPort ? colon : host.npos);
    return name.ends_with(kSuffix) ? std::string(name.substr(0, name.size() - kSuffix.size())) +
                                         std::string(host.substr(name.size()))
                                   : std::string(host);
}

std::string chainProblem(const http::Head& head, bool wasForged) {
    const auto chain = head.listed("X-Forwarded-For");
    if (chain.empty()) {
        return "empty";
    }
    if (!wasForged) {
        return {};
    }
    if (std::ranges::find(chain, kForgedAddress) == chain.end()) {
        return "the client's list is dropped";
    }
    return chain.back() == kForgedAddress ? "as the client wrote it: nobody appended who connected"
                                          : std::string();
}

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names, [&](auto one) { return base::equalsIgnoreCase(name, one); });
}

}  // namespace

std::string valueProblem(std::string_view name, const http::Head& head, const ProbeUrl& url, bool wasForged) {
    const std::string value(head.value(name).value_or(""));
    if (base::equalsIgnoreCase(name, "X-Forwarded-For")) {
        return chainProblem(head, wasForged);
    }
    if (isOneOf(name, {"Host", "X-Forwarded-Host"})) {
        // Some proxies write the name alone.
        const std::string host = withoutShadow(value);
        const std::string named = url.host.find(':') == url.host.npos ? url.host : "[" + url.host + "]";
        const bool isRight =
            base::equalsIgnoreCase(host, url.authority()) || base::equalsIgnoreCase(host, named);
        return isRight ? std::string() : value + " instead of " + url.authority();
    }
    if (isOneOf(name, {"X-Forwarded-Proto", "X-Scheme"})) {
        return base::equalsIgnoreCase(value, url.scheme())
                   ? std::string()
                   : value + " instead of " + std::string(url.scheme());
    }
    if (isOneOf(name, {"X-Real-IP", "X-Mirrorscope-Client", "X-Envoy-External-Address"})) {
        return base::parseAddress(value) ? std::string() : value + " is no address";
    }
    return {};
}

std::string forgedClientHeader(const http::Head& head) {
    for (const std::string_view name : {"X-Mirrorscope-Client", "X-Envoy-External-Address", "X-Real-IP"}) {
        if (head.value(name) == kForgedAddress) {
            return std::string(name);
        }
    }
    // The page's nginx overwrites the list by the address that it believes.
    const auto chain = head.listed("X-Forwarded-For");
    const bool isNginx = head.has("X-SERVER-ADDR");
    return isNginx && chain.size() == 1 && chain.front() == kForgedAddress ? "X-Forwarded-For"
                                                                           : std::string();
}

}  // namespace mirrorscope::probe
