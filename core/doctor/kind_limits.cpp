// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/kind_limits.h"

#include <array>

namespace mirrorscope::doctor {
namespace {

using enum traffic::SourceKind;

constexpr std::string_view kNginx = "measured with 1.22 and 1.31";
constexpr std::string_view kEnvoy = "measured with 1.40";
constexpr std::string_view kTraefik = "measured with 3.7";
constexpr std::string_view kIstio = "measured with 1.31-dev's configuration";
constexpr std::string_view kHaproxy = "measured with 2.6, httpclient of Lua";
constexpr std::string_view kTrafficserver = "measured with 9.2, multiplexer.so";
constexpr std::string_view kThree = "measured with nginx, Envoy and Traefik";
constexpr std::string_view kByDesign = "by design of every mirror";
constexpr std::string_view kExpected = "expected, not measured";

constexpr std::array kLimits{
    KindLimit{Unknown, "refused", "Requests that the proxy refuses before it makes copies have none.",
              kByDesign, "the proxy's access log"},
    KindLimit{Unknown, "overwritten",
              "What a proxy further in front overwrote or removed was gone before the copy was made.",
              kByDesign, "a mirror at the first proxy"},
    KindLimit{Unknown, "answer", "The origin's answer is not copied: neither its status nor its body.",
              kByDesign, "the proxy's access log"},
    KindLimit{Unknown, "connection",
              "The client's TLS and HTTP version end at the proxy; cookies that HTTP/2 splits come joined.",
              kThree, ""},
    KindLimit{Unknown, "absolute-target", "A target with scheme and host arrives as its path alone.", kThree,
              ""},
    KindLimit{Unknown, "websocket-frames",
              "Of a websocket only the handshake is copied: what is sent in it is not seen.", kThree, ""},
    KindLimit{Unknown, "trailers", "Trailers behind a chunked body are dropped.", kThree, ""},

    KindLimit{
        Nginx, "before-mirror-phase",
        "Requests that deny, authentication (401, 403) or return end before the mirror phase have no copy; "
        "404 of a directory and 502 of the origin have one.",
        kNginx, "the access log"},
    KindLimit{Nginx, "malformed",
              "What nginx answers with 400 has no copy: dot segments above the root, broken %xx, OPTIONS *, "
              "an HTTP/2 "
              "Host other than :authority.",
              kNginx, "the access and error log"},
    KindLimit{
        Nginx, "whole-bodies",
        "Bodies are received whole before the copy begins: chunks become a Content-Length, and a client that "
        "leaves in the middle of a body leaves no copy.",
        kNginx, ""},
    KindLimit{Nginx, "body-limit",
              "A body over client_max_body_size of the mirror location has no copy, and nobody is told.",
              kNginx, "client_max_body_size of the main location in the mirror location"},
    KindLimit{Nginx, "header-names", "Headers with an underscore or a dot in their names are dropped.",
              kNginx,
              "underscores_in_headers on; for dots ignore_invalid_headers off; both for the origin too"},
    KindLimit{Nginx, "header-order", "Headers of proxy_set_header come first, as spelled there.", kNginx, ""},
    KindLimit{Nginx, "expect", "Expect: 100-continue is removed.", kNginx, ""},
    KindLimit{Nginx, "upgrade", "Upgrade and Connection are removed from the handshake of a websocket.",
              kNginx, ""},
    KindLimit{Nginx, "http-version",
              "Copies are HTTP/1.0 on a connection of their own, whatever the client spoke.",
              "up to 1.29.6; HTTP/1.1 from 1.29.7 on", "proxy_http_version 1.1"},

    KindLimit{Envoy, "http-1.0", "Clients that speak HTTP/1.0 get 426 and have no copy.", kEnvoy,
              "http_protocol_options.accept_http_10"},
    KindLimit{Envoy, "raw-utf8", "Raw UTF-8 in a path gets 400 and has no copy.", kEnvoy,
              "Envoy's access log"},
    KindLimit{Envoy, "direct-response", "Direct responses and redirects of routes have no copy.", kExpected,
              "Envoy's access log"},
    KindLimit{Envoy, "left-in-body", "A client that leaves in the middle of a body leaves half a copy.",
              kEnvoy, ""},
    KindLimit{
        Envoy, "header-names",
        "Names of headers are in lower case, host first and Envoy's own last: the client's spelling is lost.",
        kEnvoy, ""},
    KindLimit{Envoy, "merged-headers", "Several Accept-Encoding lines become one.", kEnvoy, ""},
    KindLimit{Envoy, "expect", "Expect: 100-continue is removed.", kEnvoy, ""},
    KindLimit{Envoy, "empty-body", "A POST without a length gets content-length: 0.", kEnvoy, ""},
    KindLimit{Envoy, "shadow-host", "Host ends with -shadow, in front of the port; it is taken off here.",
              kEnvoy, "disable_shadow_host_suffix_append (1.31 and newer)"},

    KindLimit{Istio, "http-1.0", "Clients that speak HTTP/1.0 get 426 and have no copy.", kIstio,
              "the gateway's access log"},
    KindLimit{Istio, "raw-utf8", "Raw UTF-8 in a path gets 400 and has no copy; OPTIONS * has none either.",
              kIstio, "the gateway's access log"},
    KindLimit{Istio, "normalised-path", "Dot segments and %41 are normalised; // and %2F stay.", kIstio, ""},
    KindLimit{Istio, "header-names", "Names of headers are in lower case: the client's spelling is lost.",
              kIstio, ""},
    KindLimit{Istio, "expect-forwarded", "Expect: 100-continue is passed on and waits for its answer.",
              kIstio, ""},
    KindLimit{
        Istio, "out-of-scope",
        "A mirror host outside of the Sidecar's scope is silently not mirrored, and no validation says so.",
        kIstio, "the host in egress.hosts of the Sidecar, and a ServiceEntry for it"},
    KindLimit{
        Istio, "pod-is-client",
        "Of copies that a sidecar makes the client is the calling pod: nothing names whom that one serves.",
        kIstio, "a mirror at the gateway"},
    KindLimit{Istio, "shadow-host", "Host ends with -shadow; it is taken off here.",
              "up to 1.27; later with DISABLE_SHADOW_HOST_SUFFIX=false", ""},

    KindLimit{Traefik, "after-the-answer",
              "A copy is sent after the origin has answered: its time is later by what the origin took.",
              kTraefik, ""},
    KindLimit{Traefik, "aborted", "Requests that a client gives up have no copy.", kTraefik,
              "Traefik's access log"},
    KindLimit{
        Traefik, "normalised-path",
        "Paths are normalised: decoded (%41 becomes A), dot segments resolved, // merged, other than ASCII "
        "percent-encoded.",
        kTraefik, ""},
    KindLimit{Traefik, "semicolon", "A ; in a query becomes &.", kTraefik, ""},
    KindLimit{Traefik, "malformed",
              "Broken %xx gets 400 and OPTIONS * is answered by Traefik; neither has a copy.", kTraefik,
              "Traefik's access log"},
    KindLimit{Traefik, "middleware", "Requests that a middleware refuses have no copy.", kExpected,
              "Traefik's access log"},
    KindLimit{Traefik, "header-names",
              "Names of headers are in canonical case and sorted: the client's spelling and order are lost.",
              kTraefik, ""},
    KindLimit{Traefik, "accept-encoding", "Accept-Encoding: gzip is added where the client sent none.",
              kTraefik, ""},
    KindLimit{Traefik, "empty-body", "A POST without a length gets Content-Length: 0.", kTraefik, ""},
    KindLimit{Traefik, "body-limit",
              "A request with a body over maxBodySize has no copy, and nobody is told.", kTraefik,
              "maxBodySize"},
    KindLimit{Traefik, "expect-forwarded", "Expect: 100-continue is passed on and waits for its answer.",
              kTraefik, ""},
    KindLimit{Traefik, "websocket-late", "The handshake of a websocket is copied when its session ends.",
              kTraefik, ""},
    KindLimit{
        Traefik, "repeated",
        "Idempotent requests are sent again when a kept connection was closed: one request, two copies.",
        kTraefik, "idleConnTimeout of the serversTransport below the listener's"},

    KindLimit{Haproxy, "methods",
              "Only GET, HEAD, POST, PUT and DELETE can be sent: PATCH, OPTIONS and others have no copy.",
              kHaproxy, ""},
    KindLimit{Haproxy, "body-limit", "Bodies are silently cut at the buffer: 64,213 of 65,536 bytes came.",
              kHaproxy, "tune.bufsize"},
    KindLimit{Haproxy, "header-order",
              "Names of headers are in lower case and in random order; repeated ones change places.",
              kHaproxy, ""},

    KindLimit{Trafficserver, "client", "The client's address is lost: copies come from its own loopback.",
              kTrafficserver, "header_rewrite.so in front of multiplexer.so"},
    KindLimit{Trafficserver, "host", "Host is the listener's, not what the client asked for.", kTrafficserver,
              ""},
    KindLimit{Trafficserver, "patch", "PATCH arrives incomplete.", kTrafficserver, ""},
    KindLimit{Trafficserver, "chunked",
              "A POST in chunks has no copy to be relied on: it reset the client's connection.",
              kTrafficserver, "another way to mirror"},

    KindLimit{GatewayApi, "data-plane",
              "What is lost depends on the data plane: NGINX Gateway Fabric mirrors as nginx, Envoy Gateway "
              "as Envoy.",
              "documentation, not measured", ""},

    KindLimit{IngressNginx, "template", "The controller's template decides about the headers of copies.",
              "documentation, not measured", ""},
};

}  // namespace

std::span<const KindLimit> allKindLimits() {
    return kLimits;
}

std::vector<KindLimit> limitsOf(traffic::SourceKind kind) {
    std::vector<KindLimit> out;
    for (const KindLimit& one : kLimits) {
        const bool isInherited = kind == IngressNginx && one.kind == Nginx;
        if (kind != Unknown && (one.kind == kind || isInherited)) {
            out.push_back(one);
            out.back().kind = kind;
        }
    }
    return out;
}

std::vector<KindLimit> limitsOfEveryKind() {
    std::vector<KindLimit> out;
    for (const KindLimit& one : kLimits) {
        if (one.kind == Unknown) {
            out.push_back(one);
        }
    }
    return out;
}

}  // namespace mirrorscope::doctor
