// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/session_generator.h"

#include <string_view>

namespace mirrorscope::bench {
namespace {

using traffic::AttackType;

constexpr std::size_t kPaths = 20'000;
constexpr std::size_t kAgents = 400;
/// Attackers come from the tail of the clients.
constexpr std::size_t kFirstAttacker = 50'000;
constexpr std::size_t kAttackers = 2'000;
constexpr double kAttackShare = 0.03;
constexpr int kWaveLength = 40;
constexpr std::chrono::minutes kAttackGap{30};
constexpr std::size_t kLongestBody = 200'000;  // below the size that is stored in parts

/// How busy an hour of the day is; the mean is 1.
constexpr std::array<double, 24> kHours{0.35, 0.25, 0.20, 0.15, 0.15, 0.25, 0.50, 0.85,
                                        1.20, 1.40, 1.45, 1.45, 1.35, 1.40, 1.40, 1.35,
                                        1.35, 1.40, 1.50, 1.60, 1.65, 1.40, 0.90, 0.50};

constexpr std::array<std::string_view, 12> kWords{"products", "search",  "account", "images",
                                                  "api",      "orders",  "static",  "blog",
                                                  "help",     "reviews", "cart",    "v2"};
constexpr std::array<std::string_view, 5> kHosts{"shop.example", "www.shop.example", "api.shop.example",
                                                 "static.shop.example", "blog.example"};
constexpr std::array<std::string_view, 3> kListeners{"default", "edge", "internal"};

struct Sort {
    AttackType type;
    std::int64_t rule;
    std::string_view value;
    std::string_view message;
};
constexpr std::array<Sort, 6> kSorts{
    {{AttackType::Sqli, 942100, "1'%20OR%20'1'='1'--", "SQL Injection Attack Detected via libinjection"},
     {AttackType::Xss, 941100, "%3Cscript%3Ealert(1)%3C/script%3E", "XSS Attack Detected via libinjection"},
     {AttackType::Traversal, 930100, "../../../../etc/passwd", "Path Traversal Attack (/../)"},
     {AttackType::Rce, 932160, ";cat%20/etc/passwd", "Remote Command Execution: Unix Shell Code Found"},
     {AttackType::Scanner, 913100, "nikto", "Found User-Agent associated with security scanner"},
     {AttackType::Protocol, 920350, "0", "Host header is a numeric IP address"}}};

std::string agent(std::size_t place) {
    return "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" +
           std::to_string(90 + place % 40) + ".0." + std::to_string(4000 + place) + ".0 Safari/537.36";
}

std::string path(std::size_t place) {
    return "/" + std::string(kWords[place % kWords.size()]) + "/" +
           std::string(kWords[place / 7 % kWords.size()]) + "/item-" + std::to_string(place);
}

std::string address(std::size_t number, unsigned first) {
    return std::to_string(first) + "." + std::to_string(number >> 16U & 255U) + "." +
           std::to_string(number >> 8U & 255U) + "." + std::to_string(number & 255U);
}

traffic::Source source(std::size_t place) {
    traffic::Source out;
    out.id = static_cast<traffic::SourceId>(place + 1);
    out.kind = place % 2 == 0 ? traffic::SourceKind::Nginx : traffic::SourceKind::Envoy;
    out.name = std::string(traffic::sourceKindName(out.kind)) + " " + address(place + 1, 10);
    out.identifiedBy = "x-server-addr";
    out.confidence = 90;
    out.listener = kListeners[place % kListeners.size()];
    out.peer = address(place + 1, 10);
    out.firstSeen = SessionGenerator::kBegin;
    return out;
}

std::string hexText(std::uint64_t bits) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out(16, '0');
    for (auto digit = out.rbegin(); digit != out.rend(); ++digit, bits >>= 4U) {
        *digit = kDigits[bits & 15U];
    }
    return out;
}

}  // namespace

