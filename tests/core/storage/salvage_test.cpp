// SPDX-License-Identifier: Apache-2.0
#include "core/storage/salvage.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <random>

#include "core/storage/statement.h"
#include "core/storage/triage_writer.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using base::ErrorCode;

namespace {

constexpr qint64 kPageSize = 8192;
constexpr std::size_t kRequests = 3000;
constexpr int kDestroyed = 20;

/// What a page is for, by its first byte (sqlite.org/fileformat2.html 1.6); pages with part of a long value
/// or of the map of pages begin otherwise.
QString kindOf(const QByteArray& page) {
    switch (page.isEmpty() ? 0 : page.front()) {
        case 2:
            return "inner page of an index";
        case 5:
            return "inner page of a table";
        case 10:
            return "leaf of an index";
        case 13:
            return "leaf of a table";
        default:
            return "other";
    }
}

QByteArray bytesOf(const std::filesystem::path& file) {
    QFile in(QString::fromStdString(file.string()));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

bool write(const std::filesystem::path& file, const QByteArray& bytes) {
    QFile out(QString::fromStdString(file.string()));
    return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
}

std::int64_t count(const std::filesystem::path& session, const char* sql) {
    auto database = storage::Database::open(session, storage::Database::Access::Read);
    const auto number = database ? database->number(sql) : database.error();
    return number ? *number : -1;
}

}  // namespace

class SalvageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void undamaged();
    void rowsOfLostDecisionsGo();
    void destroyedPage_data();
    void destroyedPage();
    void destroyedListOfTables();
    void withLog();
    void refuses();
    void cancelLeavesNothing();
    void cleanupTestCase();

private:
    std::filesystem::path path(const char* name) const { return m_directory.filePath(name).toStdString(); }

    QTemporaryDir m_directory;
    QByteArray m_session;
    double m_kept = 0;
    int m_found = 0;
    int m_runs = 0;
};

void SalvageTest::initTestCase() {
    test::RecordedSession recorded;
    std::mt19937 random(6);
    test::Outcomes outcomes;
    recorded.journal().addReceiver(outcomes);
    for (std::size_t i = 0; i < kRequests; ++i) {
        // One in a hundred has a body that goes on in pages of its own.
        const std::string body(i % 100 == 7 ? 20'000 : random() % 900, static_cast<char>('a' + i % 26));
        QVERIFY(recorded.journal().offer(test::delivery("/" + std::to_string(i), body)));
    }
    QVERIFY(outcomes.waitFor(kRequests));
    recorded.analyse(kRequests);
    recorded.journal().flush();
    {
        const auto writer = *storage::TriageWriter::open(recorded.path());
        storage::RequestSet requests;
        for (traffic::RequestId id = 1; id < 2000; id += 2) {
            requests.add(id);
        }
        QVERIFY(
            writer->decideAll(requests, {}, "", {traffic::TriageState::Archived, "", {}}, {}).has_value());
        QVERIFY(writer->decide({0, 1, {}}, {traffic::TriageState::Confirmed, "", {}}).has_value());
    }
    recorded.closeJournal();
    m_session = bytesOf(recorded.path());
    QVERIFY(m_session.size() > 100 * kPageSize);
}

void SalvageTest::undamaged() {
    QVERIFY(write(path("whole"), m_session));
    const auto report = storage::salvage(path("whole"), path("whole.new"));
    QVERIFY(report.has_value());
    QVERIFY(report->isUndamaged());
    QCOMPARE(bytesOf(path("whole")), m_session);
    for (const char* sql :
         {"SELECT count(*) FROM request", "SELECT sum(length(head) + length(body)) FROM payload",
          "SELECT count(*) FROM hit", "SELECT sum(requests) FROM rollup", "SELECT sum(request) FROM cursor",
          "SELECT count(*) FROM attack_rule", "SELECT sum(decision) FROM triage",
          "SELECT sum(length(requests)) FROM decided", "SELECT sum(requests) FROM decision",
          "SELECT seq FROM sqlite_sequence", "SELECT requests FROM source"}) {
        QCOMPARE(count(path("whole.new"), sql), count(path("whole"), sql));
    }
    const auto reader = storage::SessionReader::open(path("whole.new"));
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->requests({.limit = kRequests})->size(), kRequests);
    QCOMPARE((*reader)->requests({0, true, kRequests, {"triage:confirmed", {}, {}}})->size(), kRequests / 3);
    QVERIFY((*reader)->requests({0, true, kRequests, {"triage:archived", {}, {}}})->size() > 500);
}

void SalvageTest::rowsOfLostDecisionsGo() {
    QVERIFY(write(path("lost"), m_session));
    {
        auto database = *storage::Database::open(path("lost"), storage::Database::Access::Write);
        QVERIFY(database.run("DELETE FROM decision").has_value());
    }
    QVERIFY(storage::salvage(path("lost"), path("lost.new")).has_value());
    QCOMPARE(count(path("lost.new"), "SELECT count(*) FROM triage"), std::int64_t{0});
    QCOMPARE(count(path("lost.new"), "SELECT count(*) FROM decided"), std::int64_t{0});
}

/// Seeded pages, taken in turns from each kind that is there.
void SalvageTest::destroyedPage_data() {
    QTest::addColumn<qint64>("page");
    QMap<QString, std::vector<qint64>> kinds;
    for (qint64 page = 1; page < m_session.size() / kPageSize; ++page) {
        kinds[kindOf(m_session.mid(page * kPageSize, 1))].push_back(page);
    }
    QVERIFY(kinds.size() >= 4);
    std::mt19937 random(2026);
    for (int row = 0; row < kDestroyed;) {
        for (auto kind = kinds.begin(); kind != kinds.end() && row < kDestroyed; ++kind, ++row) {
            const qint64 page = kind.value()[random() % kind.value().size()];
            QTest::addRow("%d: page %lld, %s", row, page, qPrintable(kind.key())) << page;
        }
    }
}

