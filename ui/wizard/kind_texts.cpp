// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/kind_texts.h"

#include <QCoreApplication>

namespace mirrorscope::ui::wizard {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ProxyKinds", text);
}

QString noResponses() {
    return tr("Responses. Status, time and size stay unknown");
}

}  // namespace

ProxyKind nginxTexts() {
    ProxyKind kind{"nginx", traffic::SourceKind::Nginx, tr("mirror directive, 1.13.4 and newer"),
                   tr("Also OpenResty and Angie")};
    kind.program = QStringLiteral("nginx");
    kind.versionArguments = {QStringLiteral("-v")};
    kind.versions = {
        {tr("1.29.7 and newer"), QStringLiteral("1.29.7"), {}, {}, {}},
        {tr("1.13.4 to 1.29.6"),
         QStringLiteral("1.13.4"),
         {},
         {},
         tr("Without the hardened form each copy comes as HTTP/1.0 on a connection of its own")},
    };
    kind.gets = {tr("Bytes as the client sent them: path, query, header order and spelling"),
                 tr("The real client address, when X-Forwarded-For is set as in the hardened form"),
                 tr("Copies sent at once, beside the request to the origin")};
    kind.cannot = {noResponses(),
                   tr("Requests refused before the mirror phase: deny, auth (401, 403), return 301, body "
                      "too large (413)"),
                   tr("Header names with an underscore or a dot: nginx drops them"),
                   tr("Trailers, chunk borders and Expect: bodies are buffered first")};
    kind.wrong = {
        tr("A listener that hangs delays the next request of the same client, up to 60 s with the "
           "faithful form, at most 0.6 s with the hardened form"),
        tr("Bodies above the limit of the mirror location, 1 MB unless set, vanish without a trace")};
    kind.howTo = tr("Put one form into the configuration, then run nginx -t and reload.");
    kind.rollback =
        tr("1. Remove the two mirror lines of the location that is copied: mirror and mirror_request_body.\n"
           "2. Remove the location of the copies and, of the hardened form, what stands in http { }.\n"
           "3. Run nginx -t, then reload nginx.\n\n"
           "To stop the copies at once and change nothing else: put “mirror off;” into the location and "
           "reload. Answers to clients never depended on the copies.");
    return kind;
}

ProxyKind envoyTexts() {
    ProxyKind kind{"envoy", traffic::SourceKind::Envoy, QStringLiteral("request_mirror_policies"),
                   tr("Also Envoy Gateway's generated config")};
    kind.program = QStringLiteral("envoy");
    kind.versionArguments = {QStringLiteral("--version")};
    kind.versions = {
        {tr("1.31 and newer"), QStringLiteral("1.31"), {}, {}, {}},
        {tr("1.30 and older"),
         QStringLiteral("0"),
         {},
         {},
         tr("The hardened form needs newer fields (disable_shadow_host_suffix_append): take the faithful "
            "one, and expect -shadow behind each Host")},
    };
    kind.gets = {tr("Path, query and bodies as the client sent them; large bodies stream"),
                 tr("The real client address, with use_remote_address as in the hardened form"),
                 tr("Copies sent at once, on few connections that are kept")};
    kind.cannot = {noResponses(),
                   tr("How header names were spelled: all are lower case, Accept-Encoding is merged"),
                   tr("What Envoy refuses itself: HTTP/1.0 (426), raw UTF-8 in paths (400), direct "
                      "responses and redirects"),
                   tr("Trailers; Expect is taken away")};
    kind.wrong = {tr("Without use_remote_address the client's address is nowhere in the copy"),
                  tr("Without upgrade_configs WebSocket clients get 403"),
                  tr("A name that cannot be resolved is not reported: no copy comes")};
    kind.howTo = tr("Put one form into the configuration, then run envoy --mode validate and restart Envoy.");
    kind.rollback =
        tr("1. Remove request_mirror_policies from the route.\n"
           "2. Remove the cluster wallarm.\n"
           "3. Run envoy --mode validate, then restart Envoy or push the configuration.\n\n"
           "To stop the copies and change nothing else: set the numerator of runtime_fraction "
           "to 0.");
    return kind;
}

ProxyKind istioTexts() {
    ProxyKind kind{"istio", traffic::SourceKind::Istio, tr("VirtualService with mirrors"),
                   tr("Mesh or gateway; needs a ServiceEntry for an outside listener")};
    kind.versions = {
        {tr("1.28 and newer"), QStringLiteral("1.28"), {}, {}, {}},
        {tr("1.22 to 1.27"),
         QStringLiteral("1.22"),
         {},
         {},
         tr("Adds -shadow to Host; Mirrorscope takes it away again")},
        {tr("1.21 and older"), QStringLiteral("0"), "--api", "v1beta1",
         tr("Has no API v1 yet: v1beta1 is written. Adds -shadow to Host")},
    };
    kind.gets = {tr("The real client address at a gateway; in the mesh the pod that asked"),
                 tr("Service, namespace and port that were called"),
                 tr("Copies sent at once, on kept connections; bodies stream")};
    kind.cannot = {noResponses(), tr("How header names were spelled: all are lower case"),
                   tr("Dot segments and %41 in paths: they are normalised"),
                   tr("HTTP/1.0 (426), raw UTF-8 in paths (400) and OPTIONS *")};
    kind.wrong = {
        tr("A listener outside of the mesh without a ServiceEntry, or outside of a Sidecar's scope: "
           "nothing is mirrored and nothing is reported"),
        tr("Labels and names of workloads leave the mesh with each copy (x-envoy-peer-metadata)")};
    kind.howTo = tr("Apply the objects of one form with kubectl, then run istioctl analyze.");
    kind.rollback =
        tr("1. Apply the VirtualService without mirrors (faithful: without mirror).\n"
           "2. Delete what only the copies needed: ServiceEntry wallarm-external-svc and "
           "DestinationRule wallarm-mirror.\n"
           "3. Run istioctl analyze.\n\n"
           "The Gateway stays when other routes use it.");
    return kind;
}

