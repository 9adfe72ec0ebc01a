// SPDX-License-Identifier: Apache-2.0
#include "core/storage/statement.h"

#include <QTest>
#include <limits>

using namespace mirrorscope;
using storage::Database;
using storage::Statement;

class StatementTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void bytesComeBack_data();
    void bytesComeBack();
    void numbersComeBack();
    void isReadyAgainAfterEach();
    void failureIsKept();
    void wrongSqlIsAnError();

private:
    std::optional<Database> m_database;
};

void StatementTest::init() {
    m_database = std::move(*Database::open(":memory:", Database::Access::Create));
    QVERIFY(m_database->run("CREATE TABLE t (a, b, n INTEGER UNIQUE)").has_value());
}

void StatementTest::bytesComeBack_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("text") << QByteArray("GET /");
    QTest::newRow("NUL inside") << QByteArray("a\0b\0", 4);
    QTest::newRow("not UTF-8") << QByteArray("\xff\xc0\x80");
    QTest::newRow("SQL") << QByteArray("'); DROP TABLE t; --");
    QTest::newRow("large") << QByteArray(3'000'000, 'x');
}

void StatementTest::bytesComeBack() {
    QFETCH(QByteArray, bytes);
    const std::string value = bytes.toStdString();
    auto insert = Statement::prepare(*m_database, "INSERT INTO t VALUES (?,?,1)");
    QVERIFY(insert->bindText(value).bindBlob(value).run().has_value());
    auto select = Statement::prepare(*m_database, "SELECT a, b, typeof(a), typeof(b) FROM t");
    QVERIFY(select->next());
    QCOMPARE(select->bytes(0), value);
    QCOMPARE(select->bytes(1), value);
    QCOMPARE(select->bytes(2), std::string("text"));
    QCOMPARE(select->bytes(3), std::string("blob"));
}

void StatementTest::numbersComeBack() {
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    auto select = Statement::prepare(*m_database, "SELECT ?, ?, ?");
    select->bind(kMost).bind(std::optional<std::int64_t>()).bind(std::optional<std::int64_t>(-1));
    QVERIFY(select->next());
    QCOMPARE(select->number(0), kMost);
    QVERIFY(!select->knownNumber(1).has_value());
    QCOMPARE(select->number(1), std::int64_t{0});
    QCOMPARE(select->bytes(1), std::string());
    QCOMPARE(select->knownNumber(2), std::optional<std::int64_t>(-1));
}

void StatementTest::isReadyAgainAfterEach() {
    auto insert = Statement::prepare(*m_database, "INSERT INTO t VALUES (?,?,?)");
    for (std::int64_t n = 0; n < 3; ++n) {
        QVERIFY(insert->bindText("a").bindBlob("b").bind(n).run().has_value());
    }
    auto select = Statement::prepare(*m_database, "SELECT n FROM t WHERE n >= ? ORDER BY n");
    for (std::int64_t from = 0; from < 3; ++from) {
        select->bind(from);
        for (std::int64_t n = from; n < 3; ++n) {
            QVERIFY(select->next());
            QCOMPARE(select->number(0), n);
        }
        QVERIFY(!select->next());
        QVERIFY(!select->failed().has_value());
    }
}

void StatementTest::failureIsKept() {
    auto insert = Statement::prepare(*m_database, "INSERT INTO t VALUES (?,?,?)");
    QVERIFY(insert->bindText("a").bindBlob("b").bind(std::int64_t{1}).run().has_value());
    const auto again = insert->bindText("a").bindBlob("b").bind(std::int64_t{1}).run();
    QVERIFY(!again.has_value());
    QCOMPARE(again.error().code, base::ErrorCode::StorageFailed);
    QVERIFY(insert->bindText("a").bindBlob("b").bind(std::int64_t{2}).run().has_value());

    auto select = Statement::prepare(*m_database, "SELECT abs(?)");
    select->bind(std::numeric_limits<std::int64_t>::min());
    QVERIFY(!select->next());
    QVERIFY(select->failed().has_value());
    select->bind(std::int64_t{-4});
    QVERIFY(select->next());
    QCOMPARE(select->number(0), std::int64_t{4});
    QVERIFY(!select->next());
    QVERIFY(!select->failed().has_value());
}

void StatementTest::wrongSqlIsAnError() {
    const auto wrong = Statement::prepare(*m_database, "SELECT nothing FROM t");
    QVERIFY(!wrong.has_value());
    QCOMPARE(wrong.error().code, base::ErrorCode::StorageFailed);
}

QTEST_GUILESS_MAIN(StatementTest)
#include "statement_test.moc"
