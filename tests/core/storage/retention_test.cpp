// SPDX-License-Identifier: Apache-2.0
#include "core/storage/retention.h"

#include <QTest>

#include "core/storage/session_file.h"
#include "core/storage/statement.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using storage::Retention;
using storage::RetentionPolicy;
using traffic::RequestId;

namespace {

constexpr RequestId kRequests = 3000;

/// A session that is not being recorded any more, a second between two requests.
class PastSession {
public:
    explicit PastSession(RequestId judged = kRequests) {
        m_stored = m_recorded.store(kRequests);
        m_recorded.journal().record(test::contexts(1, kRequests));
        m_recorded.journal().record(test::verdicts(1, judged));
        m_recorded.journal().flush();
        m_recorded.closeJournal();
        m_database.emplace(std::move(*storage::openForRecording(m_recorded.path())));
        run("UPDATE request SET time = 1800000000000000 + id * 1000000");
    }

    bool isStored() const { return m_stored; }
    std::unique_ptr<storage::SessionReader> reader() const { return m_recorded.reader(); }
    void run(const char* sql) { QVERIFY2(m_database->run(sql).has_value(), sql); }
    std::int64_t number(const char* sql) {
        const auto number = m_database->number(sql);
        return number ? *number : -1;
    }
    std::string text(const char* sql) {
        auto statement = storage::Statement::prepare(*m_database, sql);
        return statement && statement->next() ? statement->bytes(0) : std::string();
    }
    std::int64_t count() { return number("SELECT count(*) FROM request"); }

    std::unique_ptr<Retention> retention(const RetentionPolicy& policy) {
        return std::move(*Retention::prepare(*m_database, policy));
    }

    /// Steps until nothing is due any more.
    void removeAll(Retention& retention) {
        while (retention.isDue(m_now)) {
            const auto outcome = retention.step(m_now, today, kRequests, 20ms);
            QVERIFY(outcome.has_value());
        }
    }

    void passTime() { m_now += Retention::kInterval; }

    /// Rows of other tables that belong to no request.
    std::int64_t orphans() {
        return number(
            "SELECT (SELECT count(*) FROM payload WHERE request NOT IN (SELECT id FROM request))"
            " + (SELECT count(*) FROM context WHERE request NOT IN (SELECT id FROM request))"
            " + (SELECT count(*) FROM verdict WHERE request NOT IN (SELECT id FROM request))"
            " + (SELECT count(*) FROM hit WHERE request NOT IN (SELECT id FROM request))"
            " + (SELECT count(*) FROM triage WHERE request NOT IN (SELECT id FROM request))"
            " + (SELECT count(*) FROM tag WHERE request NOT IN (SELECT id FROM request))");
    }

