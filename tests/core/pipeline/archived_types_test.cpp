// SPDX-License-Identifier: Apache-2.0
// What the decisions of rules are about: the attack types that there were, and a log that tells who polls it.
#include <QTest>

#include "core/pipeline/rule_archiver.h"
#include "core/storage/triage_writer.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using pipeline::RuleArchiver;
using standing::ArchiveRule;
using standing::ArchiveRules;
using storage::TriageWriter;
using traffic::RequestId;

namespace {

const base::WallTime kNow{std::chrono::seconds(1'800'000'100)};

ArchiveRule rule(const std::string& name, const std::string& filter) {
    return {name, filter, "agreed", std::nullopt, true};
}

/// Until nothing is left to do; false where a round failed.
bool archiveAll(RuleArchiver& archiver, const ArchiveRules& rules) {
    for (bool isMore = true; isMore;) {
        const auto more = archiver.round(rules, kNow, {});
        if (!more) {
            return false;
        }
        isMore = *more;
    }
    return true;
}

}  // namespace

/// Requests 3, 6, 9 … are attacks with two hits of type sqli.
class ArchivedTypesTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void growthIsNoticed();
    void typesThatNobodySawAreNew();
    void oneOfAnOlderVersionGrowsNoMore();

private:
    /// Stores and judges so many more.
    void record(RequestId count);
    std::size_t count(const std::string& filter) const {
        return m_session->reader()->requests({0, true, 100'000, {filter, kNow, {}}})->size();
    }
    std::vector<traffic::LoggedDecision> log() const {
        return *(*TriageWriter::open(m_session->path()))->decisions(100);
    }
    std::int64_t number(const std::string& sql) const {
        return *storage::Database::open(m_session->path(), storage::Database::Access::Read)
                    ->number(sql.c_str());
    }
    void run(const char* sql) const {
        QVERIFY(storage::Database::open(m_session->path(), storage::Database::Access::Write)
                    ->run(sql)
                    .has_value());
    }

    std::unique_ptr<test::RecordedSession> m_session;
    RequestId m_last = 0;
};

void ArchivedTypesTest::init() {
    m_session = std::make_unique<test::RecordedSession>();
    m_last = 0;
    record(30);
}

void ArchivedTypesTest::record(RequestId count) {
    for (RequestId stored = 0; stored < count; stored += 30) {
        QVERIFY(m_session->store(static_cast<std::size_t>(std::min<RequestId>(30, count - stored))));
    }
    m_session->journal().record(test::contexts(m_last + 1, m_last + count));
    m_session->journal().record(test::verdicts(m_last + 1, m_last + count));
    m_session->journal().flush();
    m_last += count;
}

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
