// SPDX-License-Identifier: Apache-2.0
// What the decisions of rules are about: the attack types that there were, and a log that tells who polls it.
#include <QTest>

#include "tests/core/pipeline/archiving_fixture.h"

using namespace mirrorscope;
using pipeline::RuleArchiver;
using standing::ArchiveRules;
using test::archiveAll;
using test::ArchivingFixture;
using test::kArchivedAt;
using test::rule;

/// Requests 3, 6, 9 … are attacks with two hits of type sqli.
class ArchivedTypesTest : public QObject, private ArchivingFixture {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void growthIsNoticed();
    void typesThatNobodySawAreNew();
    void oneOfAnOlderVersionGrowsNoMore();

private:
    void run(const char* sql) const {
        QVERIFY(storage::Database::open(m_session->path(), storage::Database::Access::Write)
                    ->run(sql)
                    .has_value());
    }
};

/// The decision is the same one all day; who polls sees that it says something else.
void ArchivedTypesTest::growthIsNoticed() {
    RuleArchiver archiver(m_session->path(), 0);
    const ArchiveRules rules{rule("Attacks", "state:attack")};
    const auto stamp = [this] { return *m_session->reader()->decisionsStamp(); };
    const std::string none = stamp();
    QVERIFY(archiveAll(archiver, rules));
    const std::string first = stamp();
    QVERIFY(first != none);
    QVERIFY(archiveAll(archiver, rules));
    QCOMPARE(stamp(), first);
    record(30);
    QVERIFY(archiveAll(archiver, rules));
    QCOMPARE(log().size(), std::size_t{1});
    QVERIFY(stamp() != first);
}

void ArchivedTypesTest::typesThatNobodySawAreNew() {
    RuleArchiver archiver(m_session->path(), 0);
    const ArchiveRules rules{rule("Attacks", "state:attack"), rule("Rest", "method:GET")};
    QVERIFY(archiveAll(archiver, rules));
    QCOMPARE(count("triage:archived"), std::size_t{30});
    // More of what was seen, and something that was not: request 3 had hits of type sqli, 4 had none.
    run("INSERT INTO hit SELECT NULL, 3, 0, 942999, 'sqli', severity, message, x'62', variable, matched, "
        "offset, length, transformations, rule_file FROM hit WHERE request = 3 LIMIT 1");
    QCOMPARE(count("triage:archived"), std::size_t{30});
    run("INSERT INTO hit SELECT NULL, n.value, 0, 932100, 'rce', severity, message, x'63', variable, matched,"
        " offset, length, transformations, rule_file FROM hit, json_each('[3,4]') n WHERE hit.id = 1");
    QCOMPARE(count("triage:new id:3..4"), std::size_t{2});
    QCOMPARE(count("triage:archived"), std::size_t{28});
    // What comes with the new type is decided with it, and makes nothing of before seen.
    QVERIFY(m_session->store(30));
    m_session->journal().record(test::contexts(31, 60));
    m_session->journal().record(test::verdicts(31, 60));
    m_session->journal().flush();
    run("INSERT INTO hit SELECT NULL, 33, 0, 932100, 'rce', severity, message, x'63', variable, matched,"
        " offset, length, transformations, rule_file FROM hit WHERE id = 1");
    QVERIFY(archiveAll(archiver, rules));
    QCOMPARE(count("triage:archived id:31.."), std::size_t{30});
    QCOMPARE(count("triage:new id:3..4"), std::size_t{2});
    const auto types = [&](const std::string& list) {
        return number("SELECT sum(requests) FROM decision WHERE about = 'rule' AND types = '" + list + "'");
    };
    QCOMPARE(types("sqli"), std::int64_t{10});
    QCOMPARE(types("rce,sqli"), std::int64_t{10});
    QCOMPARE(types(""), std::int64_t{40});
    QCOMPARE(log().size(), std::size_t{3});
}

void ArchivedTypesTest::oneOfAnOlderVersionGrowsNoMore() {
    RuleArchiver archiver(m_session->path(), 0);
    const ArchiveRules rules{rule("Attacks", "state:attack")};
    QVERIFY(archiveAll(archiver, rules));
    run("UPDATE decision SET types = NULL");  // about any type
    record(30);
    QVERIFY(archiveAll(archiver, rules));
    QCOMPARE(log().size(), std::size_t{2});
    QCOMPARE(count("triage:archived"), std::size_t{20});
    QCOMPARE(number("SELECT count(*) FROM decision WHERE types = 'sqli' AND requests = 10"), std::int64_t{1});
}

QTEST_GUILESS_MAIN(ArchivedTypesTest)
#include "archived_types_test.moc"
