// SPDX-License-Identifier: Apache-2.0
#include "tests/core/query/random_request.h"

#include <array>

namespace mirrorscope::test {

std::size_t below(Random& random, std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

bool chance(Random& random, int percent) {
    return below(random, 100) < static_cast<std::size_t>(percent);
}

namespace {

template <typename T, std::size_t Size>
const T& oneOf(Random& random, const std::array<T, Size>& values) {
    return values[below(random, Size)];
}

template <std::size_t Size>
std::string textOf(Random& random, const std::array<std::string_view, Size>& values) {
    return std::string(oneOf(random, values));
}

constexpr std::array<std::string_view, 3> kMethods{"GET", "POST", "get"};
constexpr std::array<std::string_view, 6> kTargets{"/login",
                                                   "/api/v1/items?id=1%27%20union%20select",
                                                   "http://shop.example/Login?next=/",
                                                   "/search?q=a%00b",
                                                   "*",
                                                   ""};
constexpr std::array<std::string_view, 4> kHosts{"shop.example", "API.example", "", "sh\xffop"};
constexpr std::array<std::string_view, 6> kAddresses{"10.0.0.5",    "10.0.1.77", "203.0.113.9",
                                                     "2001:db8::1", "unix",      ""};
constexpr std::array<std::string_view, 4> kHeaderNames{"X-Forwarded-For", "x-request-id", "User-Agent",
                                                       "Cookie"};
constexpr std::array<std::string_view, 6> kWords{"alpha",       "10.0.0.5",   "Select",
                                                 "caf\xc3\xa9", "\"quoted\"", "a\\b/c"};
constexpr std::array<std::string_view, 4> kPoints{"query › id", "header › User-Agent", "body", "b\xfe"};
constexpr std::array<std::string_view, 3> kMessages{"SQL injection", "XSS found", ""};

base::WallTime randomTime(Random& random) {
    constexpr auto kDays = std::chrono::microseconds(std::chrono::days(3));
    return kRandomNow - std::chrono::microseconds(below(random, static_cast<std::size_t>(kDays.count())));
}

std::string randomHead(Random& random, const traffic::MirroredRequest& request) {
    std::string head = request.method + " " + request.target + " HTTP/1.1\r\n";
    for (std::size_t i = below(random, 5); i > 0; --i) {
        head += textOf(random, kHeaderNames) + ": " + textOf(random, kWords) + "\r\n";
    }
    return head + "\r\n";
}

std::optional<std::uint16_t> randomPort(Random& random) {
    return chance(random, 60) ? std::optional(static_cast<std::uint16_t>(440 + below(random, 5)))
                              : std::nullopt;
}

}  // namespace

std::string randomWord(Random& random) {
    return textOf(random, kWords);
}

void fillRandomly(Random& random, traffic::MirroredRequest& request) {
    request.receivedAt = randomTime(random);
    request.duration = std::chrono::microseconds(below(random, 4) * 250'000);
    request.listener = chance(random, 50) ? "edge" : "mesh";
    request.peer = textOf(random, kAddresses);
    request.peerPort = static_cast<std::uint16_t>(1000 + below(random, 8));
    request.form = static_cast<traffic::RequestForm>(below(random, traffic::kRequestForms));
    request.method = textOf(random, kMethods);
    request.target = textOf(random, kTargets);
    request.version = chance(random, 60) ? "HTTP/1.1" : "HTTP/1.0";
    for (std::size_t i = below(random, 4); i > 0; --i) {
        request.flags.set(static_cast<traffic::RequestFlag>(below(random, 6)));
    }
    request.body =
        chance(random, 40) ? "" : textOf(random, kWords) + std::string(1, '\0') + textOf(random, kWords);
    request.bodyLength = request.body.size() + (chance(random, 30) ? 4096 : 0);
    request.bodyDigest = base::sha256(request.body);
    request.head = randomHead(random, request);
    request.reason = chance(random, 50) ? "" : textOf(random, kWords);
    request.offset = chance(random, 50) ? std::optional<std::uint64_t>(below(random, 6)) : std::nullopt;
}

traffic::ContextBatch::Item randomContext(Random& random, traffic::RequestId id) {
    traffic::ContextBatch::Item item;
    traffic::RequestContext& context = item.context;
    context.requestId = id;
    context.source = static_cast<traffic::SourceId>(1 + below(random, 3));
    context.kind = static_cast<traffic::SourceKind>(below(random, 4));
    context.client = textOf(random, kAddresses);
    context.clientTrust = static_cast<traffic::ClientTrust>(below(random, 4));
    context.clientFrom = textOf(random, kHeaderNames);
    for (std::size_t i = below(random, 3); i > 0; --i) {
        context.clientAlternatives.push_back({textOf(random, kAddresses), "X-Real-IP"});
    }
    context.clientPort = randomPort(random);
    context.scheme = chance(random, 50) ? "https" : "";
    context.host = textOf(random, kHosts);
    context.port = randomPort(random);
    context.serverAddress = textOf(random, kAddresses);
    context.serverPort = randomPort(random);
    context.requestIdValue = chance(random, 40) ? "" : textOf(random, kWords);
    context.requestIdFrom = context.requestIdValue.empty() ? "" : "x-request-id";
    if (chance(random, 40)) {
        context.flags.set(traffic::RequestFlag::UntrustedForwarded);
    }
    item.receivedAt = kRandomNow;
    item.listener = "edge";
    return item;
}

traffic::VerdictBatch::Item randomVerdict(Random& random, traffic::RequestId id) {
    traffic::VerdictBatch::Item item;
    item.verdict.requestId = id;
    item.verdict.state = static_cast<traffic::RequestState>(below(random, 7));
    item.verdict.score = static_cast<int>(below(random, 5)) * 5;
    item.source = 1;
    item.receivedAt = kRandomNow;
    item.listener = "edge";
    for (std::size_t i = chance(random, 50) ? 1 + below(random, 3) : 0; i > 0; --i) {
        traffic::Hit hit;
        hit.ruleId = 942100 + static_cast<std::int64_t>(below(random, 5)) * 10;
        hit.type = static_cast<traffic::AttackType>(below(random, 4));
        hit.severity = static_cast<traffic::Severity>(below(random, 5));
        hit.message = textOf(random, kMessages);
        hit.point = textOf(random, kPoints);
        hit.variable = "ARGS:" + textOf(random, kWords);
        hit.matched = textOf(random, kWords);
        traffic::Attack share;
        share.id = static_cast<traffic::AttackId>(1 + below(random, 3));
        share.type = hit.type;
        item.attacks.push_back({share});
        item.verdict.hits.push_back(std::move(hit));
        item.attackOfHit.push_back(static_cast<traffic::AttackId>(below(random, 3)));
    }
    return item;
}

std::vector<traffic::Source> randomSources() {
    std::vector<traffic::Source> all;
    for (const std::string_view name : {"edge-nginx", "Mesh", "edge old"}) {
        traffic::Source source;
        source.id = static_cast<traffic::SourceId>(all.size() + 1);
        source.name = name;
        all.push_back(source);
    }
    return all;
}

}  // namespace mirrorscope::test
