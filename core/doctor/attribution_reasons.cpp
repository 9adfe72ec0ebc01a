// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/attribution_reasons.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/byte_text.h"
#include "core/forwarding/client_strategy.h"
#include "core/forwarding/mirror_marker.h"
#include "core/forwarding/wire_form.h"

namespace mirrorscope::doctor {
namespace {

using traffic::ClientTrust;
using traffic::RequestContext;
using traffic::SourceKind;

struct Reason {
    std::string_view rule;
    std::string_view words;
};

constexpr std::array kSourceReasons{
    Reason{"listener", "you said what sends to this listener (--listener-kind)"},
    Reason{"token", "the copy carries the secret of its configuration (--token)"},
    Reason{"marker", "X-Mirrorscope-Source, which our configuration adds, says so"},
    Reason{"pinned", "you said what stands at this address (--trust CIDR=KIND)"},
    Reason{"source-pin", "earlier requests of this sender showed it surely"},
    Reason{"x-multiplexer", "X-Multiplexer: copy is written by Traffic Server's multiplexer"},
    Reason{"x-envoy-decorator-operation", "x-envoy-decorator-operation on a copy is written by Istio"},
    Reason{"x-envoy-peer-metadata", "x-envoy-peer-metadata on a copy is written by Istio"},
    Reason{"x-envoy-attempt-count", "x-envoy-attempt-count without an expected timeout is usual for Istio"},
    Reason{"x-envoy-internal", "every copy of Envoy carries x-envoy-internal, with names in lower case"},
    Reason{"shadow-host", "Envoy appends -shadow to Host and writes names in lower case"},
    Reason{"x-server-addr", "X-SERVER-ADDR and X-SERVER-PORT stand where only nginx writes"},
    Reason{"x-forwarded-server", "X-Forwarded-Server in the order of Go's headers is Traefik's"},
    Reason{"http10-close", "HTTP/1.0 with Connection: close of its own is usual for nginx"},
    Reason{"nginx-habits", "its headers look like those that nginx configurations add"},
    Reason{"envoy-look-alike", "some headers look like Envoy's, but not their spelling"},
};

bool isEnvoy(SourceKind kind) {
    return kind == SourceKind::Envoy || kind == SourceKind::Istio;
}

bool isNginx(SourceKind kind) {
    return kind == SourceKind::Nginx || kind == SourceKind::IngressNginx;
}

std::string_view unknownReason(const forwarding::ReadHead& read, const RequestContext& context) {
    if (context.flags.has(traffic::RequestFlag::ProxyAsClient)) {
        return "the proxy named a trusted address that stands behind another one: a balancer that it was not "
               "told of";
    }
    if (context.kind == SourceKind::Trafficserver) {
        return "the multiplexer sends from its own loopback";
    }
    if (isEnvoy(context.kind)) {
        return "Envoy added its own address only; nothing vouches for what stands in front of it";
    }
    if (read.hops.hops.empty()) {
        return "no header names an address that this kind of proxy writes";
    }
    return isNginx(context.kind) ? "the list is the client's own, passed on as it came"
                                 : "no element of the list is an address that can be believed";
}

std::string_view forwardedForReason(const forwarding::ReadHead& read, const RequestContext& context) {
    if (context.kind == SourceKind::Traefik) {
        return "Traefik appends the address that connected, and overwrites what clients send";
    }
    if (isNginx(context.kind) && read.hops.hops.size() == 1 &&
        forwarding::isSetByNginx(read.head, "X-SERVER-ADDR")) {
        return "nginx replaced the list by the address that connected ($realip_remote_addr)";
    }
    return "from the right of the list, past the trusted networks: each proxy appended whom it saw";
}

std::string_view namedReason(const forwarding::ReadHead& read, const RequestContext& context) {
    if (base::equalsIgnoreCase(context.clientFrom, forwarding::kMarkerClient)) {
        return "our configuration wrote it, and what the proxy appended to X-Forwarded-For agrees";
    }
    if (base::equalsIgnoreCase(context.clientFrom, "x-envoy-external-address")) {
        return "Envoy repeats the client there, and it stands in X-Forwarded-For where the trusted hops say";
    }
    if (base::equalsIgnoreCase(context.clientFrom, forwarding::kFromForwardedFor)) {
        return forwardedForReason(read, context);
    }
    if (base::equalsIgnoreCase(context.clientFrom, forwarding::kFromForwarded)) {
        return "from the right of Forwarded (RFC 7239), past the trusted networks";
    }
    return context.kind == SourceKind::Traefik ? "Traefik writes it, and there is no list beside it"
                                               : "you said that this source names its clients there";
}

}  // namespace

std::string clientReason(const forwarding::ReadHead& read, const RequestContext& context) {
    if (context.client.empty()) {
        return std::string(unknownReason(read, context));
    }
    if (context.clientTrust == ClientTrust::Peer) {
        return "no proxy is known at this address, so that who connected is the client";
    }
    std::string out(namedReason(read, context));
    if (context.clientTrust == ClientTrust::Claimed) {
        out += "; but nobody vouches for the sender (--trust)";
    }
    return out;
}

std::string sourceReason(const RequestContext& context) {
    const auto* found = std::ranges::find(kSourceReasons, context.identifiedBy, &Reason::rule);
    return found == kSourceReasons.end() ? "nothing in the request tells what kind of proxy sent it"
                                         : std::string(found->words);
}

}  // namespace mirrorscope::doctor
