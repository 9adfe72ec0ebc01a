// SPDX-License-Identifier: Apache-2.0
// What the followers record: written in order, in steps, each with its cursor, whatever the disk and the
// arrivals do.
#include "core/storage/background_writer.h"

#include <QTest>
#include <atomic>
#include <map>
#include <thread>

#include "core/storage/session_file.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using traffic::RequestId;

namespace {

constexpr int kRequests = 3000;

/// Offers until it is destroyed, so that the journal is never idle.
class Flood {
public:
    explicit Flood(storage::Journal& journal)
        : m_thread([&journal](const std::stop_token& stop) {
              while (!stop.stop_requested()) {
                  if (!journal.offer(test::delivery("/flood"))) {
                      std::this_thread::yield();
                  }
              }
          }) {}

private:
    std::jthread m_thread;
};

}  // namespace

class BackgroundWriterTest : public QObject {
    Q_OBJECT

private slots:
    void rowsAreWhole();
    void countsAgree();
    void cursorsMoveWithTheirRows();
    void stepsArePrefixes();
    void fullDiskLosesNothing();
    void arrivalsDoNotStarveIt();
    void failureUnderArrivalsIsTriedAgain();

private:
    static void checkCounts(storage::SessionReader& reader);
    static void checkRollups(storage::SessionReader& reader);
};

void BackgroundWriterTest::rowsAreWhole() {
    test::RecordedSession session;
    QVERIFY(session.store(3));
    session.analyse(3);
    session.journal().flush();
    const auto detail = session.reader()->detail(3);
    QVERIFY(detail.has_value());
    const traffic::RequestRow& row = detail->row;
    QCOMPARE(row.sourceName, std::string("nginx 127.0.0.3"));
    QCOMPARE(row.context.client, std::string("203.0.113.3"));
    QCOMPARE(row.context.clientTrust, traffic::ClientTrust::Claimed);
    QCOMPARE(row.context.clientAlternatives.size(), std::size_t{2});
    QCOMPARE(row.context.clientAlternatives[1].from, std::string("peer"));
    QCOMPARE(row.context.serverPort, std::optional<std::uint16_t>(8080));
    QVERIFY(!row.context.port.has_value());
    QVERIFY(row.flags.has(traffic::RequestFlag::UntrustedForwarded));
    QCOMPARE(row.state, traffic::RequestState::Attack);
    QCOMPARE(row.attackTypes, std::vector{traffic::AttackType::Sqli});
    QCOMPARE(detail->engine, std::string("modsecurity"));
    QCOMPARE(detail->ruleSet, std::string("CRS test"));
    QCOMPARE(detail->error, std::string());
    QCOMPARE(detail->hits.size(), std::size_t{2});
    QCOMPARE(detail->hits[0].hit.matched, std::string("1'\0\xff", 4));
    QCOMPARE(detail->hits[0].hit.offset, std::optional<std::uint64_t>(8));
    QVERIFY(!detail->hits[1].hit.offset.has_value());
    QCOMPARE(detail->hits[0].attackId, traffic::AttackId{1});
}

void BackgroundWriterTest::checkCounts(storage::SessionReader& reader) {
    const auto source = reader.sources()->front();
    QCOMPARE(source.requests, std::uint64_t{kRequests});
    QCOMPARE(source.attackRequests, std::uint64_t{kRequests / 3});
    QCOMPARE(source.lastSeen, test::kStart + std::chrono::milliseconds(kRequests * 10));
    const auto attacks = reader.attacks({});
    QCOMPARE(attacks->size(), std::size_t{1});
    const traffic::Attack& attack = attacks->front().attack;
    QCOMPARE(attack.requests, std::uint64_t{kRequests / 3});
    QCOMPARE(attack.hits, std::uint64_t{kRequests / 3 * 2});
    QCOMPARE(attack.ruleIds.size(), std::size_t{3});
    QCOMPARE(attack.firstSeen, test::kStart + 30ms);
    QCOMPARE(reader.hits({0, true, kRequests})->size(), std::size_t{kRequests / 3 * 2});
    QCOMPARE(reader.progress()->contextCursor, RequestId{kRequests});
    QCOMPARE(reader.progress()->verdictCursor, RequestId{kRequests});
}