const base::WallTime SessionGenerator::kBegin{std::chrono::seconds(1'798'761'600)};  // a midnight, UTC

struct SessionGenerator::Visit {
    std::string method = "GET";
    std::string host;
    std::string target;
    std::string client;
    std::string agent;
    std::string contentType;
    std::string body;
    std::string requestId;
    std::size_t source = 0;
    const Sort* attack = nullptr;
};

SessionGenerator::SessionGenerator(std::uint64_t seed)
    : m_random(seed),
      m_paths(kPaths, 1.1),
      m_clients(kClients, 1.0),
      m_agents(kAgents, 1.2),
      m_sources(kSources, 1.0),
      m_now(kBegin) {}

std::string SessionGenerator::client(std::size_t place) {
    // Neighbours in frequency are strangers in address order. 40503 is odd: every place keeps its own.
    return address(place * 40503U & 0xFFFFFFU, 81);
}

GeneratedBatch SessionGenerator::next(std::size_t count) {
    GeneratedBatch batch;
    batch.verdicts.engine = "modsecurity";
    batch.verdicts.ruleSet = "CRS 3.3.4 · PL1";
    batch.verdicts.ruleSetHash = "bench";
    for (std::size_t place = 0; !m_namedSources && place < kSources; ++place) {
        batch.contexts.sources.push_back(source(place));
    }
    m_namedSources = true;
    batch.requests.reserve(count);
    batch.contexts.items.reserve(count);
    batch.verdicts.items.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        advance();
        const Visit visited = visit();
        ++m_id;
        batch.requests.push_back(delivery(visited));
        batch.rawBytes += batch.requests.back()->request.head.size() + visited.body.size();
        batch.contexts.items.push_back(context(visited));
        batch.verdicts.items.push_back(verdict(visited));
    }
    return batch;
}

void SessionGenerator::advance() {
    const auto hour = std::chrono::floor<std::chrono::hours>(m_now).time_since_epoch().count() % 24;
    constexpr double kMeanGap = 86'400e6 / static_cast<double>(kRequestsADay);
    const double gap = kMeanGap / kHours[static_cast<std::size_t>(hour)] * m_random.exponential();
    m_now += std::chrono::microseconds(static_cast<std::int64_t>(gap) + 1);
}

SessionGenerator::Visit SessionGenerator::visit() {
    Visit visit;
    const std::size_t place = m_paths.pick(m_random);
    visit.target = path(place);
    visit.host = kHosts[place % kHosts.size()];
    visit.client = client(m_clients.pick(m_random));
    visit.agent = agent(m_agents.pick(m_random));
    visit.source = m_sources.pick(m_random);
    visit.requestId = hexText(m_random.bits()) + hexText(m_random.bits());
    if (m_random.chance(0.35)) {
        visit.target += "?page=" + std::to_string(m_random.below(50)) + "&utm=" + hexText(m_random.bits());
    }
    if (m_random.chance(0.15)) {
        visit.method = m_random.chance(0.9) ? "POST" : "PUT";
        visit.contentType = m_random.chance(0.7) ? "application/json" : "application/x-www-form-urlencoded";
        visit.body = body(visit.contentType);
    }
    if (m_random.chance(kAttackShare)) {
        makeAttack(visit);
    }
    return visit;
}

void SessionGenerator::makeAttack(Visit& visit) {
    if (m_waveLeft-- <= 0) {
        m_waveLeft = static_cast<int>(kWaveLength * m_random.exponential());
        m_attacker = kFirstAttacker + m_random.below(kAttackers);
        m_attackKind = m_random.below(kSorts.size());
        m_attackSource = m_sources.pick(m_random);
    }
    visit.attack = &kSorts[m_attackKind];
    visit.client = client(m_attacker);
    visit.source = m_attackSource;
    visit.target += (visit.target.find('?') == std::string::npos ? "?id=" : "&id=");
    visit.target += visit.attack->value;
}

/// Half are below 400 bytes; one in two thousand reaches 100 kB.
std::string SessionGenerator::body(const std::string& type) {
    const bool json = type == "application/json";
    const auto size =
        std::min(static_cast<std::size_t>(400 * std::exp(1.7 * m_random.normal())), kLongestBody);
    std::string out = json ? "{\"items\":[" : "form=1";
    out.reserve(size + 128);
    while (out.size() < size) {
        const std::string_view word = kWords[m_random.below(kWords.size())];
        const std::string value = hexText(m_random.bits());
        out += json ? "{\"" : "&";
        out += word;
        out += (json ? "\":\"" : "=") + value + (json ? "\",\"amount\":" : "&amount=");
        out += std::to_string(m_random.below(1000)) + (json ? "}," : "");
    }
    return out + (json ? "{}]}" : "");
}

std::shared_ptr<traffic::Delivery> SessionGenerator::delivery(const Visit& visit) {
    auto out = std::make_shared<traffic::Delivery>();
    traffic::MirroredRequest& request = out->request;
    const traffic::Source from = source(visit.source);
    request.receivedAt = m_now;
    request.duration =
        std::chrono::microseconds(100 + static_cast<std::int64_t>(900 * m_random.exponential()));
    request.listener = from.listener;
    request.peer = from.peer;
    request.peerPort = static_cast<std::uint16_t>(30'000 + m_random.below(30'000));
    request.method = visit.method;
    request.target = visit.target;
    request.version = "HTTP/1.1";
    request.body = visit.body;
    request.bodyLength = visit.body.size();
    request.bodyDigest = base::sha256(visit.body);
    std::string& head = request.head;
    head = visit.method + " " + visit.target + " HTTP/1.1\r\nHost: " + visit.host +
           "\r\nX-Request-Id: " + visit.requestId + "\r\nX-Real-IP: " + visit.client +
           "\r\nX-Forwarded-For: " + visit.client +
           "\r\nX-Forwarded-Proto: https\r\nX-Server-Addr: " + from.peer + "\r\nUser-Agent: " + visit.agent +
           "\r\nAccept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Language: "
           "de-DE,de;q=0.9,en;q=0.8\r\nAccept-Encoding: gzip, deflate, br\r\nCookie: session=" +
           visit.requestId + "; consent=1; theme=dark\r\n";
    if (!visit.body.empty()) {
        request.declaredLength = visit.body.size();
        head += "Content-Type: " + visit.contentType +
                "\r\nContent-Length: " + std::to_string(visit.body.size()) + "\r\n";
    }
    head += "\r\n";
    return out;
}

