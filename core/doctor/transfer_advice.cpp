// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/doctor/advice_tables.h"

namespace mirrorscope::doctor {
namespace {

using enum traffic::SourceKind;

constexpr std::array kAdvice{
    Advice{"MIRROR_BODY_OFF", Unknown, "The proxy sends heads only; attacks in bodies cannot be seen.",
           "whole requests", "the mirror's body option", "", ""},
    Advice{"MIRROR_BODY_OFF", Nginx, "The copies are made without bodies; attacks in bodies cannot be seen.",
           "whole requests", "mirror_request_body, proxy_pass_request_body", "mirror_request_body off;",
           "mirror_request_body on;"},
    Advice{"MIRROR_BODY_OFF", Traefik,
           "The copies are made without bodies; attacks in bodies cannot be seen.", "whole requests",
           "services.NAME.mirroring.mirrorBody", "mirrorBody: false", "mirrorBody: true"},
    Advice{"CONNECTION_PER_REQUEST", Unknown,
           "Every copy opens a connection of its own: ten times the work of one that is kept.",
           "connections that are kept", "keep-alive towards the listener", "", ""},
    Advice{"CONNECTION_PER_REQUEST", Nginx,
           "Without an upstream with keepalive, and with HTTP/1.0, nginx opens a connection for every copy.",
           "connections that are kept",
           "upstream … { keepalive }, proxy_pass to it, proxy_http_version, proxy_set_header Connection", "",
           "upstream mirrorscope { server LISTENER; keepalive 32; }\n"
           "proxy_pass http://mirrorscope$request_uri;\nproxy_http_version 1.1;\n"
           "proxy_set_header Connection \"\";"},
    Advice{"BODY_CLIFF", Unknown, "Bodies above a limit do not arrive, or arrive cut.",
           "bodies of every size that the application takes", "the proxy's limit for bodies", "", ""},
    Advice{
        "BODY_CLIFF", Nginx,
        "A body larger than client_max_body_size of the mirror location is not mirrored, and nobody is told.",
        "the limit of the main location", "client_max_body_size in the mirror location", "",
        "client_max_body_size LIMIT_OF_THE_MAIN_LOCATION;"},
    Advice{"BODY_CLIFF", Traefik, "A request with a body over maxBodySize is not mirrored at all.",
           "a limit that fits the application", "services.NAME.mirroring.maxBodySize", "maxBodySize: 1048576",
           "maxBodySize: 8388608"},
    Advice{
        "EXPECT_FORWARDED", Unknown,
        "The proxy passes Expect on and waits up to a second for the answer 100, which is sent at once here.",
        "no Expect in the copy", "a header rule that removes Expect", "", ""},
    Advice{"PROXY_PROTOCOL", Unknown,
           "The sender begins connections with the PROXY protocol, which this listener does not read.",
           "plain HTTP", "the PROXY protocol towards the mirror", "", ""},
    Advice{"PROXY_PROTOCOL", Nginx, "proxy_protocol is on towards the mirror (stream module).", "plain HTTP",
           "proxy_protocol", "proxy_protocol on;", "proxy_protocol off;"},
    Advice{"PROXY_PROTOCOL", Envoy, "The mirror cluster has the transport socket of the PROXY protocol.",
           "plain HTTP", "clusters.transport_socket", "name: envoy.transport_sockets.upstream_proxy_protocol",
           ""},
    Advice{"HEALTH_CHECKS", Unknown, "Checks of an orchestrator or a balancer are mirrored too.",
           "checks as a known source, or not mirrored", "a route of its own without the mirror", "", ""},
};

}  // namespace

std::span<const Advice> transferAdvice() {
    return kAdvice;
}

}  // namespace mirrorscope::doctor
