// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/doctor/advice_tables.h"

namespace mirrorscope::doctor {
namespace {

using enum traffic::SourceKind;

constexpr std::array kAdvice{
    Advice{"KIND_CONTRADICTION", Unknown,
           "Requests of this sender look like those of another kind of proxy: a client forges headers, or "
           "the sender was replaced.",
           "headers of the known kind",
           "a marker and token that the proxy overwrites; or the source's kind here", "", ""},
    Advice{"TOKEN_WRONG", Unknown,
           "A sender presents a token that nobody was given: an old configuration, or somebody who guesses.",
           "one of the tokens of --token",
           "X-Mirrorscope-Token of the mirror's configuration, or --token here", "", ""},
    Advice{"DOUBLE_MIRROR", Unknown, "Each request comes twice: two mirrors lead to this listener.",
           "one copy of each request", "one of the mirrors", "", ""},
    Advice{"DOUBLE_MIRROR", Nginx,
           "Each request comes twice: mirror is written twice, or on two levels that both apply.",
           "one copy of each request", "mirror", "mirror /_mirrorscope;\nmirror /_mirrorscope;",
           "mirror /_mirrorscope;"},
    Advice{"REQUEST_ID_REPEATED", Unknown,
           "Some requests come again under one id: the sender retries, or the client chooses the id.",
           "one copy of each request, an id of the proxy's own", "retries of the mirror, and the request id",
           "", ""},
    Advice{"REQUEST_ID_REPEATED", Nginx, "nginx tries the mirror again, or passes the client's id on.",
           "one copy, nginx's own id", "proxy_next_upstream, proxy_set_header X-Request-ID",
           "proxy_set_header X-Request-ID $http_x_request_id;",
           "proxy_next_upstream off;\nproxy_set_header X-Request-ID $request_id;"},
    Advice{"REQUEST_ID_REPEATED", Envoy, "Envoy keeps the client's id.", "an id of Envoy's own",
           "http_connection_manager.preserve_external_request_id", "preserve_external_request_id: true",
           "preserve_external_request_id: false"},
    Advice{"REQUEST_ID_REPEATED", Traefik,
           "Traefik repeats a request on a connection that was closed while it was sent.",
           "one copy of each request", "serversTransport.idleConnTimeout below the listener's", "", ""},
    Advice{"MIRROR_LOOP", Unknown,
           "The copy was made of a copy: a mirror behind a mirror, or a mirror that leads back.",
           "copies of requests only", "the mirror of the second proxy", "", ""},
    Advice{"HEADERS_NOT_INHERITED", Unknown, "Headers that were always there vanished together.",
           "the headers as before", "the proxy's forwarding headers", "", ""},
    Advice{"HEADERS_NOT_INHERITED", Nginx,
           "proxy_set_header is inherited only where the location has none of its own: a new one removed all "
           "others.",
           "all headers in this location", "proxy_set_header in the mirror location",
           "proxy_set_header X-New value;",
           "include mirrorscope_headers.conf;\nproxy_set_header X-New value;"},
    Advice{"HEADER_DRIFT", Unknown,
           "The sender's headers changed since the baseline: its configuration did, or something in front.",
           "the headers of the baseline, or a new baseline", "", "", ""},
    Advice{"CONTRACT_BROKEN", Unknown,
           "Headers that the exported configuration sends do not come: another one is in use, or a later "
           "rule removes them.",
           "the headers of the exported configuration",
           "the mirror's configuration: export it again and compare", "", ""},
};

}  // namespace

std::span<const Advice> identityAdvice() {
    return kAdvice;
}

}  // namespace mirrorscope::doctor
