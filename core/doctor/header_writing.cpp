// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/header_writing.h"

#include <algorithm>
#include <array>

#include "core/base/byte_text.h"
#include "core/forwarding/known_senders.h"
#include "core/forwarding/mirror_marker.h"

namespace mirrorscope::doctor {
namespace {

using enum traffic::SourceKind;
using enum ProxyForm;
using Writer = HeaderWriter;
using forwarding::kMarkerClient;
using forwarding::kMarkerPeer;
using forwarding::kMarkerSource;
using forwarding::kTokenHeader;

constexpr std::string_view kPassedOn =
    "Passed on unchecked: a proxy in front wrote it, or a client forged it.";
constexpr std::string_view kByPage = "The page's form overwrites what a client sends.";
constexpr std::string_view kByOurs =
    "Our configuration overwrites what a client sends; the token shows that it is used.";
constexpr std::string_view kMarker =
    "Our configuration overwrites it; without a token (--token) a client can imitate that configuration.";
constexpr std::string_view kSetHeader =
    "nginx writes it only where proxy_set_header says so, else it passes on what a client sent.";
constexpr std::string_view kHostOfClient = "The proxy repeats what the client asked for.";
constexpr std::string_view kEnvoyEdge =
    "Envoy overwrites it with use_remote_address, else it passes on what a client sent; one head does not "
    "tell.";
constexpr std::string_view kIstioSign =
    "Istio's proxies write it, and a plain Envoy passes on what a client sent under this name.";
constexpr std::string_view kTrustedIps =
    "Traefik overwrites it unless it trusts who connects (forwardedHeaders); one head does not tell.";

// Measured with nginx 1.22 and 1.31, Envoy 1.40, Traefik 3.7, Istio 1.31-dev; tests/data/captures.
constexpr std::array kWritings{
    HeaderWriting{Nginx, Page, "X-SERVER-ADDR", Writer::Proxy, kByPage},
    HeaderWriting{Nginx, Page, "X-SERVER-PORT", Writer::Proxy, kByPage},
    HeaderWriting{Nginx, Page, "X-Forwarded-For", Writer::Proxy,
                  "The address that connected to nginx replaces the list ($realip_remote_addr)."},
    HeaderWriting{Nginx, Page, "X-Forwarded-Port", Writer::Proxy,
                  "The port of the address that connected to nginx ($realip_remote_port)."},
    HeaderWriting{Nginx, Page, "X-Scheme", Writer::Proxy, kByPage},
    HeaderWriting{Nginx, Page, "X-Request-ID", Writer::Proxy, kByPage},
    HeaderWriting{Nginx, Page, "X-Forwarded-Proto", Writer::EarlierHop,
                  "The page's form repeats what came: a balancer wrote it, or a client forged it."},
    HeaderWriting{Nginx, Page, "Host", Writer::Client, kHostOfClient},
    HeaderWriting{Nginx, Page, "X-Forwarded-Host", Writer::EarlierHop, kPassedOn},
    HeaderWriting{Nginx, Page, "X-Real-IP", Writer::EarlierHop, kPassedOn},

    HeaderWriting{Nginx, Hardened, "Host", Writer::Client, kHostOfClient},
    HeaderWriting{Nginx, Hardened, "X-Forwarded-Host", Writer::Client, kHostOfClient},
    HeaderWriting{Nginx, Hardened, "X-Forwarded-For", Writer::ProxyAppended,
                  "nginx appends the address that connected to what came."},
    HeaderWriting{Nginx, Hardened, "X-Real-IP", Writer::Proxy, kByOurs},
    HeaderWriting{Nginx, Hardened, "X-Forwarded-Proto", Writer::Proxy, kByOurs},
    HeaderWriting{Nginx, Hardened, "X-Forwarded-Port", Writer::Proxy, kByOurs},
    HeaderWriting{Nginx, Hardened, "X-Request-ID", Writer::Proxy, kByOurs},
    HeaderWriting{Nginx, Hardened, kMarkerSource, Writer::Proxy, kByOurs},
    HeaderWriting{Nginx, Hardened, kMarkerClient, Writer::Proxy, kByOurs},
    HeaderWriting{Nginx, Hardened, kMarkerPeer, Writer::Proxy, kByOurs},
    HeaderWriting{Nginx, Hardened, kTokenHeader, Writer::Proxy, kByOurs},

    HeaderWriting{Nginx, Any, kMarkerSource, Writer::Unknown, kMarker},
    HeaderWriting{Nginx, Any, kMarkerClient, Writer::Unknown, kMarker},
    HeaderWriting{Nginx, Any, kMarkerPeer, Writer::Unknown, kMarker},
    HeaderWriting{Nginx, Any, "Host", Writer::Unknown,
                  "The name in proxy_pass, or with proxy_set_header Host what the client asked for."},
    HeaderWriting{Nginx, Any, "Forwarded", Writer::EarlierHop, kPassedOn},
    HeaderWriting{Nginx, Any, "Via", Writer::EarlierHop, kPassedOn},
    HeaderWriting{Nginx, Any, "CF-Connecting-IP", Writer::EarlierHop, kPassedOn},
    HeaderWriting{Nginx, Any, "True-Client-IP", Writer::EarlierHop, kPassedOn},
    HeaderWriting{Nginx, Any, "*", Writer::Unknown, kSetHeader},

    HeaderWriting{Envoy, Hardened, "x-forwarded-proto", Writer::Proxy, kByOurs},
    HeaderWriting{Envoy, Hardened, "x-request-id", Writer::Proxy, kByOurs},
    HeaderWriting{Envoy, Hardened, kMarkerSource, Writer::Proxy, kByOurs},
    HeaderWriting{Envoy, Hardened, kMarkerClient, Writer::Proxy, kByOurs},
    HeaderWriting{Envoy, Hardened, kMarkerPeer, Writer::Proxy, kByOurs},
    HeaderWriting{Envoy, Hardened, kTokenHeader, Writer::Proxy, kByOurs},
    HeaderWriting{
        Envoy, Hardened, "x-envoy-external-address", Writer::Unknown,
        "Envoy overwrites it, but expected is that a private client gets none and its own is passed on."},

    HeaderWriting{Envoy, Any, "Host", Writer::Client,
                  "What the client asked for; -shadow at its end is Envoy's mark of a copy."},
    HeaderWriting{Envoy, Any, "x-envoy-internal", Writer::Proxy, "Envoy writes it on every copy."},
    HeaderWriting{
        Envoy, Any, "X-Forwarded-For", Writer::ProxyAppended,
        "Envoy appends its own address to every copy; in front of it the client with use_remote_address."},
    HeaderWriting{Envoy, Any, "x-envoy-external-address", Writer::Unknown, kEnvoyEdge},
    HeaderWriting{Envoy, Any, "x-forwarded-proto", Writer::Unknown, kEnvoyEdge},
    HeaderWriting{Envoy, Any, "x-request-id", Writer::Unknown, kEnvoyEdge},
    HeaderWriting{Envoy, Any, "x-envoy-expected-rq-timeout-ms", Writer::Unknown,
                  "Envoy writes it where the route has a timeout; without one it may be a client's."},
    HeaderWriting{Envoy, Any, "x-envoy-attempt-count", Writer::Unknown, kIstioSign},
    HeaderWriting{Envoy, Any, "x-envoy-decorator-operation", Writer::Unknown, kIstioSign},
    HeaderWriting{Envoy, Any, "x-envoy-peer-metadata", Writer::Unknown, kIstioSign},
    HeaderWriting{Envoy, Any, "x-envoy-peer-metadata-id", Writer::Unknown, kIstioSign},
    HeaderWriting{Envoy, Any, kMarkerSource, Writer::Unknown, kMarker},
    HeaderWriting{Envoy, Any, kMarkerClient, Writer::Unknown, kMarker},
    HeaderWriting{Envoy, Any, kMarkerPeer, Writer::Unknown, kMarker},
    HeaderWriting{Envoy, Any, "X-Real-IP", Writer::EarlierHop, kPassedOn},
    HeaderWriting{Envoy, Any, "X-Forwarded-Host", Writer::EarlierHop, kPassedOn},
    HeaderWriting{Envoy, Any, "X-Forwarded-Port", Writer::EarlierHop, kPassedOn},
    HeaderWriting{Envoy, Any, "Forwarded", Writer::EarlierHop, kPassedOn},
    HeaderWriting{
        Envoy, Any, "Via", Writer::EarlierHop,
        "Passed on: a proxy in front wrote it, or a client forged it; Envoy can be told to append its name."},

    HeaderWriting{Traefik, Hardened, kMarkerSource, Writer::Proxy, kByOurs},
    HeaderWriting{Traefik, Hardened, kTokenHeader, Writer::Proxy, kByOurs},

    HeaderWriting{Traefik, Any, "Host", Writer::Client, kHostOfClient},
    HeaderWriting{Traefik, Any, "X-Forwarded-Server", Writer::Proxy,
                  "Traefik overwrites what a client sends."},
    HeaderWriting{Traefik, Any, "X-Forwarded-For", Writer::ProxyAppended,
                  "Traefik appends the address that connected to what it trusts of what came."},
    HeaderWriting{Traefik, Any, "X-Real-Ip", Writer::Unknown, kTrustedIps},
    HeaderWriting{Traefik, Any, "X-Forwarded-Host", Writer::Unknown, kTrustedIps},
    HeaderWriting{Traefik, Any, "X-Forwarded-Port", Writer::Unknown, kTrustedIps},
    HeaderWriting{Traefik, Any, "X-Forwarded-Proto", Writer::Unknown, kTrustedIps},
    HeaderWriting{Traefik, Any, kMarkerSource, Writer::Unknown, kMarker},
    HeaderWriting{Traefik, Any, "Forwarded", Writer::EarlierHop, kPassedOn},
    HeaderWriting{Traefik, Any, "Via", Writer::EarlierHop, kPassedOn},
    HeaderWriting{Traefik, Any, "X-Request-Id", Writer::EarlierHop, kPassedOn},

    HeaderWriting{Trafficserver, Any, "X-Forwarded-For", Writer::ProxyAppended,
                  "The multiplexer sends from its own loopback, which is appended."},
};

const HeaderWriting* find(traffic::SourceKind kind, ProxyForm form, std::string_view name) {
    const auto found = std::ranges::find_if(kWritings, [&](const HeaderWriting& one) {
        return one.kind == kind && one.form == form && base::equalsIgnoreCase(one.name, name);
    });
    return found == kWritings.end() ? nullptr : &*found;
}

}  // namespace

std::span<const HeaderWriting> headerWritings() {
    return kWritings;
}

const HeaderWriting* headerWriting(traffic::SourceKind kind, ProxyForm form, std::string_view name) {
    const auto written = kind == Istio ? Envoy : kind == IngressNginx ? Nginx : kind;
    for (const auto& [tried, wanted] : {std::pair{form, name}, {Any, name}, {Any, std::string_view("*")}}) {
        if (const HeaderWriting* writing = find(written, tried, wanted)) {
            return writing;
        }
    }
    return nullptr;
}

}  // namespace mirrorscope::doctor