traffic::ContextBatch::Item SessionGenerator::context(const Visit& visit) const {
    const traffic::Source from = source(visit.source);
    traffic::ContextBatch::Item item;
    item.receivedAt = m_now;
    item.listener = from.listener;
    traffic::RequestContext& context = item.context;
    context.requestId = m_id;
    context.source = from.id;
    context.kind = from.kind;
    context.identifiedBy = from.identifiedBy;
    context.confidence = from.confidence;
    context.client = visit.client;
    context.clientTrust = traffic::ClientTrust::Verified;
    context.clientFrom = "X-Forwarded-For";
    context.scheme = "https";
    context.host = visit.host;
    context.port = 443;
    context.serverAddress = from.peer;
    context.serverPort = 443;
    context.requestIdValue = visit.requestId;
    context.requestIdFrom = "X-Request-Id";
    return item;
}

traffic::VerdictBatch::Item SessionGenerator::verdict(const Visit& visit) {
    traffic::VerdictBatch::Item item;
    item.source = static_cast<traffic::SourceId>(visit.source + 1);
    item.receivedAt = m_now;
    item.listener = source(visit.source).listener;
    item.verdict.requestId = m_id;
    item.verdict.threshold = 5;
    item.verdict.state = traffic::RequestState::Clean;
    if (visit.attack == nullptr) {
        return item;
    }
    item.verdict.state = traffic::RequestState::Attack;
    traffic::Hit hit;
    hit.ruleId = visit.attack->rule;
    hit.type = visit.attack->type;
    hit.severity = traffic::Severity::Critical;
    hit.message = visit.attack->message;
    hit.point = "query › id";
    hit.variable = "ARGS:id";
    hit.matched = visit.attack->value;
    hit.offset = visit.method.size() + 1 + visit.target.size() - visit.attack->value.size();
    hit.length = visit.attack->value.size();
    hit.transformations = "t:none,t:urlDecodeUni";
    hit.ruleFile = "REQUEST.conf:120";
    item.verdict.hits.assign(1 + m_random.below(4), hit);
    for (std::size_t i = 0; i < item.verdict.hits.size(); ++i) {
        item.verdict.hits[i].ruleId += static_cast<std::int64_t>(10 * i);
    }
    item.verdict.score = static_cast<int>(5 * item.verdict.hits.size());
    traffic::Attack change = share(visit, hit);
    change.hits = item.verdict.hits.size();
    change.score = item.verdict.score;
    item.attackOfHit.assign(item.verdict.hits.size(), change.id);
    item.attacks.push_back({std::move(change)});
    return item;
}

traffic::Attack SessionGenerator::share(const Visit& visit, const traffic::Hit& hit) {
    const auto from = static_cast<traffic::SourceId>(visit.source + 1);
    traffic::Attack& last = m_open[{from, visit.client, hit.type}];
    if (last.id == 0 || m_now - last.lastSeen > kAttackGap) {
        last.id = ++m_lastAttack;
        last.type = hit.type;
        last.severity = hit.severity;
        last.source = from;
        last.client = visit.client;
        last.host = visit.host;
        last.endpoint = visit.method + " " + visit.target.substr(0, visit.target.find('?'));
        last.message = hit.message;
        last.point = hit.point;
        last.ruleIds = {hit.ruleId};
        last.requests = 1;
    }
    last.firstSeen = last.lastSeen = m_now;
    return last;
}

}  // namespace mirrorscope::bench
