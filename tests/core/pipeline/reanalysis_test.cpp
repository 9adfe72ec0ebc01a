// SPDX-License-Identifier: Apache-2.0
// Judging a session anew, with the real rules: the same as if it had been judged that way at once, and at
// every moment in between each request has one verdict.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "core/pipeline/local_mirror_service.h"
#include "core/storage/matching_requests.h"
#include "core/storage/session_file.h"
#include "core/storage/session_reader.h"
#include "core/storage/statement.h"
#include "core/storage/triage_writer.h"
#include "tests/support/session_invariants.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using pipeline::LocalMirrorService;

namespace {

constexpr int kRequests = 240;

/// Plain ones, attacks at level 1, and what only a higher level sees.
std::string requestOf(int number) {
    static const char* const targets[] = {"/ok?page=%d",
                                          "/item?id=%d%%27%%20OR%%201=1--",
                                          "/search?q=<script>alert(%d)</script>",
                                          "/f?name=..%%2f..%%2fetc%%2fpasswd&n=%d",
                                          "/x?y=%d%%20and%%20sleep(5)",
                                          "/z?a=%d;ls"};
    const auto target = QString::asprintf(targets[number % 6], number).toStdString();
    return "GET " + target + " HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: test/" +
           std::to_string(number % 7) + "\r\nAccept: */*\r\n\r\n";
}

std::unique_ptr<LocalMirrorService> openService(const QString& session, const char* paranoia,
                                                const char* priority = "normal") {
    config::Settings settings;
    static_cast<void>(settings.set("session", session.toStdString()));
    static_cast<void>(settings.set("listen", "127.0.0.1:0"));
    static_cast<void>(settings.set("paranoia", paranoia));
    static_cast<void>(settings.set("limits.patience", "60s"));
    static_cast<void>(settings.set("analysis.priority", priority));
    auto service = LocalMirrorService::open(*pipeline::ServiceOptions::from(settings));
    return service && (*service)->startAnalysis() ? std::move(*service) : nullptr;
}

bool isJudged(const LocalMirrorService& service) {
    const auto status = service.status();
    return status.analysis.verdictBacklog == 0 && status.analysis.attributionBacklog == 0 &&
           !status.analysis.reanalysis;
}

/// Everything that the rules found out, without ids.
std::map<std::string, std::string> judgementOf(const QString& session) {
    auto database = *storage::openForReading(session.toStdString());
    std::map<std::string, std::string> out;
    const auto gather = [&](const char* name, const char* sql) {
        auto rows = *storage::Statement::prepare(database, sql);
        std::string text;
        while (rows.next()) {
            text += rows.bytes(0) + "\n";
        }
        out[name] = rows.failed() ? "failed" : text;
    };
    gather("verdicts", "SELECT request || state || score || types FROM verdict ORDER BY request");
    gather(
        "hits",
        "SELECT request || '/' || rule_id || '/' || hex(point) || '/' || hex(matched) FROM hit ORDER BY 1");
    gather("attacks",
           "SELECT type || client || hex(host) || hex(endpoint) || requests || '/' || hits || '/' || score ||"
           " (SELECT group_concat(rule_id) FROM (SELECT rule_id FROM attack_rule WHERE attack = a.id ORDER "
           "BY 1))"
           " FROM attack a ORDER BY 1");
    gather("rollups",
           "SELECT resolution || '/' || bucket || '/' || type || '/' || requests || '/' || attack_requests "
           "FROM rollup WHERE requests <> 0 OR attack_requests <> 0 ORDER BY 1");
    return out;
}

}  // namespace

class ReanalysisTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void sameRulesFindTheSame();
    void otherRulesFindWhatTheyWouldHaveFound();
    void triageSurvives();
    void whatNobodySawIsNew();
    void arrivalsGoOn();
    void cancelAndResume();
    void interruptedGoesOn();

private:
    void fill(const QString& session, const char* paranoia);

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_session;
};

void ReanalysisTest::fill(const QString& session, const char* paranoia) {
    const auto service = openService(session, paranoia);
    QVERIFY(service != nullptr && service->listen(service->options().listen.front()));
    auto socket = test::Socket::connect(service->status().listeners.front().address.port);
    test::ResponseReader reader(*socket);
    for (int i = 0; i < kRequests; ++i) {
        QVERIFY(socket->send(requestOf(i)) && reader.next()->status == 204);
    }
    QVERIFY(test::becomesTrue([&] { return isJudged(*service); }));
    service->journal().flush();
}

void ReanalysisTest::init() {
    m_directory = std::make_unique<QTemporaryDir>();
    m_session = m_directory->filePath("one.mscope");
    fill(m_session, "1");
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
}

