// SPDX-License-Identifier: Apache-2.0
#include "core/storage/schema_check.h"

#include <QTest>

#include "core/storage/schema.h"

using namespace mirrorscope;
using storage::Database;

class SchemaCheckTest : public QObject {
    Q_OBJECT

private slots:
    void tables_data();
    void tables();
};

void SchemaCheckTest::tables_data() {
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<bool>("ours");
    QTest::newRow("as made") << QByteArray("") << true;
    QTest::newRow("rows do not matter") << QByteArray("INSERT INTO tag VALUES (1, 'x')") << true;
    QTest::newRow("table more") << QByteArray("CREATE TABLE more (x)") << false;
    QTest::newRow("table less") << QByteArray("DROP TABLE note") << false;
    QTest::newRow("column more") << QByteArray("ALTER TABLE note ADD COLUMN x") << false;
    QTest::newRow("index less") << QByteArray("DROP INDEX request_time") << false;
    QTest::newRow("index more") << QByteArray("CREATE INDEX x ON note (text)") << false;
    QTest::newRow("trigger") << QByteArray(
                                    "CREATE TRIGGER x AFTER INSERT ON request BEGIN DELETE FROM hit; END")
                             << false;
    QTest::newRow("view")
        << QByteArray(
               "CREATE VIEW x AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n)"
               " SELECT i FROM n")
        << false;
    QTest::newRow("endless view in place of a table")
        << QByteArray(
               "DROP TABLE cursor; CREATE VIEW cursor AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i"
               " FROM n) SELECT i AS request, 'context' AS name FROM n")
        << false;
    QTest::newRow("generated column in place of a column")
        << QByteArray(
               "DROP TABLE tag; CREATE TABLE tag (request INTEGER NOT NULL, name TEXT AS "
               "(hex(zeroblob(1000000"
               "))), PRIMARY KEY (request)) WITHOUT ROWID")
        << false;
}

void SchemaCheckTest::tables() {
    QFETCH(QByteArray, change);
    QFETCH(bool, ours);
    auto database = Database::open(":memory:", Database::Access::Create);
    QVERIFY(database->run(storage::kSchemaSql).has_value());
    QVERIFY(database->run(change.constData()).has_value());
    const auto verdict = storage::hasOurSchema(*database);
    QVERIFY(verdict.has_value());
    QCOMPARE(*verdict, ours);
}

QTEST_GUILESS_MAIN(SchemaCheckTest)
#include "schema_check_test.moc"