ProxyKind traefikTexts() {
    ProxyKind kind{"traefik", traffic::SourceKind::Traefik, tr("mirroring service, 2.0 and newer"),
                   tr("File provider or TraefikService")};
    kind.program = QStringLiteral("traefik");
    kind.versionArguments = {QStringLiteral("version")};
    kind.versions = {
        {tr("3.7 and newer"), QStringLiteral("3.7"), {}, {}, {}},
        {tr("3.0 to 3.6"), QStringLiteral("3.0"), "--version", "3.6",
         tr("Cannot mark its copies: give it a listener of its own")},
        {tr("2.x"), QStringLiteral("2.0"), "--version", "2.11",
         tr("Cannot mark its copies: give it a listener of its own")},
    };
    kind.gets = {
        tr("Host, port and scheme that were asked for, in X-Forwarded headers that Traefik overwrites"),
        tr("The real client address, with trustedIPs where balancers are in front"),
        tr("Few connections that are kept")};
    kind.cannot = {
        noResponses(),
        tr("Paths as sent: they are decoded, “..” resolved, “//” merged; “;” in queries becomes “&”"),
        tr("Requests whose client went away before the answer, and frames of WebSockets"),
        tr("How header names were spelled, and their order"),
        tr("Services described by container labels: they cannot mirror")};
    kind.wrong = {tr("Copies go out after the origin's answer: a slow origin delays them"),
                  tr("Without maxBodySize whole uploads are held in memory; above it nothing is mirrored"),
                  tr("Requests may be sent twice when a kept connection breaks")};
    kind.howTo =
        tr("Put one form into a file of the file provider; Traefik reads it by itself. The part "
           "static needs a restart.");
    kind.rollback =
        tr("1. Point the router at the service httpbin again in place of with_mirroring.\n"
           "2. Remove the services with_mirroring and wallarm, and what only they use.\n\n"
           "Traefik reads the file again by itself; only the part static needs a restart.");
    return kind;
}

ProxyKind gatewayApiTexts() {
    ProxyKind kind{"gateway-api", traffic::SourceKind::GatewayApi, tr("HTTPRoute with RequestMirror"),
                   tr("Any conforming implementation")};
    kind.versions = {
        {tr("1.3 and newer"), QStringLiteral("1.3"), {}, {}, {}},
        {tr("1.2 and older"),
         QStringLiteral("0"),
         {},
         {},
         tr("Knows no share: take the faithful form, every request is mirrored")},
    };
    kind.gets = {
        tr("What the implementation behind it copies: NGINX Gateway Fabric as nginx, Envoy Gateway as "
           "Envoy")};
    kind.cannot = {noResponses(), tr("More than the implementation: look at the page of that proxy")};
    kind.wrong = {tr("RequestMirror is an optional feature: an implementation without it refuses the route, "
                     "see its status"),
                  tr("Headers that name the client are the implementation's: prove what arrives")};
    kind.howTo = tr("Apply the objects of one form with kubectl, then look at the status of the HTTPRoute.");
    kind.rollback =
        tr("1. Apply the HTTPRoute without the filter RequestMirror.\n"
           "2. Delete the Service and EndpointSlice wallarm.");
    return kind;
}

ProxyKind ingressNginxTexts() {
    ProxyKind kind{"ingress-nginx", traffic::SourceKind::IngressNginx, tr("mirror-target annotation"),
                   tr("Legacy: the project is retired"), true};
    kind.versions = {{tr("Any"), QStringLiteral("0"), {}, {}, {}}};
    kind.gets = {tr("Bytes as nginx has them: path, query, header order and spelling"),
                 tr("Copies sent at once, beside the request to the origin")};
    kind.cannot = {noResponses(), tr("Requests refused before the mirror phase: deny, auth, redirects"),
                   tr("The Host that was asked for, with the faithful form")};
    kind.wrong = {tr("Annotations cannot set headers of the copy alone: who the client was is as the "
                     "controller's own settings have it"),
                  tr("No more corrections come: plan to move to the Gateway API")};
    kind.howTo = tr("Apply the object of one form with kubectl.");
    kind.rollback =
        tr("Remove the mirror annotations (mirror-target, mirror-host, mirror-request-body) from "
           "the Ingress and apply it.");
    return kind;
}

}  // namespace mirrorscope::ui::wizard