void BackgroundWriterTest::checkRollups(storage::SessionReader& reader) {
    for (const int resolution : {1, 10, 60, 3600}) {
        std::map<bool, std::uint64_t> requests;
        std::uint64_t attackRequests = 0;
        for (const auto& row : *reader.rollup(resolution, test::kStart - 1h, test::kStart + 1h)) {
            requests[row.type.has_value()] += row.requests;
            attackRequests += row.attackRequests;  // where type is unset, nowhere else
            QCOMPARE(row.bucket.time_since_epoch() % std::chrono::seconds(resolution), 0us);
        }
        QCOMPARE(requests[false], std::uint64_t{kRequests});
        QCOMPARE(requests[true], std::uint64_t{kRequests / 3});
        QCOMPARE(attackRequests, std::uint64_t{kRequests / 3});
    }
}

void BackgroundWriterTest::countsAgree() {
    test::RecordedSession session;
    QVERIFY(session.store(kRequests));
    session.analyse(kRequests);
    session.journal().flush();
    checkCounts(*session.reader());
    checkRollups(*session.reader());
}

/// Whatever moment a reader looks at, a cursor covers exactly the rows that are there.
void BackgroundWriterTest::cursorsMoveWithTheirRows() {
    storage::JournalOptions options;
    options.backgroundStep = 0ms;  // as many steps as possible
    test::RecordedSession session(options);
    QVERIFY(session.store(kRequests));
    auto looker = *storage::openForReading(session.path());
    session.analyse(kRequests);
    constexpr char kUncovered[] =
        "SELECT (SELECT count(*) FROM context) - (SELECT request FROM cursor WHERE name = 'context') <> 0"
        " OR (SELECT count(*) FROM verdict) - (SELECT request FROM cursor WHERE name = 'verdict') <> 0"
        " OR (SELECT sum(requests) FROM source) - (SELECT count(*) FROM context) <> 0"
        " OR (SELECT count(*) FROM hit) - 2 * (SELECT count(*) FROM verdict WHERE state = 'attack') <> 0";
    while (*looker.number("SELECT min(request) FROM cursor") < kRequests) {
        QCOMPARE(*looker.number(kUncovered), std::int64_t{0});
    }
    session.journal().flush();
    QCOMPARE(*looker.number(kUncovered), std::int64_t{0});
}

void BackgroundWriterTest::stepsArePrefixes() {
    QTemporaryDir directory;
    auto database = *storage::openForRecording(directory.filePath("steps.mscope").toStdString());
    auto writer = *storage::BackgroundWriter::prepare(database);
    writer->record(test::contexts(1, 100));
    writer->record(test::verdicts(1, 100));
    writer->record(traffic::ContextBatch{});  // nothing to write is no reason to stop
    int steps = 0;
    std::int64_t before = 0;
    while (writer->backlog() > 0) {
        QVERIFY(writer->step(0ms).has_value());
        const std::int64_t written = *database.number("SELECT sum(request) FROM cursor");
        QVERIFY(written > before || writer->backlog() == 0);
        before = written;
        ++steps;
    }
    QCOMPARE(before, std::int64_t{200});
    QVERIFY(steps > 4);
    QVERIFY(writer->step(0ms).has_value());
}

void BackgroundWriterTest::fullDiskLosesNothing() {
    test::RecordedSession session;
    QVERIFY(session.store(kRequests));
    session.journal().limitPages(1);  // as many as there are
    session.analyse(kRequests);
    QTRY_VERIFY(session.journal().status().failing);
    QCOMPARE(session.journal().status().lastError.code, base::ErrorCode::StorageFull);
    QVERIFY(session.journal().backgroundBacklog() > 0);
    session.journal().limitPages(1'000'000);
    session.journal().flush();  // nobody wakes it: it tries again by itself
    QVERIFY(!session.journal().status().failing);
    checkCounts(*session.reader());
    checkRollups(*session.reader());
}

void BackgroundWriterTest::arrivalsDoNotStarveIt() {
    test::RecordedSession session;
    QVERIFY(session.store(kRequests));
    const Flood flood(session.journal());
    session.analyse(kRequests);
    session.journal().flush();
    QCOMPARE(session.reader()->progress()->verdictCursor, RequestId{kRequests});
}

void BackgroundWriterTest::failureUnderArrivalsIsTriedAgain() {
    test::RecordedSession session;
    QVERIFY(session.store(kRequests));
    session.journal().limitPages(1);
    const Flood flood(session.journal());
    session.analyse(kRequests);
    QTRY_VERIFY(session.journal().status().failing);
    session.journal().limitPages(1'000'000);
    session.journal().flush();
    QCOMPARE(session.reader()->progress()->verdictCursor, RequestId{kRequests});
}

QTEST_GUILESS_MAIN(BackgroundWriterTest)
#include "background_writer_test.moc"
