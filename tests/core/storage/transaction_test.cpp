// SPDX-License-Identifier: Apache-2.0
#include "core/storage/transaction.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mirrorscope;
using storage::Database;
using storage::Transaction;

class TransactionTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void committedStays();
    void destroyedIsRolledBack();
    void movedEndsOnce();
    void endedBySqliteIsFine();
    void writersExcludeEachOther();
    void snapshotStandsStill();

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::optional<Database> m_database;
    Database connect() const {
        return std::move(*Database::open(m_directory->filePath("t").toStdString(), Database::Access::Create));
    }
    std::int64_t rows() { return *m_database->number("SELECT count(*) FROM t"); }
};

void TransactionTest::init() {
    m_database.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    m_database = connect();
    QVERIFY(m_database->run("PRAGMA journal_mode=WAL; CREATE TABLE t (x)").has_value());
}

void TransactionTest::committedStays() {
    {
        auto transaction = Transaction::begin(*m_database);
        QVERIFY(m_database->run("INSERT INTO t VALUES (1)").has_value());
        QVERIFY(transaction->commit().has_value());
    }
    QCOMPARE(rows(), std::int64_t{1});
}

void TransactionTest::destroyedIsRolledBack() {
    {
        const auto transaction = Transaction::begin(*m_database);
        QVERIFY(m_database->run("INSERT INTO t VALUES (1)").has_value());
        QCOMPARE(rows(), std::int64_t{1});
    }
    QCOMPARE(rows(), std::int64_t{0});
    QVERIFY(Transaction::begin(*m_database).has_value());
}

void TransactionTest::movedEndsOnce() {
    std::optional<Transaction> first = std::move(*Transaction::begin(*m_database));
    QVERIFY(m_database->run("INSERT INTO t VALUES (1)").has_value());
    {
        Transaction second = std::move(*first);
        QVERIFY(second.commit().has_value());
    }
    QVERIFY(m_database->run("BEGIN; INSERT INTO t VALUES (2)").has_value());
    first.reset();  // moved from, so it must not touch the next transaction
    QVERIFY(m_database->run("COMMIT").has_value());
    QCOMPARE(rows(), std::int64_t{2});
}

/// A full disk ends a transaction by itself.
void TransactionTest::endedBySqliteIsFine() {
    {
        auto transaction = Transaction::begin(*m_database);
        QVERIFY(m_database->run("PRAGMA max_page_count=1").has_value());
        QVERIFY(!m_database->run("INSERT INTO t VALUES (zeroblob(1000000))").has_value());
        QVERIFY(!transaction->commit().has_value());
    }
    QVERIFY(m_database->run("PRAGMA max_page_count=1000000").has_value());
    QVERIFY(Transaction::begin(*m_database).has_value());
}

void TransactionTest::writersExcludeEachOther() {
    auto other = connect();
    QVERIFY(other.run("PRAGMA busy_timeout=0").has_value());
    {
        const auto mine = Transaction::begin(*m_database);
        QVERIFY(!Transaction::begin(other).has_value());
    }
    QVERIFY(Transaction::begin(other).has_value());
}

void TransactionTest::snapshotStandsStill() {
    auto other = connect();
    const auto snapshot = Transaction::begin(*m_database, Transaction::Kind::Snapshot);
    QCOMPARE(rows(), std::int64_t{0});
    QVERIFY(other.run("INSERT INTO t VALUES (1)").has_value());
    QCOMPARE(rows(), std::int64_t{0});
    QCOMPARE(*other.number("SELECT count(*) FROM t"), std::int64_t{1});
}

QTEST_GUILESS_MAIN(TransactionTest)
#include "transaction_test.moc"
