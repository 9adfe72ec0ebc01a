// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/doctor/advice_tables.h"

namespace mirrorscope::doctor {
namespace {

using enum traffic::SourceKind;

constexpr std::array kAdvice{
    Advice{"XFF_MISSING", Unknown, "The mirror's requests name no client at all.",
           "X-Forwarded-For with the client's address as the last element", "the proxy's forwarding headers",
           "", ""},
    Advice{"XFF_MISSING", Nginx,
           "The mirror location sets no X-Forwarded-For, so that only the client's own is passed on.",
           "the chain with the address that connected, appended by nginx", "proxy_set_header X-Forwarded-For",
           "", "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"},
    Advice{"XFF_MISSING", Traefik, "A middleware removes X-Forwarded-For.", "Traefik's own X-Forwarded-For",
           "middlewares.headers.customRequestHeaders", "X-Forwarded-For: \"\"", ""},
    Advice{"CLIENT_UNKNOWN", Unknown,
           "X-Forwarded-For comes from the client as it is, or its sender is not trusted.",
           "a list whose last element the proxy wrote", "the proxy's forwarding headers, and --trust here",
           "", ""},
    Advice{"CLIENT_UNKNOWN", Nginx,
           "nginx passes the client's X-Forwarded-For on unchanged; anybody can write into it.",
           "the address that connected as the last element", "proxy_set_header X-Forwarded-For", "",
           "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"},
    Advice{"CLIENT_UNKNOWN", Envoy,
           "Without use_remote_address Envoy adds only its own address to the copies; the client is in no "
           "header.",
           "x-envoy-external-address, and the client second from the right in X-Forwarded-For",
           "http_connection_manager.use_remote_address", "", "use_remote_address: true"},
    Advice{"CLIENT_UNKNOWN", Istio,
           "The gateway does not know how many proxies stand in front of it, or the copy comes from a "
           "sidecar whose caller is a pod.",
           "the number of trusted proxies in front of the gateway", "gatewayTopology.numTrustedProxies", "",
           "gatewayTopology: {numTrustedProxies: 1}"},
    Advice{"CLIENT_UNKNOWN", Trafficserver,
           "The multiplexer plugin sends from Traffic Server's loopback and loses the client.",
           "the client's address in a header of its own", "header_rewrite.so before multiplexer.so", "",
           "set-header X-Mirrorscope-Client %{CLIENT-IP}"},
    Advice{"XFF_ONLY_PROXY", Unknown, "The only address in X-Forwarded-For is the proxy's own.",
           "the client's address", "the proxy's forwarding headers", "", ""},
    Advice{"XFF_ONLY_PROXY", Nginx,
           "$realip_remote_addr is the address before realip: a balancer in front, not the client.",
           "the chain with the address that connected", "proxy_set_header X-Forwarded-For",
           "proxy_set_header X-Forwarded-For $realip_remote_addr;",
           "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"},
    Advice{"BALANCER_AS_CLIENT", Unknown,
           "The proxy was not told of the balancer in front of it and takes it for the client.",
           "the client that the balancer names", "the proxy's trusted proxies", "", ""},
    Advice{
        "BALANCER_AS_CLIENT", Nginx,
        "nginx was not told of the balancer in front of it and takes it for the client.",
        "the balancer as trusted, so that realip finds the client in front of it",
        "set_real_ip_from, real_ip_header, real_ip_recursive", "",
        "set_real_ip_from ADDRESS_OF_THE_BALANCER;\nreal_ip_header X-Forwarded-For;\nreal_ip_recursive on;"},
    Advice{"BALANCER_AS_CLIENT", Envoy, "Envoy trusts fewer hops than proxies stand in front of it.",
           "as many hops as proxies in front", "http_connection_manager.xff_num_trusted_hops", "",
           "xff_num_trusted_hops: 1"},
    Advice{"BALANCER_AS_CLIENT", Istio, "The gateway trusts fewer proxies than stand in front of it.",
           "as many as proxies in front", "gatewayTopology.numTrustedProxies", "",
           "gatewayTopology: {numTrustedProxies: 1}"},
    Advice{"XFF_CHAIN_LOST", Unknown, "A balancer's address replaced the list of addresses that it had sent.",
           "the list with one more element", "the proxy's forwarding headers", "", ""},
    Advice{"XFF_CHAIN_LOST", Nginx,
           "$realip_remote_addr replaces the list that the balancer sent by the balancer's address.",
           "the list with the balancer appended, and the client of realip in X-Real-IP",
           "proxy_set_header X-Forwarded-For", "proxy_set_header X-Forwarded-For $realip_remote_addr;",
           "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"},
    Advice{"XFF_DUPLICATE", Unknown,
           "One address is appended twice, by two proxies or by one that had already replaced it.",
           "each hop once", "the proxy's forwarding headers", "", ""},
    Advice{"XFF_DUPLICATE", Nginx,
           "realip has already made the client of the list $remote_addr, and $proxy_add_x_forwarded_for "
           "appends it again.",
           "the address that connected as the last element", "proxy_set_header X-Forwarded-For",
           "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
           "proxy_set_header X-Forwarded-For \"$http_x_forwarded_for, $realip_remote_addr\";"},
    Advice{"XFF_NOT_PLAIN_IP", Unknown,
           "Something in front writes ports, names or two lines into X-Forwarded-For; it is read here, other "
           "programs may not.",
           "plain addresses, separated by commas, in one line", "the balancer that writes X-Forwarded-For",
           "", ""},
    Advice{"CLIENT_CDN", Unknown,
           "A content delivery network stands in front; the client seen is one of its servers.",
           "the network's ranges as trusted, its header as the client's", "trusted proxies", "", ""},
    Advice{"CLIENT_CDN", Nginx,
           "A content delivery network stands in front; the client seen is one of its servers.",
           "the client that the network names", "set_real_ip_from, real_ip_header", "",
           "set_real_ip_from RANGE_OF_THE_NETWORK;\nreal_ip_header CF-Connecting-IP;"},
    Advice{"TRUST_TOO_WIDE", Unknown, "Addresses that a client wrote are believed: too much is trusted.",
           "only addresses of your own balancers as trusted", "trusted proxies, and --trust here", "", ""},
    Advice{
        "TRUST_TOO_WIDE", Nginx,
        "set_real_ip_from trusts more than your balancers, so that a client's X-Forwarded-For is believed.",
        "the balancers' addresses only", "set_real_ip_from", "set_real_ip_from 0.0.0.0/0;",
        "set_real_ip_from ADDRESS_OF_THE_BALANCER;"},
    Advice{"TRUST_TOO_WIDE", Envoy, "More hops are trusted than proxies stand in front.",
           "as many hops as proxies in front", "http_connection_manager.xff_num_trusted_hops",
           "xff_num_trusted_hops: 2", "xff_num_trusted_hops: 1"},
    Advice{"TRUST_TOO_WIDE", Traefik, "forwardedHeaders.insecure believes what every client writes.",
           "the balancers' addresses only", "entryPoints.NAME.forwardedHeaders", "insecure: true",
           "trustedIPs: [ADDRESS_OF_THE_BALANCER]"},
    Advice{"CLIENT_SNAT", Unknown, "The clients' addresses are rewritten before the proxy sees them.",
           "the clients' own addresses",
           "Kubernetes: externalTrafficPolicy; balancer of connections: PROXY protocol; balancer of "
           "requests: trusted proxies",
           "externalTrafficPolicy: Cluster", "externalTrafficPolicy: Local"},
    Advice{"CLIENT_SNAT", Nginx, "The clients' addresses are rewritten before nginx sees them.",
           "the clients' own addresses",
           "set_real_ip_from, real_ip_header; or listen … proxy_protocol; in Kubernetes "
           "externalTrafficPolicy: Local",
           "", "set_real_ip_from ADDRESS_OF_THE_BALANCER;\nreal_ip_header X-Forwarded-For;"},
    Advice{"CLIENT_SNAT", Envoy, "The clients' addresses are rewritten before Envoy sees them.",
           "the clients' own addresses",
           "http_connection_manager.xff_num_trusted_hops; in Kubernetes externalTrafficPolicy: Local", "",
           "xff_num_trusted_hops: 1"},
    Advice{"CLIENT_SNAT", Istio, "The clients' addresses are rewritten before the gateway sees them.",
           "the clients' own addresses",
           "gatewayTopology.numTrustedProxies; externalTrafficPolicy of the gateway's service", "",
           "gatewayTopology: {numTrustedProxies: 1}"},
    Advice{"CLIENT_SNAT", Traefik, "The clients' addresses are rewritten before Traefik sees them.",
           "the clients' own addresses",
           "entryPoints.NAME.forwardedHeaders.trustedIPs or proxyProtocol.trustedIPs", "",
           "trustedIPs: [ADDRESS_OF_THE_BALANCER]"},
    Advice{"HOPS_MISMATCH", Unknown, "The client is looked for at another place than the proxy puts it.",
           "as many trusted hops here as the proxy has", "the source's trusted hops", "", ""},
    Advice{"HOPS_MISMATCH", Envoy, "Envoy trusts another number of proxies than this source is set to.",
           "the same number on both sides",
           "http_connection_manager.xff_num_trusted_hops, and the source's trusted hops", "", ""},
    Advice{"HOPS_MISMATCH", Istio, "The gateway trusts another number of proxies than this source is set to.",
           "the same number on both sides",
           "gatewayTopology.numTrustedProxies, and the source's trusted hops", "", ""},
};

}  // namespace

std::span<const Advice> clientAdvice() {
    return kAdvice;
}

}  // namespace mirrorscope::doctor
