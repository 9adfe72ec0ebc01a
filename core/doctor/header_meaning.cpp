// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/header_meaning.h"

#include <algorithm>
#include <array>

#include "core/base/byte_text.h"
#include "core/forwarding/known_senders.h"
#include "core/forwarding/mirror_marker.h"

namespace mirrorscope::doctor {
namespace {

constexpr std::array kMeanings{
    HeaderMeaning{"Host",
                  "The name and port that the client asked for, unless a proxy puts its upstream's there."},
    HeaderMeaning{
        "X-Forwarded-For",
        "The addresses that the request came from: each proxy appends the one that connected to it."},
    HeaderMeaning{"X-Forwarded-Host", "The Host that the client asked for, before a proxy changed it."},
    HeaderMeaning{"X-Forwarded-Port",
                  "The port that the client connected to; in nginx's form of the page its own."},
    HeaderMeaning{"X-Forwarded-Proto",
                  "The scheme that the client used: http, https; Traefik writes ws and wss too."},
    HeaderMeaning{"X-Forwarded-Server", "The name of the machine that Traefik runs on."},
    HeaderMeaning{"X-Forwarded-Prefix", "The part of the path that a proxy took off."},
    HeaderMeaning{"X-Real-IP", "The address of the client as one proxy saw it."},
    HeaderMeaning{"Forwarded", "Client, Host and scheme in one standard header (RFC 7239)."},
    HeaderMeaning{"Via", "The proxies that the request passed, and their HTTP versions (RFC 9110 7.6.3)."},
    HeaderMeaning{"X-Scheme", "The scheme of the connection to nginx ($scheme)."},
    HeaderMeaning{"X-Original-URI", "The target before nginx rewrote it ($request_uri)."},
    HeaderMeaning{"X-SERVER-ADDR", "The address of the proxy that the client connected to ($server_addr)."},
    HeaderMeaning{"X-SERVER-PORT", "The port of the proxy that the client connected to ($server_port)."},
    HeaderMeaning{"X-Request-ID", "An id of the request, to find it again in logs."},
    HeaderMeaning{"X-Client-IP", "The address of the client as somebody in front saw it."},
    HeaderMeaning{"X-Cluster-Client-IP", "The address of the client as a cluster's balancer saw it."},
    HeaderMeaning{"CF-Connecting-IP", "The address of the client as Cloudflare saw it."},
    HeaderMeaning{"True-Client-IP", "The address of the client as a content delivery network saw it."},
    HeaderMeaning{"Fastly-Client-IP", "The address of the client as Fastly saw it."},
    HeaderMeaning{"X-Amzn-Trace-Id", "Trace of an AWS load balancer."},
    HeaderMeaning{"X-Cloud-Trace-Context", "Trace of a Google Cloud load balancer."},
    HeaderMeaning{"x-envoy-internal", "Envoy takes the request as one from inside; every copy has it."},
    HeaderMeaning{"x-envoy-external-address", "The client as Envoy trusts it, with use_remote_address."},
    HeaderMeaning{"x-envoy-expected-rq-timeout-ms", "How long Envoy waits for the answer."},
    HeaderMeaning{"x-envoy-attempt-count", "Which try of Envoy's this is."},
    HeaderMeaning{"x-envoy-decorator-operation", "Service, namespace and port of Istio's route."},
    HeaderMeaning{"x-envoy-peer-metadata", "Workload, namespace and labels of the sending Istio proxy."},
    HeaderMeaning{"x-envoy-peer-metadata-id", "Kind, address and name of the sending Istio proxy."},
    HeaderMeaning{"x-envoy-original-path", "The path before Envoy rewrote it."},
    HeaderMeaning{"x-b3-traceid", "Trace (Zipkin)."},
    HeaderMeaning{"x-b3-spanid", "Span of the trace (Zipkin)."},
    HeaderMeaning{"x-b3-parentspanid", "Span that this one is part of (Zipkin)."},
    HeaderMeaning{"x-b3-sampled", "Whether the trace is recorded (Zipkin)."},
    HeaderMeaning{"traceparent", "Trace and span (W3C Trace Context)."},
    HeaderMeaning{"tracestate", "What tracing systems add to the trace (W3C Trace Context)."},
    HeaderMeaning{"X-Multiplexer", "Copy or original, of Traffic Server's multiplexer."},
    HeaderMeaning{forwarding::kMarkerSource, "Kind, version and name of the proxy that made the copy."},
    HeaderMeaning{forwarding::kMarkerClient, "The client as the proxy that made the copy trusts it."},
    HeaderMeaning{forwarding::kMarkerPeer, "Who connected to the proxy that made the copy."},
    HeaderMeaning{forwarding::kTokenHeader, "The secret that tells copies of our configuration from others."},
};

}  // namespace

std::span<const HeaderMeaning> headerMeanings() {
    return kMeanings;
}

std::string_view meaningOf(std::string_view name) {
    const auto found = std::ranges::find_if(
        kMeanings, [&](const HeaderMeaning& one) { return base::equalsIgnoreCase(one.name, name); });
    return found == kMeanings.end() ? std::string_view{} : found->meaning;
}

}  // namespace mirrorscope::doctor
