// SPDX-License-Identifier: Apache-2.0
#include "core/storage/database.h"

#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace mirrorscope;
using base::ErrorCode;
using storage::Database;

class DatabaseTest : public QObject {
    Q_OBJECT

private slots:
    void opens_data();
    void opens();
    void immutableTakesAnyName();
    void failures_data();
    void failures();
    void fullFile();
    void endlessQueryIsCancelled();
    void schemaOfAStrangerDoesNothing();

private:
    QTemporaryDir m_directory;
    std::filesystem::path path(const char* name) const { return m_directory.filePath(name).toStdString(); }
    Database made(const char* name) const {
        return std::move(*Database::open(path(name), Database::Access::Create));
    }
};

void DatabaseTest::opens_data() {
    QTest::addColumn<int>("access");
    QTest::addColumn<int>("code");
    QTest::newRow("immutable") << static_cast<int>(Database::Access::Immutable)
                               << static_cast<int>(ErrorCode::SessionUnreadable);
    QTest::newRow("read") << static_cast<int>(Database::Access::Read)
                          << static_cast<int>(ErrorCode::SessionUnreadable);
    QTest::newRow("write") << static_cast<int>(Database::Access::Write)
                           << static_cast<int>(ErrorCode::SessionUnwritable);
    QTest::newRow("create") << static_cast<int>(Database::Access::Create)
                            << static_cast<int>(ErrorCode::SessionUnwritable);
}

void DatabaseTest::opens() {
    QFETCH(int, access);
    QFETCH(int, code);
    const auto missing = Database::open(path("nowhere/file"), static_cast<Database::Access>(access));
    QVERIFY(!missing.has_value());
    QCOMPARE(static_cast<int>(missing.error().code), code);
    QCOMPARE(missing.error().arguments.at(0), path("nowhere/file").string());
}

/// Its name is part of an address, in which some characters mean something.
void DatabaseTest::immutableTakesAnyName() {
    for (const char* name : {"plain", "100%25", "what?mode=memory", "part#2", "a b\xc3\xbc"}) {
        QVERIFY(made(name).run("CREATE TABLE t (x); INSERT INTO t VALUES (7)").has_value());
        auto reading = Database::open(path(name), Database::Access::Immutable);
        QVERIFY2(reading.has_value(), name);
        QCOMPARE(*reading->number("SELECT x FROM t"), std::int64_t{7});
        QVERIFY(reading->isReadOnly());
    }
}

void DatabaseTest::failures_data() {
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("syntax") << QByteArray("SELEKT 1");
    QTest::newRow("no such table") << QByteArray("SELECT * FROM nowhere");
    QTest::newRow("fails when run") << QByteArray("SELECT abs(-9223372036854775807 - 1)");
}

void DatabaseTest::failures() {
    QFETCH(QByteArray, sql);
    auto database = made("failures");
    for (const auto& error :
         {database.run(sql.constData()).error(), database.number(sql.constData()).error()}) {
        QCOMPARE(error.code, ErrorCode::StorageFailed);
        QCOMPARE(error.arguments.at(0), sql.toStdString());
        QVERIFY(!error.arguments.at(1).empty());
    }
    QCOMPARE(*database.number("SELECT 3"), std::int64_t{3});
    QCOMPARE(*database.number("SELECT 3 WHERE 0"), std::int64_t{0});
}

void DatabaseTest::fullFile() {
    auto database = made("full");
    QVERIFY(database.run("CREATE TABLE t (x); PRAGMA max_page_count=1").has_value());
    const auto written = database.run("INSERT INTO t VALUES (zeroblob(1000000))");
    QVERIFY(!written.has_value());
    QCOMPARE(written.error().code, ErrorCode::StorageFull);
}

void DatabaseTest::endlessQueryIsCancelled() {
    auto database = made("endless");
    base::CancelToken token;
    database.setCancel(&token);
    std::thread canceller([token]() mutable { token.cancel(); });
    const auto ended =
        database.number("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT count(*) FROM n");
    canceller.join();
    QVERIFY(!ended.has_value());
    QCOMPARE(ended.error().code, ErrorCode::Cancelled);
    database.setCancel(nullptr);
    QCOMPARE(*database.number("SELECT 1"), std::int64_t{1});
}

void DatabaseTest::schemaOfAStrangerDoesNothing() {
    {
        sqlite3* handle = nullptr;
        QCOMPARE(sqlite3_open(path("stranger").c_str(), &handle), SQLITE_OK);
        sqlite3_exec(handle,
                     "CREATE TABLE t (x); CREATE TABLE log (x); CREATE VIEW v AS SELECT 1;"
                     "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END",
                     nullptr, nullptr, nullptr);
        sqlite3_close(handle);
    }
    auto database = Database::open(path("stranger"), Database::Access::Write);
    QVERIFY(database->run("INSERT INTO t VALUES (1)").has_value());
    QCOMPARE(*database->number("SELECT count(*) FROM t"), std::int64_t{1});
    QCOMPARE(*database->number("SELECT count(*) FROM log"), std::int64_t{0});
    QVERIFY(!database->number("SELECT * FROM v").has_value());
    QVERIFY(!database->run("PRAGMA writable_schema=1; DELETE FROM sqlite_master").has_value());
}

QTEST_GUILESS_MAIN(DatabaseTest)
#include "database_test.moc"
