// SPDX-License-Identifier: Apache-2.0
#include "core/probe/proof_advice.h"

#include <initializer_list>
#include <string_view>
#include <utility>

namespace mirrorscope::probe {
namespace {

using traffic::SourceKind;

/// The family whose configuration is changed.
enum class Family : std::uint8_t { Nginx, Envoy, Istio, Traefik, Other };

Family familyOf(SourceKind kind) {
    switch (kind) {
        case SourceKind::Nginx:
        case SourceKind::IngressNginx:
            return Family::Nginx;
        case SourceKind::Envoy:
            return Family::Envoy;
        case SourceKind::Istio:
            return Family::Istio;
        case SourceKind::Traefik:
            return Family::Traefik;
        default:
            return Family::Other;
    }
}

using Entries = std::initializer_list<std::pair<Family, std::string_view>>;

/// The entry of the kind; of an unknown one, what each would need.
std::string choose(SourceKind kind, Entries entries, std::string_view otherwise = {}) {
    const Family family = familyOf(kind);
    std::string all;
    for (const auto& [of, text] : entries) {
        if (of == family) {
            return std::string(text);
        }
        all += (all.empty() ? "" : " ") + std::string(text);
    }
    const bool isKnown = family != Family::Other;
    return isKnown || !otherwise.empty() ? std::string(otherwise) : all;
}

}  // namespace

std::string nothingArrivesAdvice(SourceKind kind) {
    return choose(
               kind,
               {{Family::Nginx,
                 "nginx: the mirror directive must stand in the location that answers this URL, and "
                 "proxy_pass "
                 "must name the listener's port (without one it is 80)."},
                {Family::Istio,
                 "Istio: the mirror host needs a ServiceEntry and must be inside the Sidecar's scope; "
                 "outside of "
                 "it requests succeed and nothing is mirrored or reported."},
                {Family::Envoy,
                 "Envoy: request_mirror_policies must stand on the route that answers this URL."},
                {Family::Traefik,
                 "Traefik: the router of this URL must use the mirroring service, not the main service."}}) +
           " Then look whether the listener can be reached from the proxy: its address, port, firewall and "
           "allow-list.";
}

std::string largeBodiesAdvice(SourceKind kind) {
    return choose(
        kind,
        {{Family::Nginx,
          "nginx: client_max_body_size of the mirror location is smaller than that of the location "
          "which answers clients (1 MiB where nothing is said): the client gets its answer and the copy is "
          "dropped in silence. Set client_max_body_size in the mirror location to the same size, or "
          "to 0; the hardened snippet does."},
         {Family::Traefik,
          "Traefik: maxBodySize of the mirroring service leaves larger requests out whole. Raise it; "
          "bodies are held in memory."}},
        "A limit on the way to the listener cuts by size: Envoy itself mirrored 8 MiB, with small "
        "buffer limits too. Look at what stands between it and the listener.");
}

std::string missingBodiesAdvice(SourceKind kind) {
    return choose(kind,
                  {{Family::Nginx, "nginx: mirror_request_body on, and no proxy_pass_request_body off."},
                   {Family::Traefik,
                    "Traefik: mirrorBody is false; it announces a length and sends no body. Set mirrorBody: "
                    "true."}},
                  "Switch the mirroring of bodies on, or say that none are wanted: --no-bodies.");
}

std::string cutBodiesAdvice(SourceKind kind) {
    return choose(kind, {},
                  "The proxy or something behind it ended the copy early: look at its buffer and time limits "
                  "(HAProxy with Lua cuts at tune.bufsize in silence) and at the listener's deadlines.");
}

std::string someLostAdvice(SourceKind kind) {
    return choose(
        kind,
        {{Family::Nginx,
          "nginx: a mirror location with short proxy_connect_timeout or proxy_send_timeout gives up when the "
          "listener is slow; see its error log. Something that closes idle connections to the listener "
          "sooner "
          "than 60 s loses the next copy."},
         {Family::Envoy,
          "Envoy: connect_timeout and circuit breakers of the mirror cluster drop copies; see its "
          "upstream_rq "
          "and pending_overflow counters."},
         {Family::Istio,
          "Istio: http2MaxRequests and connect timeout of the DestinationRule drop copies, and so does a "
          "percentage below 100."},
         {Family::Traefik,
          "Traefik: copies of requests whose client left early are not sent; percent below 100 leaves others "
          "out."}});
}

std::string firstLostAdvice(SourceKind kind) {
    return choose(kind,
                  {{Family::Nginx, "nginx: raise proxy_connect_timeout of the mirror location."},
                   {Family::Envoy, "Envoy: raise connect_timeout of the mirror cluster."}},
                  "Raise the time in which the proxy must connect to the listener.");
}

std::string duplicatesAdvice(SourceKind kind) {
    return choose(
        kind,
        {{Family::Nginx,
          "nginx: an internal redirect (index, error_page) runs the location and its mirror a second time: "
          "prove with the URL of a file or of an application. Else more than one mirror directive holds for "
          "this location, or proxy_next_upstream tries the copy again: proxy_next_upstream off."},
         {Family::Traefik,
          "Traefik: a request is tried again when a kept connection was closed; the listener must keep "
          "idle ones for more than 90 s. Or two mirrors name this listener."}},
        "Two mirrors name this listener, or the proxy retries copies: switch retries off for the mirror.");
}

std::string lateAdvice(SourceKind kind) {
    return choose(
        kind,
        {{Family::Traefik,
          "Traefik sends copies after the origin's answer: they are as late as that is slow. Allow for it: "
          "--late-after."}},
        "The way to the listener is slow or the proxy has more to do than it can; or allow for it: "
        "--late-after.");
}

std::string refusedAdvice(SourceKind kind, int status) {
    if (status == 413) {
        return choose(
            kind,
            {{Family::Nginx,
              "The proxy refuses such bodies (client_max_body_size of the main location), so nobody can "
              "send them and nothing is missed; leave the probe out with --only, or allow them."}},
            "The proxy refuses such bodies, so nobody can send them and nothing is missed; leave the probe "
            "out "
            "with --only, or allow them.");
    }
    return "Proxies that refuse or redirect do so before they mirror. Name a URL that is answered: one "
           "without "
           "redirect and login, whose application takes any method.";
}

std::string forgedAdvice(SourceKind kind) {
    return choose(
               kind,
               {{Family::Nginx,
                 "nginx: set_real_ip_from names too much (0.0.0.0/0, or the network that this probe came "
                 "from). "
                 "Name the balancers alone."},
                {Family::Envoy, "Envoy: xff_num_trusted_hops counts more proxies than there are in front."},
                {Family::Istio, "Istio: numTrustedProxies counts more proxies than there are in front."},
                {Family::Traefik,
                 "Traefik: forwardedHeaders.insecure or too wide trustedIPs. Name the balancers alone."}}) +
           " Where this probe came from a trusted balancer's own address, run it from elsewhere.";
}

std::string headersAdvice(SourceKind kind) {
    return choose(
        kind,
        {{Family::Nginx,
          "nginx: proxy_set_header of the mirror location; a location with one of its own inherits none. "
          "The hardened snippet sets all of them."}},
        "Compare the configuration with: mirrorscope-cli snippet KIND --contract.");
}

std::string largeBodiesPatch(SourceKind kind) {
    return kind == SourceKind::Nginx     ? "client_max_body_size 0;"
           : kind == SourceKind::Traefik ? "maxBodySize: -1"
                                         : "";
}

std::string missingBodiesPatch(SourceKind kind) {
    return kind == SourceKind::Nginx     ? "mirror_request_body on;"
           : kind == SourceKind::Traefik ? "mirrorBody: true"
                                         : "";
}

}  // namespace mirrorscope::probe