    base::WallTime today{1'800'003'000s};

private:
    test::RecordedSession m_recorded;
    bool m_stored = false;
    std::optional<storage::Database> m_database;
    std::chrono::steady_clock::time_point m_now{1h};
};

}  // namespace

class RetentionTest : public QObject {
    Q_OBJECT

private slots:
    void withoutAPolicyNothingIsDue();
    void byNumber();
    void byAge();
    void everythingMayGo();
    void byAgeAcrossAClockJump();
    void bySize();
    void sparesWhatPeopleMarked();
    void waitsForTheRules();
    void looksAgainLater();
    void remembersWhatWent();
    void aFailureRemovesNothing();
};

void RetentionTest::withoutAPolicyNothingIsDue() {
    PastSession session;
    QVERIFY(session.isStored());
    QVERIFY(!session.retention({})->isDue(std::chrono::steady_clock::time_point::max()));
}

void RetentionTest::byNumber() {
    PastSession session;
    session.run("INSERT INTO tag VALUES (1, 'seen')");
    const auto retention = session.retention({.requests = 1000});
    session.removeAll(*retention);
    QCOMPARE(session.count(), 1000);
    QCOMPARE(session.number("SELECT min(id) FROM request"), 2001);
    QCOMPARE(session.orphans(), 0);
    QCOMPARE(session.number("SELECT count(*) FROM payload"), 1000);
    QCOMPARE(session.number("SELECT requests FROM attack"), 1000);  // every third of 3,000: still counted
    QCOMPARE(retention->removed().requests, std::uint64_t{2000});
    QCOMPARE(retention->removed().newest, RequestId{2000});
    QCOMPARE(session.text("PRAGMA integrity_check"), std::string("ok"));
}

void RetentionTest::byAge() {
    PastSession session;
    const auto retention = session.retention({.age = 500s});
    session.removeAll(*retention);
    QCOMPARE(session.number("SELECT min(id) FROM request"), 2500);  // exactly 500 s old stays
    QCOMPARE(session.count(), 501);
    QCOMPARE(session.orphans(), 0);
}

void RetentionTest::everythingMayGo() {
    PastSession session;
    const auto retention = session.retention({.age = 1s});
    session.today += 1h;
    session.removeAll(*retention);
    QCOMPARE(session.count(), 0);
    const auto progress = session.reader()->progress();
    QCOMPARE(progress->lastRequest, kRequests);  // the next request gets the id after it
    QCOMPARE(progress->requests, std::uint64_t{0});
}

void RetentionTest::byAgeAcrossAClockJump() {
    PastSession session;
    session.run(
        "UPDATE request SET time = time + 3600000000 WHERE id <= 100");  // the clock was an hour ahead
    session.run("UPDATE request SET time = 1 WHERE id = 2900");          // and once far behind
    const auto retention = session.retention({.age = 500s});
    session.removeAll(*retention);
    QCOMPARE(session.number("SELECT count(*) FROM request WHERE id <= 100"), 100);
    QCOMPARE(session.number("SELECT count(*) FROM request WHERE id > 100 AND id < 2500"), 0);
    QCOMPARE(session.number("SELECT count(*) FROM request WHERE id = 2900"), 0);
    QCOMPARE(session.count(), 100 + 500);
}

void RetentionTest::bySize() {
    PastSession session;
    const auto used = [&] {
        return (session.number("PRAGMA page_count") - session.number("PRAGMA freelist_count")) * 8192;
    };
    const std::int64_t before = used();
    const auto retention = session.retention({.bytes = static_cast<std::uint64_t>(before / 2)});
    session.removeAll(*retention);
    QVERIFY(used() <= before / 2);
    QVERIFY(used() > before / 4);  // no more than needed, by a chunk or so
    QVERIFY(session.count() > 0);
    QCOMPARE(session.orphans(), 0);
}

void RetentionTest::sparesWhatPeopleMarked() {
    PastSession session;
    session.run(
        "INSERT INTO decision VALUES (1, 'made', 'confirmed', '', 1, 'request', '5', NULL, 1, 1, NULL),"
        " (2, 'made', 'escalated', '', 1, 'request', '7', NULL, 1, 1, NULL),"
        " (3, 'made', 'false-positive', '', 1, 'request', '8', NULL, 1, 1, NULL),"
        " (4, 'made', 'archived', '', 1, 'request', '10', NULL, 1, 1, NULL),"
        " (5, 'undone', 'confirmed', '', 1, 'request', '16', NULL, 1, 1, NULL),"
        " (6, 'begun', 'confirmed', '', 1, 'request', '17', NULL, 1, 1, NULL),"
        " (7, 'made', 'escalated', '', 1, 'filter', '', NULL, 1, 1, NULL)");
    session.run(
        "INSERT INTO triage VALUES (5, 1, x'', 1), (7, 1, x'', 2), (8, 1, x'', 3), (10, 1, x'', 4),"
        " (16, 1, x'', 5), (17, 0, x'', 6)");
    // Of request 19; of a block that has no requests any more.
    session.run("INSERT INTO decided VALUES (0, 7, x'000008'), (-1, 7, x'ff')");
    session.run("INSERT INTO note (request, attack, time, text) VALUES (11, NULL, 1, 'look at this')");
    session.run("INSERT INTO mark VALUES (14, 'evidence')");
    const auto retention = session.retention({.requests = 1});
    session.removeAll(*retention);
    QCOMPARE(session.text("SELECT group_concat(id) FROM (SELECT id FROM request ORDER BY id)"),
             std::string("5,7,11,14,19"));
    QCOMPARE(session.text("SELECT group_concat(block) FROM decided"), std::string("0"));
    QCOMPARE(session.orphans(), 0);

    PastSession noted;  // a note on the attack spares each of its requests, every third
    noted.run("INSERT INTO note (request, attack, time, text) VALUES (NULL, 1, 1, 'a campaign')");
    const auto sparing = noted.retention({.requests = 1});
    noted.removeAll(*sparing);
    QCOMPARE(noted.count(), 1000);
    QCOMPARE(noted.number("SELECT count(*) FROM request WHERE id % 3 <> 0"), 0);
}

void RetentionTest::waitsForTheRules() {
    PastSession session(1500);
    const auto retention = session.retention({.requests = 1});
    session.removeAll(*retention);
    QCOMPARE(session.number("SELECT min(id) FROM request"), 1501);
    PastSession unjudged(1500);
    const auto all = unjudged.retention({.requests = 1, .judgedOnly = false});
    unjudged.removeAll(*all);
    QCOMPARE(unjudged.count(), 1);
}

void RetentionTest::looksAgainLater() {
    PastSession session;
    const auto retention = session.retention({.age = 500s});
    session.removeAll(*retention);
    session.today += 100s;
    session.removeAll(*retention);  // not due yet
    QCOMPARE(session.count(), 501);
    session.passTime();
    session.removeAll(*retention);
    QCOMPARE(session.count(), 401);
}

void RetentionTest::remembersWhatWent() {
    PastSession session;
    session.removeAll(*session.retention({.requests = 1000}));
    const auto later = session.retention({.requests = 900});
    QCOMPARE(later->removed().requests, std::uint64_t{2000});
    QCOMPARE(later->removed().newest, RequestId{2000});
    QCOMPARE(later->removed().at, session.today);
    session.removeAll(*later);
    QCOMPARE(later->removed().requests, std::uint64_t{2100});
    QCOMPARE(session.count(), 900);
}

void RetentionTest::aFailureRemovesNothing() {
    PastSession session;
    session.run(
        "CREATE TEMP TRIGGER refuse BEFORE DELETE ON verdict WHEN old.request = 700"
        " BEGIN SELECT raise(ABORT, 'refused by the test'); END");
    const auto retention = session.retention({.requests = 1000});
    const auto now = std::chrono::steady_clock::time_point{1h};
    QVERIFY(!retention->step(now, session.today, kRequests, 10s).has_value());
    QCOMPARE(session.count(), kRequests);
    QCOMPARE(retention->removed().requests, std::uint64_t{0});
    QVERIFY(!retention->isDue(now));  // not at once again
    session.run("DROP TRIGGER refuse");
    session.passTime();
    session.removeAll(*retention);
    QCOMPARE(session.count(), 1000);
}

QTEST_GUILESS_MAIN(RetentionTest)
#include "retention_test.moc"
