// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/doctor/advice_tables.h"

namespace mirrorscope::doctor {
namespace {

using enum traffic::SourceKind;

constexpr std::array kAdvice{
    Advice{"HOST_UPSTREAM_NAME", Unknown, "Host is the name of an upstream, not what the client asked for.",
           "the client's Host", "the header Host of the copy", "", ""},
    Advice{"HOST_UPSTREAM_NAME", Nginx, "Without proxy_set_header Host nginx sends the name of the upstream.",
           "the client's Host", "proxy_set_header Host", "", "proxy_set_header Host $http_host;"},
    Advice{"HOST_IS_LISTENER", Unknown,
           "Host is the listener's own address; what the client asked for is lost.", "the client's Host",
           "the header Host of the copy", "", ""},
    Advice{"HOST_IS_LISTENER", Nginx, "Without proxy_set_header Host nginx sends the address of proxy_pass.",
           "the client's Host", "proxy_set_header Host", "", "proxy_set_header Host $http_host;"},
    Advice{"HOST_IS_LISTENER", Traefik, "passHostHeader is off: Traefik sends the address of the server.",
           "the client's Host", "services.NAME.loadBalancer.passHostHeader", "passHostHeader: false",
           "passHostHeader: true"},
    Advice{"HOST_SHADOW", Unknown, "The proxy marks copies by a suffix of the host; it is taken off here.",
           "the client's Host", "", "", ""},
    Advice{"HOST_SHADOW", Envoy,
           "Envoy marks copies by the suffix -shadow; it is taken off here, other programs see it.",
           "the client's Host", "request_mirror_policies.disable_shadow_host_suffix_append", "",
           "disable_shadow_host_suffix_append: true"},
    Advice{"HOST_SHADOW", Istio, "Istio up to 1.27 marks copies by the suffix -shadow; it is taken off here.",
           "the client's Host", "Istio 1.28 or newer, without DISABLE_SHADOW_HOST_SUFFIX=false", "", ""},
    Advice{"SCHEME_LOST", Unknown, "Something in front ends TLS and the proxy says http.", "https",
           "X-Forwarded-Proto", "", ""},
    Advice{"SCHEME_LOST", Nginx, "$scheme is that of the connection from the balancer which ended TLS.",
           "the balancer's X-Forwarded-Proto when the balancer sent it",
           "geo, map and proxy_set_header X-Forwarded-Proto", "proxy_set_header X-Forwarded-Proto $scheme;",
           "geo $realip_remote_addr $trusted_lb { default 0; ADDRESS_OF_THE_BALANCER 1; }\n"
           "map $trusted_lb:$http_x_forwarded_proto $forwarded_scheme { default $scheme; 1:https https; }\n"
           "proxy_set_header X-Forwarded-Proto $forwarded_scheme;"},
    Advice{"SCHEME_LOST", Envoy, "Envoy believes X-Forwarded-Proto only from a trusted hop.", "https",
           "http_connection_manager.xff_num_trusted_hops", "xff_num_trusted_hops: 0",
           "xff_num_trusted_hops: 1"},
    Advice{"SCHEME_LOST", Traefik, "Traefik believes X-Forwarded-Proto only from trusted addresses.", "https",
           "entryPoints.NAME.forwardedHeaders.trustedIPs", "", "trustedIPs: [ADDRESS_OF_THE_BALANCER]"},
    Advice{"SCHEME_CONTRADICTION", Unknown,
           "Two headers name different schemes; one of them is the client's or a balancer's.", "one scheme",
           "X-Forwarded-Proto", "", ""},
    Advice{"SCHEME_CONTRADICTION", Nginx,
           "X-Forwarded-Proto is passed on as the client sent it, X-Scheme is that of the connection.",
           "nginx's own scheme, or the balancer's when a balancer sent it",
           "proxy_set_header X-Forwarded-Proto",
           "proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;",
           "proxy_set_header X-Forwarded-Proto $scheme;"},
    Advice{"PROTO_MISSING", Unknown, "No header tells http from https.", "X-Forwarded-Proto",
           "the proxy's forwarding headers", "", ""},
    Advice{"PROTO_MISSING", Nginx, "The mirror location says nothing of the scheme.",
           "http or https, as the client used it", "proxy_set_header X-Forwarded-Proto", "",
           "proxy_set_header X-Forwarded-Proto $scheme;"},
    Advice{"FORWARDED_PORT_EPHEMERAL", Unknown, "X-Forwarded-Port is the client's end of the connection.",
           "the port that the client connected to", "X-Forwarded-Port", "", ""},
    Advice{"FORWARDED_PORT_EPHEMERAL", Nginx,
           "$realip_remote_port is the client's port, another one for each connection.",
           "the port that the client connected to", "proxy_set_header X-Forwarded-Port",
           "proxy_set_header X-Forwarded-Port $realip_remote_port;",
           "proxy_set_header X-Forwarded-Port $server_port;"},
};

}  // namespace

std::span<const Advice> hostAndSchemeAdvice() {
    return kAdvice;
}

}  // namespace mirrorscope::doctor
