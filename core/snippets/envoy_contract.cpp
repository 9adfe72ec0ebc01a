// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/contract.h"
#include "core/snippets/envoy_snippet.h"

namespace mirrorscope::snippets {
namespace {

void addMutations(YamlNode policy, Contract& out) {
    const YamlNode* mutations = policy.find("request_headers_mutations");
    if (mutations == nullptr) {
        return;
    }
    for (YamlNode mutation : mutations->items) {
        YamlNode& header = *mutation.find("append")->find("header");
        out.headers.push_back({header.find("key")->value, header.find("value")->value, true, false});
    }
}

}  // namespace

Contract contractOf(const EnvoyConfiguration& configuration) {
    EnvoyConfiguration read = configuration;
    const bool edge = read.manager.find("use_remote_address") != nullptr;
    const bool plainHost = read.policy.find("disable_shadow_host_suffix_append") != nullptr;
    Contract out;
    out.headers = {
        {"host", plainHost ? "what the client asked for" : "what the client asked for, with -shadow", true,
         true},
        {"x-forwarded-for",
         edge ? "the client's list, the address that connected, Envoy's own"
              : "the client's list and Envoy's own address",
         true, true},
        {"x-forwarded-proto",
         edge ? "http or https, of the connection" : "the client's value, else the connection's", true,
         !edge},
        {"x-request-id", edge ? "an id of Envoy's own" : "the client's, else one of Envoy's own", true,
         !edge},
        {"x-envoy-internal", "true", true, false},
        {"x-envoy-expected-rq-timeout-ms", "the route's timeout", true, false}};
    if (edge) {
        out.headers.push_back(
            {"x-envoy-external-address", "the client, when it is not private", false, false});
    }
    addMutations(read.policy, out);
    out.client =
        edge ? "x-mirrorscope-client, else x-envoy-external-address where x-forwarded-for agrees" : "";
    out.limits = {"HTTP/1.0 clients get 426 and raw UTF-8 paths 400: neither is mirrored.",
                  "Chunked bodies stay chunked and stream; trailers and Expect are dropped.",
                  "A client that leaves in the middle of a body leaves half a copy.",
                  "Direct responses and redirects of routes are not mirrored."};
    return out;
}

}  // namespace mirrorscope::snippets
