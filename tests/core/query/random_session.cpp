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

constexpr std::array<std::string_view, 4> kTriage{"confirmed", "false-positive", "escalated", "new"};

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
        const std::string state(kTriage[below(random, kTriage.size())]);
        writer.insert(
            "INSERT INTO decision VALUES (?1, 'made', ?2, '', 0, 'request', ?1, 942100, 1, 1, NULL)", id,
            state);
        writer.insert(
            "INSERT INTO triage SELECT ?1, 942100, '', id FROM decision WHERE id = ?1 AND state = ?2", id,
            state);
        if (state != "new") {
            marks.triage.push_back(state);
        }
    }
    for (const std::string_view tag : {"demo", "Seen"}) {
        if (chance(random, 40)) {
            marks.tags.emplace_back(tag);
            writer.insert("INSERT INTO tag VALUES (?1, ?2)", id, marks.tags.back());
        }
    }
    if (chance(random, 40)) {
        marks.notes.push_back(randomWord(random));
        writer.insert("INSERT INTO note (request, attack, time, text) VALUES (?1, NULL, 0, ?2)", id,
                      marks.notes.back());
    }
    if (chance(random, 40)) {
        marks.mark =
            static_cast<traffic::Mark>(1 + below(random, static_cast<std::size_t>(traffic::Mark::Count) - 1));
        writer.insert("INSERT INTO mark VALUES (?1, ?2)", id, std::string(traffic::markName(marks.mark)));
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
        fillRandomly(random, made->request);
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
    contexts.sources = randomSources();
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

/// Decisions are about this rule at this point.
bool isUndecided(const traffic::HitRow& row) {
    return row.hit.ruleId != 942100 || !row.hit.point.empty();
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
        if (!marks[i].triage.empty() && std::ranges::any_of(detail->hits, isUndecided)) {
            // What was put away does not hide what nobody saw.
            std::erase(marks[i].triage, "false-positive");
            marks[i].triage.emplace_back("new");
        }
        m_rows.emplace_back(std::move(*detail), std::move(marks[i]));
    }
}

}  // namespace mirrorscope::test
