// SPDX-License-Identifier: Apache-2.0
#include "core/storage/migration.h"

#include <sys/stat.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/error_text.h"
#include "core/storage/journal.h"
#include "core/storage/schema.h"
#include "core/storage/schema_check.h"
#include "core/storage/session_file.h"
#include "core/storage/session_reader.h"
#include "core/storage/triage_writer.h"

using namespace mirrorscope;
using base::ErrorCode;
using storage::Database;

namespace {

/// The tables as that version made them.
QByteArray tablesOf(int version) {
    QFile file(QStringLiteral(TEST_DATA_DIR "/sessions/version_%1.sql").arg(version));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

constexpr char kRows[] =
    "INSERT INTO listener VALUES (1, 'default');"
    "INSERT INTO request VALUES "
    "(1,1800000000000000,7,1,'127.0.0.3',4000,0,'POST','/old','HTTP/1.1','',4,20,4,4,"
    " zeroblob(32),'',NULL), "
    "(2,1800000000000001,7,1,'127.0.0.3',4000,0,'GET','/two','HTTP/1.1','',NULL,20,0,0,"
    " zeroblob(32),'',NULL);"
    "INSERT INTO payload VALUES (1, 'POST /old HTTP/1.1', 'body', '', ''), (2, 'GET /two HTTP/1.1', '', '', "
    "'');"
    "INSERT INTO note VALUES (1, 1, NULL, 5, 'mine');"
    "PRAGMA application_id=1299407728;";
constexpr char kDecisions[] =
    "INSERT INTO triage VALUES (1, 942100, x'61', 'confirmed', 5, 'seen'), (2, 0, x'', 'confirmed', 5, "
    "'seen'),"
    " (2, 7, x'62', 'archived', 6, '');";
/// As version 6 keeps the same.
constexpr char kLoggedDecisions[] =
    "INSERT INTO decision VALUES (1, 'made', 'confirmed', 'seen', 5, 'earlier', '', NULL, 2, 1),"
    " (2, 'made', 'archived', '', 6, 'request', '2', NULL, 1, 1);"
    "INSERT INTO triage VALUES (1, 942100, x'61', 1), (2, 0, x'', 1), (2, 7, x'62', 2);";

}  // namespace

class MigrationTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void oldSessionsOpenAsNew_data();
    void oldSessionsOpenAsNew();
    void readersSayWhatToDo();
    void withoutACopyNothingChanges();
    void interruptedStaysOld();
    void strangersAreNotMigrated();

private:
    void makeSession(int version);
    void decisionsAreALog();
    std::int64_t versionOf(const std::filesystem::path& file) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::filesystem::path m_session;
};

void MigrationTest::init() {
    makeSession(1);
}

/// With two requests.
void MigrationTest::makeSession(int version) {
    m_directory = std::make_unique<QTemporaryDir>();
    m_session = m_directory->filePath("old.mscope").toStdString();
    auto database = Database::open(m_session, Database::Access::Create);
    QVERIFY(database->run("PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL;").has_value());
    QVERIFY(database->run(tablesOf(version).constData()).has_value());
    QVERIFY(database->run(kRows).has_value());
    QVERIFY(database->run(version < 6 ? kDecisions : kLoggedDecisions).has_value());
    if (version >= 3) {
        QVERIFY(database->run("INSERT INTO arrival_minute VALUES (30000000, 1, 2)").has_value());
    }
    const std::string mark = "PRAGMA user_version=" + std::to_string(version);
    QVERIFY(database->run(mark.c_str()).has_value());
}

std::int64_t MigrationTest::versionOf(const std::filesystem::path& file) const {
    auto database = Database::open(file, Database::Access::Read);
    return database ? database->number("PRAGMA user_version").value() : -1;
}

void MigrationTest::oldSessionsOpenAsNew_data() {
    QTest::addColumn<int>("version");
    for (int version = 1; version < static_cast<int>(storage::kSchemaVersion); ++version) {
        QTest::addRow("version %d", version) << version;
    }
}