void SalvageTest::destroyedPage() {
    QFETCH(qint64, page);
    QByteArray damaged = m_session;
    std::mt19937 random(static_cast<unsigned>(page));
    std::generate_n(damaged.begin() + page * kPageSize, kPageSize,
                    [&] { return static_cast<char>(random()); });
    const auto file = path("damaged");
    const auto rescued = path("rescued");
    QVERIFY(write(file, damaged));
    std::filesystem::remove(rescued);
    auto database = storage::Database::open(file, storage::Database::Access::Immutable);
    auto check = storage::Statement::prepare(*database, "PRAGMA quick_check(1)");
    const bool isFound = !check || !check->next() || check->bytes(0) != "ok";

    const auto report = storage::salvage(file, rescued);
    QVERIFY2(report.has_value(),
             report ? "" : qPrintable(QString::fromStdString(report.error().arguments.back())));
    QCOMPARE(bytesOf(file), damaged);
    const std::int64_t whole =
        count(rescued,
              "SELECT count(*) FROM request r JOIN payload p ON p.request = r.id"
              " WHERE length(p.head) = r.head_bytes AND length(p.body) = r.body_kept") -
        static_cast<std::int64_t>(report->alteredBodies.size());
    const double kept = 100.0 * static_cast<double>(whole) / kRequests;
    m_kept += kept;
    m_found += isFound || !report->isUndamaged() ? 1 : 0;
    ++m_runs;
    qInfo("%s: %s, %.2f %% of the requests whole", QTest::currentDataTag(),
          isFound                 ? "found by quick_check"
          : report->isUndamaged() ? "not found"
                                  : "found by salvage",
          kept);
    QVERIFY(isFound || !report->isUndamaged());
    QVERIFY(kept >= 99);
    QVERIFY(storage::SessionReader::open(rescued).has_value());
    QCOMPARE(count(rescued, "SELECT count(*) FROM pragma_quick_check WHERE quick_check = 'ok'"),
             std::int64_t{1});
}

void SalvageTest::destroyedListOfTables() {
    QByteArray damaged = m_session;
    damaged.replace(0, kPageSize, QByteArray(kPageSize, '\x5a'));
    QVERIFY(write(path("list"), damaged));
    QVERIFY(!storage::SessionReader::open(path("list")));
    const auto report = storage::salvage(path("list"), path("list.new"));
    QVERIFY(report.has_value());
    QVERIFY(report->isListReplaced);
    QCOMPARE(report->table("request")->rows, std::uint64_t{kRequests});
    QCOMPARE(report->table("payload")->rows, std::uint64_t{kRequests});
    QCOMPARE(bytesOf(path("list")), damaged);
}

/// A killed recorder leaves the newest requests in the log.
void SalvageTest::withLog() {
    test::RecordedSession recorded;
    QVERIFY(recorded.store(50));
    for (const char* suffix : {"", "-wal"}) {
        QVERIFY(write(path("log").string() + suffix, bytesOf(recorded.path().string() + suffix)));
    }
    QCOMPARE(storage::salvage(recorded.path(), path("live.new")).error().code, ErrorCode::SessionLocked);
    const QByteArray before = bytesOf(path("log").string() + "-wal");
    const auto report = storage::salvage(path("log"), path("log.new"));
    QVERIFY(report.has_value());
    QCOMPARE(report->table("request")->rows, std::uint64_t{50});
    QCOMPARE(bytesOf(path("log").string() + "-wal"), before);
    QVERIFY(QDir(m_directory.path()).entryList({"mirrorscope-copy-*"}).isEmpty());
}

void SalvageTest::refuses() {
    QVERIFY(write(path("text"), "not a session"));
    QVERIFY(write(path("exists"), m_session));
    QCOMPARE(storage::salvage(path("none"), path("new")).error().code, ErrorCode::SessionMissing);
    QCOMPARE(storage::salvage(path("text"), path("new")).error().code, ErrorCode::SessionCorrupt);
    QCOMPARE(storage::salvage(m_directory.path().toStdString(), path("new")).error().code,
             ErrorCode::SessionUnreadable);
    QCOMPARE(storage::salvage(path("exists"), path("exists")).error().code, ErrorCode::SessionUnwritable);
    QCOMPARE(bytesOf(path("exists")), m_session);
    auto other = storage::Database::open(path("other"), storage::Database::Access::Create);
    QVERIFY(other->run("CREATE TABLE t (x)").has_value());
    QCOMPARE(storage::salvage(path("other"), path("new")).error().code, ErrorCode::SessionNotOurs);
    QVERIFY(!std::filesystem::exists(path("new")));
}

void SalvageTest::cancelLeavesNothing() {
    QVERIFY(write(path("cancel"), m_session));
    base::CancelToken cancel;
    const auto report = storage::salvage(path("cancel"), path("cancel.new"), cancel,
                                         [&](std::string_view doing, std::uint64_t) {
                                             if (doing == "payload") {
                                                 cancel.cancel();
                                             }
                                         });
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    QVERIFY(!std::filesystem::exists(path("cancel.new")));
}

void SalvageTest::cleanupTestCase() {
    qInfo("%d destroyed pages, %d found, %.2f %% of the requests whole on average", m_runs, m_found,
          m_kept / std::max(1, m_runs));
}

QTEST_GUILESS_MAIN(SalvageTest)
#include "salvage_test.moc"