void ReanalysisTest::sameRulesFindTheSame() {
    const auto before = judgementOf(m_session);
    QVERIFY(before.at("attacks").size() > 100);
    {
        const auto service = openService(m_session, "1");
        QVERIFY(service->startReanalysis(false).has_value());
        QVERIFY(test::becomesTrue([&] { return isJudged(*service); }));
        service->journal().flush();
    }
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
    const auto after = judgementOf(m_session);
    for (const auto& [name, text] : before) {
        QVERIFY2(after.at(name) == text, name.c_str());
    }
    const auto progress = (*storage::SessionReader::open(m_session.toStdString()))->progress();
    QCOMPARE(progress->reanalysisUntil, traffic::RequestId{0});
}

void ReanalysisTest::otherRulesFindWhatTheyWouldHaveFound() {
    const auto before = judgementOf(m_session);
    {
        const auto service = openService(m_session, "3");
        QVERIFY(service->startReanalysis(false).has_value());
        QVERIFY(test::becomesTrue([&] { return isJudged(*service); }));
        service->journal().flush();
    }
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
    const auto after = judgementOf(m_session);
    QVERIFY(after.at("hits") != before.at("hits"));
    const QString other = m_directory->filePath("other.mscope");
    fill(other, "3");
    const auto atOnce = judgementOf(other);
    QVERIFY(after.at("verdicts") == atOnce.at("verdicts"));
    QVERIFY(after.at("hits") == atOnce.at("hits"));
}

