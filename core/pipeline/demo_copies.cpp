// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/demo_copies.h"

#include <fmt/format.h>

#include <array>

namespace mirrorscope::pipeline {
namespace {

std::string hexDigits(DemoRandom& random, int count) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string digits;
    for (int i = 0; i < count; ++i) {
        digits += kDigits[random() % kDigits.size()];
    }
    return digits;
}

std::string uuid(DemoRandom& random) {
    return fmt::format("{}-{}-4{}-a{}-{}", hexDigits(random, 8), hexDigits(random, 4), hexDigits(random, 3),
                       hexDigits(random, 3), hexDigits(random, 12));
}

std::string requestLine(const DemoVisit& visit) {
    return fmt::format("{} {} HTTP/1.1\r\n", visit.method, visit.target);
}

std::string withBody(std::string head, const DemoVisit& visit, std::string_view typeName,
                     std::string_view lengthName) {
    if (!visit.body.empty()) {
        head +=
            fmt::format("{}: {}\r\n{}: {}\r\n", typeName, visit.contentType, lengthName, visit.body.size());
    }
    return head + "\r\n" + visit.body;
}

/// The hardened form of the snippet: its own fields first, in the order of the configuration.
std::string hardenedNginx(const DemoVisit& visit, DemoRandom& random) {
    std::string head = requestLine(visit);
    head += fmt::format(
        "Host: {}\r\nX-Mirrorscope-Source: nginx/1.31.3; host=demo-edge\r\nX-Mirrorscope-Client: {}\r\n"
        "X-Mirrorscope-Synthetic: demo\r\nX-Forwarded-For: {}\r\nX-Real-IP: {}\r\nX-Forwarded-Host: {}\r\n"
        "X-Forwarded-Proto: https\r\nX-Forwarded-Port: 443\r\nX-Request-ID: {}\r\nUser-Agent: {}\r\nAccept: "
        "*/*\r\n"
        "Accept-Language: en;q=0.8\r\n",
        visit.host, visit.client, visit.client, visit.client, visit.host, hexDigits(random, 32),
        visit.userAgent);
    return withBody(std::move(head), visit, "Content-Type", "Content-Length");
}

/// The page's form: the port is the client's own, and what a client says of the scheme is passed on.
std::string faultyNginx(const DemoVisit& visit, DemoRandom& random) {
    std::string head = requestLine(visit);
    head += fmt::format(
        "X-SERVER-PORT: 443\r\nX-SERVER-ADDR: 10.0.7.21\r\nHOST: {}\r\nX-Forwarded-For: "
        "{}\r\nX-Forwarded-Port: {}\r\n"
        "X-Forwarded-Proto: http\r\nX-Scheme: https\r\nX-Request-ID: {}\r\nX-Mirrorscope-Synthetic: "
        "demo\r\nUser-Agent: {}\r\nAccept: "
        "*/*\r\n",
        visit.host, visit.client, 32768 + random() % 28000, hexDigits(random, 32), visit.userAgent);
    return withBody(std::move(head), visit, "Content-Type", "Content-Length");
}

std::string envoyHead(const DemoVisit& visit, DemoRandom& random, std::string_view ownAddress) {
    return requestLine(visit) +
           fmt::format(
               "host: {}\r\nuser-agent: {}\r\naccept: */*\r\nx-forwarded-for: {},{}\r\n"
               "x-forwarded-proto: https\r\nx-envoy-external-address: {}\r\nx-request-id: {}\r\n"
               "x-mirrorscope-synthetic: demo\r\n",
               visit.host, visit.userAgent, visit.client, ownAddress, visit.client, uuid(random));
}

std::string envoy(const DemoVisit& visit, DemoRandom& random) {
    std::string head = envoyHead(visit, random, "10.0.3.14");
    head += "x-envoy-expected-rq-timeout-ms: 15000\r\nx-envoy-internal: true\r\n";
    return withBody(std::move(head), visit, "content-type", "content-length");
}

std::string istio(const DemoVisit& visit, DemoRandom& random) {
    std::string head = envoyHead(visit, random, "10.4.7.19");
    head +=
        "x-envoy-decorator-operation: shop.prod.svc.cluster.local:80/*\r\nx-envoy-attempt-count: 1\r\n"
        "x-envoy-internal: true\r\n";
    return withBody(std::move(head), visit, "content-type", "content-length");
}

/// Go writes Host and User-Agent first and sorts the rest.
std::string traefik(const DemoVisit& visit, DemoRandom&) {
    std::string head =
        requestLine(visit) + fmt::format("Host: {}\r\nUser-Agent: {}\r\n", visit.host, visit.userAgent);
    if (!visit.body.empty()) {
        head += fmt::format("Content-Length: {}\r\n", visit.body.size());
    }
    head += "Accept: */*\r\n";
    if (!visit.body.empty()) {
        head += fmt::format("Content-Type: {}\r\n", visit.contentType);
    }
    head += fmt::format(
        "X-Forwarded-For: {}\r\nX-Forwarded-Host: {}\r\nX-Forwarded-Port: 443\r\nX-Forwarded-Proto: https\r\n"
        "X-Forwarded-Server: legacy-2\r\nX-Mirrorscope-Synthetic: demo\r\nX-Real-Ip: {}\r\nAccept-Encoding: "
        "gzip\r\n",
        visit.client, visit.host, visit.client);
    return head + "\r\n" + visit.body;
}

/// Whatever completes the usual list and tells nothing of itself.
std::string balancer(const DemoVisit& visit, DemoRandom&) {
    std::string head =
        requestLine(visit) + fmt::format(
                                 "Host: {}\r\nUser-Agent: {}\r\nAccept: */*\r\nX-Forwarded-For: {}\r\n"
                                 "X-Forwarded-Proto: https\r\nX-Mirrorscope-Synthetic: demo\r\n",
                                 visit.host, visit.userAgent, visit.client);
    return withBody(std::move(head), visit, "Content-Type", "Content-Length");
}

}  // namespace

std::span<const DemoProxy> demoProxies() {
    static const std::array<DemoProxy, 6> kProxies{{
        {"edge-nginx", "127.0.1.12", 62, {"shop.example.com", "www.example.com"}, hardenedNginx},
        {"shop-envoy", "127.0.1.14", 40, {"api.example.com"}, envoy},
        {"mesh-gateway", "127.0.1.19", 23, {"shop.example.com", "static.example.com"}, istio},
        {"legacy-traefik", "127.0.1.22", 7, {"files.example.com"}, traefik},
        {kFaultyDemoProxy, "127.0.1.21", 12, {"pay.example.com"}, faultyNginx},
        {"unknown", "127.0.1.99", 0.6, {"www.example.com"}, balancer},
    }};
    return kProxies;
}

}  // namespace mirrorscope::pipeline