void MigrationTest::oldSessionsOpenAsNew() {
    QFETCH(int, version);
    makeSession(version);
    {
        const auto journal = storage::Journal::open(m_session, {});
        QVERIFY(journal.has_value());
        QCOMPARE((*journal)->status().lastId, traffic::RequestId{2});
    }
    QCOMPARE(versionOf(m_session), static_cast<std::int64_t>(storage::kSchemaVersion));
    auto database = *storage::openForReading(m_session);
    QVERIFY(*storage::hasOurSchema(database));
    const auto detail = (*storage::SessionReader::open(m_session))->detail(1);
    QCOMPARE(detail->request.target, std::string("/old"));
    QCOMPARE(detail->request.body, std::string("body"));
    decisionsAreALog();
    QCOMPARE(*database.number("SELECT count(*) FROM note WHERE text = 'mine'"), std::int64_t{1});
    QCOMPARE(*database.number("SELECT last FROM arrival_minute WHERE minute = 30000000 AND first = 1"),
             std::int64_t{2});
    const auto copy = storage::backupPath(m_session, version);
    QCOMPARE(copy.filename().string(), "old.mscope.v" + std::to_string(version) + "-backup");
    struct stat status{};
    QCOMPARE(::stat(copy.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
    auto kept = Database::open(copy, Database::Access::Read);
    QCOMPARE(*kept->number("PRAGMA user_version"), std::int64_t{version});
    QCOMPARE(*kept->number("SELECT count(*) FROM request"), std::int64_t{2});
}

/// What was decided at once is one decision, and can be undone.
void MigrationTest::decisionsAreALog() {
    const auto reader = *storage::SessionReader::open(m_session);
    const auto first = reader->detail(1)->marks.decisions;
    QCOMPARE(first.size(), std::size_t{1});
    QCOMPARE(first[0].state, traffic::TriageState::Confirmed);
    QCOMPARE(first[0].point, std::string("a"));
    QCOMPARE(first[0].reason, std::string("seen"));
    QCOMPARE(first[0].at.time_since_epoch().count(), 5);
    const auto second = reader->detail(2)->marks.decisions;
    QCOMPARE(second.size(), std::size_t{2});
    QCOMPARE(second[0].ruleId, std::int64_t{0});
    QCOMPARE(second[1].state, traffic::TriageState::Archived);
    const auto writer = *storage::TriageWriter::open(m_session);
    const auto history = *writer->decisions(10);
    QCOMPARE(history.size(), std::size_t{2});
    QCOMPARE(history[0].about, std::string("request"));
    QCOMPARE(history[0].scope, std::string("2"));
    QCOMPARE(history[1].receipt.requests, std::uint64_t{2});
    QCOMPARE(history[1].receipt.hits, std::uint64_t{1});
    // About whatever hits: a judging that finds more does not make the request new.
    auto database = Database::open(m_session, Database::Access::Write);
    QVERIFY(
        database
            ->run(
                "INSERT INTO hit VALUES (1, 2, 0, 932100, 'rce', 'critical', '', x'', x'', x'', NULL, 0, '',"
                " '')")
            .has_value());
    QCOMPARE(reader->requests({0, true, 9, {"triage:confirmed id:2", {}, {}}})->size(), std::size_t{1});
    QCOMPARE(reader->requests({0, true, 9, {"triage:new id:2", {}, {}}})->size(), std::size_t{0});
    QVERIFY(*writer->setUndone(history[1].receipt.decision, true));
    QVERIFY(reader->detail(1)->marks.decisions.empty());
}

void MigrationTest::readersSayWhatToDo() {
    const auto reader = storage::SessionReader::open(m_session);
    QVERIFY(!reader.has_value());
    QCOMPARE(reader.error().code, ErrorCode::SessionTooOld);
    const std::string text = base::errorText(reader.error());
    QVERIFY(text.find("mirrorscope-cli listen --session " + m_session.string()) != text.npos);
    QCOMPARE(versionOf(m_session), std::int64_t{1});
}

void MigrationTest::withoutACopyNothingChanges() {
    // A directory cannot be replaced by the copy, whoever runs this.
    std::filesystem::create_directories(storage::backupPath(m_session, 1) / "in-the-way");
    const auto journal = storage::Journal::open(m_session, {});
    QVERIFY(!journal.has_value());
    QCOMPARE(journal.error().code, ErrorCode::SessionNotMigrated);
    QCOMPARE(versionOf(m_session), std::int64_t{1});
    QVERIFY(!std::filesystem::exists(storage::backupPath(m_session, 1).string() + ".part"));
    std::filesystem::remove_all(storage::backupPath(m_session, 1));
    QVERIFY(storage::Journal::open(m_session, {}).has_value());
}

/// The disk is full in the middle of the step: as after a kill, the session is what it was.
void MigrationTest::interruptedStaysOld() {
    auto database = Database::open(m_session, Database::Access::Write);
    const auto pages = database->number("PRAGMA page_count");
    QVERIFY(database->run(("PRAGMA max_page_count=" + std::to_string(*pages)).c_str()).has_value());
    const auto migrated = storage::migrate(*database, m_session, 1);
    QVERIFY(!migrated.has_value());
    QCOMPARE(migrated.error().code, ErrorCode::SessionNotMigrated);
    QVERIFY(std::filesystem::exists(storage::backupPath(m_session, 1)));
    QCOMPARE(*database->number("PRAGMA user_version"), std::int64_t{1});
    QCOMPARE(*database->number("SELECT count(*) FROM sqlite_master WHERE name = 'body'"), std::int64_t{0});
    QCOMPARE(*database->number("SELECT count(*) FROM request"), std::int64_t{2});
    QVERIFY(database->run("PRAGMA max_page_count=1000000").has_value());
    QVERIFY(storage::migrate(*database, m_session, 1).has_value());
}

void MigrationTest::strangersAreNotMigrated() {
    {
        auto database = Database::open(m_session, Database::Access::Write);
        QVERIFY(database->run("ALTER TABLE note ADD COLUMN more").has_value());
    }
    const auto journal = storage::Journal::open(m_session, {});
    QVERIFY(!journal.has_value());
    QCOMPARE(journal.error().code, ErrorCode::SessionCorrupt);
    QCOMPARE(versionOf(m_session), std::int64_t{1});
}

QTEST_GUILESS_MAIN(MigrationTest)
#include "migration_test.moc"
