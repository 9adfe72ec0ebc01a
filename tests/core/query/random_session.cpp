// SPDX-License-Identifier: Apache-2.0
#include "tests/core/query/random_session.h"

#include <array>
#include <map>
#include <utility>

#include "core/storage/journal.h"
#include "core/storage/session_file.h"
#include "core/storage/session_reader.h"
#include "core/storage/statement.h"
#include "tests/core/storage/stored_requests.h"

namespace mirrorscope::test {
namespace {

using traffic::RequestId;

/// Requests without a context or a verdict yet, as the last ones of a live session are.
constexpr std::size_t kNotAttributed = 3;
constexpr std::size_t kNotAnalysed = 8;

std::size_t below(Random& random, std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

bool chance(Random& random, int percent) {
    return below(random, 100) < static_cast<std::size_t>(percent);
}

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
constexpr std::array<std::string_view, 4> kTriage{"confirmed", "false-positive", "escalated", "new"};

base::WallTime randomTime(Random& random) {
    constexpr auto kDays = std::chrono::microseconds(std::chrono::days(3));
    return RandomSession::kNow -
           std::chrono::microseconds(below(random, static_cast<std::size_t>(kDays.count())));
}

std::string randomHead(Random& random, const traffic::MirroredRequest& request) {
    std::string head = request.method + " " + request.target + " HTTP/1.1\r\n";
    for (std::size_t i = below(random, 5); i > 0; --i) {
        head += textOf(random, kHeaderNames) + ": " + textOf(random, kWords) + "\r\n";
    }
    return head + "\r\n";
}

void fill(Random& random, traffic::MirroredRequest& request) {
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

std::optional<std::uint16_t> randomPort(Random& random) {
    return chance(random, 60) ? std::optional(static_cast<std::uint16_t>(440 + below(random, 5)))
                              : std::nullopt;
}

traffic::ContextBatch::Item randomContext(Random& random, RequestId id) {
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
    item.receivedAt = RandomSession::kNow;
    item.listener = "edge";
    return item;
}

traffic::VerdictBatch::Item randomVerdict(Random& random, RequestId id) {
    traffic::VerdictBatch::Item item;
    item.verdict.requestId = id;
    item.verdict.state = static_cast<traffic::RequestState>(below(random, 7));
    item.verdict.score = static_cast<int>(below(random, 5)) * 5;
    item.source = 1;
    item.receivedAt = RandomSession::kNow;
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

std::vector<traffic::Source> sources() {
    std::vector<traffic::Source> all;
    for (const std::string_view name : {"edge-nginx", "Mesh", "edge old"}) {
        traffic::Source source;
        source.id = static_cast<traffic::SourceId>(all.size() + 1);
        source.name = name;
        all.push_back(source);
    }
    return all;
}

/// What has no writer of its own yet goes in directly.
class MarkWriter {
public:
    explicit MarkWriter(const std::filesystem::path& session)
        : m_database(std::move(*storage::openForRecording(session))) {}

    void insert(const char* sql, std::int64_t id, const std::string& text) {
        auto statement = storage::Statement::prepare(m_database, sql);
        if (!statement || !statement->bind(id).bindText(text).run()) {
            m_failed = true;
        }
    }
    bool failed() const { return m_failed; }

private:
    storage::Database m_database;
    bool m_failed = false;
};

query::Marks randomMarks(Random& random, MarkWriter& writer, RequestId id) {
    query::Marks marks;
    if (chance(random, 50)) {
        marks.triage.push_back(textOf(random, kTriage));
        writer.insert("INSERT INTO triage VALUES (?1, 942100, '', ?2, 0, '')", id, marks.triage.back());
    }
    for (const std::string_view tag : {"demo", "Seen"}) {
        if (chance(random, 40)) {
            marks.tags.emplace_back(tag);
            writer.insert("INSERT INTO tag VALUES (?1, ?2)", id, marks.tags.back());
        }
    }
    if (chance(random, 40)) {
        marks.notes.push_back(textOf(random, kWords));
        writer.insert("INSERT INTO note (request, attack, time, text) VALUES (?1, NULL, 0, ?2)", id,
                      marks.notes.back());
    }
    return marks;
}

/// Takes the body out of the request and sends it ahead in parts, as large ones are.
bool sendAhead(Random& random, storage::Journal& journal, traffic::MirroredRequest& request) {
    const std::string body = std::exchange(request.body, {});
    request.bodyParts = journal.newBody();
    request.partsBytes = body.size();
    std::int64_t index = 0;
    for (std::size_t from = 0; from < body.size();) {
        auto part = std::make_shared<traffic::PartDelivery>();
        part->part.body = request.bodyParts;
        part->part.index = index++;
        part->part.bytes = body.substr(from, 1 + below(random, 4));
        from += part->part.bytes.size();
        if (!journal.offerPart(std::move(part))) {
            return false;
        }
    }
    return true;
}

bool record(Random& random, const std::filesystem::path& session, std::size_t requests) {
    Outcomes outcomes;
    auto journal = storage::Journal::open(session, {});
    if (!journal) {
        return false;
    }
    (*journal)->addReceiver(outcomes);
    for (std::size_t i = 0; i < requests; ++i) {
        auto made = delivery("/");
        fill(random, made->request);
        if (chance(random, 20)) {
            made->markLate();
        }
        const bool inParts = !made->request.body.empty() && chance(random, 30);
        if ((inParts && !sendAhead(random, **journal, made->request)) || !(*journal)->offer(made)) {
            return false;
        }
    }
    if (!outcomes.waitFor(requests)) {
        return false;
    }
    traffic::ContextBatch contexts;
    contexts.sources = sources();
    traffic::VerdictBatch verdicts{"modsecurity", "CRS test", "abc", {}};
    const auto last = static_cast<RequestId>(requests);
    for (RequestId id = 1; id <= last - static_cast<RequestId>(kNotAttributed); ++id) {
        contexts.items.push_back(randomContext(random, id));
    }
    for (RequestId id = 1; id <= last - static_cast<RequestId>(kNotAnalysed); ++id) {
        verdicts.items.push_back(randomVerdict(random, id));
    }
    (*journal)->record(std::move(contexts));
    (*journal)->record(std::move(verdicts));
    (*journal)->flush();
    return true;
}

}  // namespace

RandomSession::RandomSession(std::size_t requests, Random& random) {
    if (!record(random, path(), requests)) {
        return;
    }
    MarkWriter writer(path());
    const std::map<traffic::SourceId, std::string> findings{{1, "client-hidden"}, {3, "no-request-id"}};
    for (const auto& [source, code] : findings) {
        writer.insert(
            "INSERT INTO finding (code, severity, source, count, first_seen, last_seen, sample_request,"
            " details) VALUES (?2, 'low', ?1, 1, 0, 0, 1, '')",
            source, code);
    }
    std::vector<query::Marks> marks;
    for (std::size_t i = 1; i <= requests; ++i) {
        marks.push_back(randomMarks(random, writer, static_cast<RequestId>(i)));
    }
    const auto reader = storage::SessionReader::open(path());
    if (!reader || writer.failed()) {
        return;
    }
    for (std::size_t i = 0; i < requests; ++i) {
        auto detail = (*reader)->detail(static_cast<RequestId>(i + 1));
        if (!detail) {
            m_rows.clear();
            return;
        }
        if (const auto found = findings.find(detail->row.context.source); found != findings.end()) {
            marks[i].findings.push_back(found->second);
        }
        m_rows.emplace_back(std::move(*detail), std::move(marks[i]));
    }
}

}  // namespace mirrorscope::test
