// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/contract.h"

#include <algorithm>

namespace mirrorscope::snippets {

// What was measured with nginx 1.22 and 1.31, Envoy 1.40, Traefik 3.7 and Istio's control plane;
// docs/snippets.md.

Contract traefikContract(bool marksCopies, bool hasToken, bool hasBalancers, bool hasBody) {
    Contract out;
    out.headers = {
        {"Host", "what the client asked for", true, true},
        {"X-Forwarded-For",
         hasBalancers ? "the balancer's list and the address that connected" : "the address that connected",
         true, hasBalancers},
        {"X-Forwarded-Host", "Host of the client", true, true},
        {"X-Forwarded-Port", "port of Host, else 80 or 443; not that of the entry point", true, false},
        {"X-Forwarded-Proto", "http or https; ws or wss for websockets", true, false},
        {"X-Forwarded-Server", "the machine's name", true, false},
        {"X-Real-Ip", hasBalancers ? "the client's value" : "the address that connected", true,
         hasBalancers}};
    if (marksCopies) {
        out.headers.push_back({"X-Mirrorscope-Source", "the marker", true, false});
    }
    if (marksCopies && hasToken) {
        out.headers.push_back({"X-Mirrorscope-Token", "the token", true, false});
    }
    out.client = "the last element of X-Forwarded-For";
    out.limits = {
        "Copies are sent after the origin has answered; requests that a client gives up are not mirrored.",
        "Paths are normalised: decoded, dot segments and double slashes removed; ; becomes & in queries.",
        "Expect: 100-continue is passed on and waits for its answer.",
        "Idempotent requests are sent again when a kept connection was closed: duplicates.",
        "A request with a body over maxBodySize is not mirrored at all."};
    if (!hasBody) {
        out.limits.emplace_back("Bodies are off: copies announce a length and send nothing.");
    }
    return out;
}

Contract istioContract(bool hasGateway, bool hasMesh) {
    Contract out;
    out.headers = {
        {"host", "what the client asked for; with -shadow up to Istio 1.27", true, true},
        {"x-forwarded-for", "the client's list, the client, the proxy's own address", true, true},
        {"x-forwarded-proto", "http or https", true, false},
        {"x-request-id", hasMesh ? "an id of the proxy's own; of pods theirs" : "an id of the proxy's own",
         true, hasMesh},
        {"x-envoy-decorator-operation", "service, namespace and port", true, false},
        {"x-envoy-attempt-count", "1", true, false},
        {"x-envoy-internal", "true", true, false}};
    if (hasGateway) {
        out.headers.push_back({"x-envoy-external-address", "the client, at the gateway", !hasMesh, false});
    }
    out.client = hasGateway ? "x-envoy-external-address when it is second from the right in x-forwarded-for"
                            : "the address of the calling pod in x-forwarded-for";
    out.limits = {
        "Dot segments are resolved; HTTP/1.0, raw UTF-8 paths and OPTIONS * never reach the mirror.",
        "Trailers are dropped; Expect: 100-continue is passed on.",
        "Workload names and labels may go along in x-envoy-peer-metadata.",
        "A host outside of the Sidecar's scope is silently not mirrored.",
        "No header can be put on the copy alone: no marker and no token."};
    return out;
}

Contract gatewayApiContract() {
    Contract out;
    out.headers = {{"Host", "what the client asked for; Envoy's data planes may add -shadow", true, true}};
    out.limits = {
        "Everything else depends on the data plane: NGINX Gateway Fabric mirrors as nginx, Envoy Gateway as "
        "Envoy.",
        "No header can be put on the copy alone: no marker and no token."};
    return out;
}

Contract ingressNginxContract() {
    Contract out;
    out.limits = {"The controller's template decides about the headers of copies.",
                  "The project is retired; the Gateway API is its successor."};
    return out;
}

std::string contractText(const Contract& contract) {
    std::size_t width = 0;
    for (const ContractHeader& header : contract.headers) {
        width = std::max(width, header.name.size());
    }
    std::string out = "Headers of a copy\n";
    for (const ContractHeader& header : contract.headers) {
        out += "  " + header.name + std::string(width - header.name.size() + 2, ' ') + header.from;
        out += header.always ? "" : "; not always";
        out += header.forgeable ? "; a client can forge it\n" : "\n";
    }
    out += "Client\n  " +
           (contract.client.empty() ? std::string("in no header that can be believed") : contract.client) +
           "\n";
    out += "Limits of this kind\n";
    for (const std::string& limit : contract.limits) {
        out += "  - " + limit + "\n";
    }
    return out;
}

}  // namespace mirrorscope::snippets