void ReanalysisTest::triageSurvives() {
    const auto reader = *storage::SessionReader::open(m_session.toStdString());
    traffic::RequestId attack = 0;
    for (const auto& row : *reader->requests({0, false, 10, {"state:attack", {}, {}}})) {
        attack = attack == 0 ? row.id : attack;
    }
    auto writer = std::move(*storage::TriageWriter::open(m_session.toStdString()));
    QVERIFY(writer->decide({attack, 0, {}}, {traffic::TriageState::Escalated, "bad", {}})->hits > 0);
    QVERIFY(writer->addNote({attack, 0, {}}, "look", {}).has_value());
    auto matching = std::move(*storage::MatchingRequests::open(m_session.toStdString(), {}));
    const auto others = matching->find({"id!=" + std::to_string(attack), {}, {}}, {}, {});
    QVERIFY(others->count() > 1);
    const auto seen = matching->hitsOf(*others, {});
    QVERIFY(writer->decideAll(*others, *seen, "", {traffic::TriageState::Archived, "", {}}, {}).has_value());
    const auto before = reader->detail(attack)->marks;
    {
        const auto service = openService(m_session, "2");
        QVERIFY(service->startReanalysis(false).has_value());
        QVERIFY(test::becomesTrue([&] { return isJudged(*service); }));
        service->journal().flush();
    }
    const auto after = reader->detail(attack)->marks;
    // Those too of the types that it had which the new rules found: the request was decided as a whole.
    QVERIFY(after.decisions.size() >= before.decisions.size());
    for (const auto& decision : after.decisions) {
        QCOMPARE(decision.state, traffic::TriageState::Escalated);
    }
    QCOMPARE(after.notes.size(), std::size_t{1});
    QCOMPARE(reader->requests({0, true, 1000, {"triage:escalated", {}, {}}})->size(), std::size_t{1});
    QCOMPARE(reader->requests({0, true, 100'000, {"triage:archived", {}, {}}})->size(), others->count());
    QCOMPARE(reader->requests({0, true, 1000, {"triage:new", {}, {}}})->size(), std::size_t{0});
}

/// All requests of a kind are archived as one; stricter rules find other types in some kinds.
void ReanalysisTest::whatNobodySawIsNew() {
    const auto reader = *storage::SessionReader::open(m_session.toStdString());
    const auto typesOf = [&](traffic::RequestId id) {
        std::set<traffic::AttackType> types;
        const auto detail = reader->detail(id);
        for (const auto& row : detail->hits) {
            types.insert(row.hit.type);
        }
        return types;
    };
    auto writer = std::move(*storage::TriageWriter::open(m_session.toStdString()));
    std::map<traffic::RequestId, std::set<traffic::AttackType>> seen;  // by each, what its kind had
    for (int kind = 0; kind < 6; ++kind) {
        std::vector<traffic::RequestId> ids;
        std::set<traffic::AttackType> types;
        for (traffic::RequestId id = 1 + kind; id <= kRequests; id += 6) {
            ids.push_back(id);
            types.merge(typesOf(id));
        }
        for (const traffic::RequestId id : ids) {
            seen[id] = types;
        }
        QVERIFY(writer->decideThese({ids, {}}, {traffic::TriageState::Archived, "", {}}, {}, {}).has_value());
    }
    {
        const auto service = openService(m_session, "3");
        QVERIFY(service->startReanalysis(false).has_value());
        QVERIFY(test::becomesTrue([&] { return isJudged(*service); }));
        service->journal().flush();
    }
    std::set<traffic::RequestId> expected;
    for (const auto& [id, types] : seen) {
        if (!std::ranges::includes(types, typesOf(id))) {
            expected.insert(id);
        }
    }
    QVERIFY2(!expected.empty(), "the stricter rules find nothing more: this proves nothing");
    QVERIFY(expected.size() < seen.size());
    std::set<traffic::RequestId> found;
    const auto rows = reader->requests({0, true, 1000, {"triage:new", {}, {}}});
    for (const auto& row : *rows) {
        found.insert(row.id);
    }
    QVERIFY(found == expected);
    QCOMPARE(reader->requests({0, true, 1000, {"triage:archived", {}, {}}})->size(),
             seen.size() - expected.size());
}

void ReanalysisTest::arrivalsGoOn() {
    const auto service = openService(m_session, "2");
    QVERIFY(service->listen(service->options().listen.front()).has_value());
    auto socket = test::Socket::connect(service->status().listeners.front().address.port);
    test::ResponseReader reader(*socket);
    QVERIFY(service->startReanalysis(false).has_value());
    for (int i = 0; i < 50; ++i) {
        QVERIFY(socket->send(requestOf(i)) && reader.next()->status == 204);
    }
    QVERIFY(test::becomesTrue([&] { return isJudged(*service); }));
    service->journal().flush();
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
    const auto states = (*storage::SessionReader::open(m_session.toStdString()))->states();
    std::uint64_t all = 0;
    for (const auto& [state, count] : *states) {
        all += count;
    }
    QCOMPARE(all, std::uint64_t{kRequests + 50});
}

void ReanalysisTest::cancelAndResume() {
    // Behind this thread, so that it is not over before it is cancelled.
    const auto service = openService(m_session, "3", "idle");
    QVERIFY(service->startReanalysis(false).has_value());
    QVERIFY(test::becomesTrue([&] {
        const auto reanalysis = service->status().analysis.reanalysis;
        return !reanalysis || reanalysis->at > 0;
    }));
    QVERIFY(service->cancelReanalysis().has_value());
    const auto reader = *storage::SessionReader::open(m_session.toStdString());
    const auto stopped = *reader->progress();
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
    QVERIFY2(stopped.reanalysisAt > 0 && stopped.reanalysisAt < kRequests,
             "it was over before it was cancelled");
    QCOMPARE(stopped.verdictCursor, traffic::RequestId{kRequests});
    QVERIFY(!service->status().analysis.reanalysis);
    const auto ofRules = [&] {
        auto database = *storage::openForReading(m_session.toStdString());
        return *database.number("SELECT count(DISTINCT rule_set) FROM verdict");
    };
    QCOMPARE(ofRules(), std::int64_t{2});
    QVERIFY(service->startReanalysis(true).has_value());
    const auto resumed = *reader->progress();
    QVERIFY(resumed.verdictCursor >= stopped.reanalysisAt);
    QVERIFY(test::becomesTrue([&] { return isJudged(*service); }));
    service->journal().flush();
    QCOMPARE(ofRules(), std::int64_t{1});
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
    QCOMPARE(reader->progress()->reanalysisAt, traffic::RequestId{0});
}

/// The service ends in the middle; the next one goes on by itself.
void ReanalysisTest::interruptedGoesOn() {
    {
        // Behind this thread, so that it is not over before the service ends.
        const auto service = openService(m_session, "3", "idle");
        QVERIFY(service->startReanalysis(false).has_value());
        QVERIFY(test::becomesTrue([&] {
            const auto reanalysis = service->status().analysis.reanalysis;
            return !reanalysis || reanalysis->at > 0;
        }));
    }
    const auto reader = *storage::SessionReader::open(m_session.toStdString());
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
    QVERIFY2(reader->progress()->reanalysisUntil == kRequests, "it was over before the service ended");
    {
        const auto service = openService(m_session, "3");
        QVERIFY(test::becomesTrue([&] { return isJudged(*service); }));
        service->journal().flush();
    }
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
    QCOMPARE(reader->progress()->reanalysisUntil, traffic::RequestId{0});
}

QTEST_GUILESS_MAIN(ReanalysisTest)
#include "reanalysis_test.moc"
