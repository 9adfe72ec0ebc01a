// SPDX-License-Identifier: Apache-2.0
#include "core/storage/finding_rows.h"

#include <QTest>

#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using namespace std::chrono_literals;

class FindingRowsTest : public QObject {
    Q_OBJECT

private slots:
    void comeBackAsWritten();
    void changesReplace();
    void strangeDetailsAreLeftOut();
};

namespace {

traffic::Finding finding(traffic::FindingId id) {
    traffic::Finding out;
    out.id = id;
    out.code = "FORWARDED_PORT_EPHEMERAL";
    out.severity = traffic::FindingSeverity::Error;
    out.source = 3;
    out.openedAt = base::WallTime(1'000s);
    out.lastSeen = base::WallTime(2'000s + std::chrono::seconds(id));
    out.count = 20;
    out.sample = 17;
    out.seen = "8 values \"quoted\"\nand a line";
    out.wanted = "the port";
    out.cause = "cause";
    out.directive = "proxy_set_header X-Forwarded-Port";
    out.before = "a;";
    out.after = "b;\nc;";
    return out;
}

/// Records a batch that holds these findings and one context.
void record(test::RecordedSession& session, std::vector<traffic::Finding> findings) {
    traffic::ContextBatch batch;
    batch.findings = std::move(findings);
    batch.items.push_back({});
    batch.items.back().context.requestId = 1;
    session.journal().record(std::move(batch));
    session.journal().flush();
}

}  // namespace

void FindingRowsTest::comeBackAsWritten() {
    test::RecordedSession session;
    session.store(1);
    auto closed = finding(1);
    closed.closedAt = base::WallTime(3'000s);
    record(session, {closed, finding(2)});
    const auto found = session.reader()->findings();
    QVERIFY(found.has_value());
    QCOMPARE(found->size(), std::size_t{2});
    QVERIFY((*found)[0] == finding(2));  // the last seen first
    QVERIFY((*found)[1] == closed);
}

void FindingRowsTest::changesReplace() {
    test::RecordedSession session;
    session.store(1);
    record(session, {finding(1)});
    auto closed = finding(1);
    closed.count = 40;
    closed.closedAt = base::WallTime(3'000s);
    record(session, {closed});
    const auto found = session.reader()->findings();
    QCOMPARE(found->size(), std::size_t{1});
    QVERIFY((*found)[0] == closed);
}

void FindingRowsTest::strangeDetailsAreLeftOut() {
    test::RecordedSession session;
    session.store(1);
    record(session, {finding(1)});
    for (const char* details : {"", "[]", "{\"seen\": 7, \"closed\": \"never\"}", "{"}) {
        auto database = *storage::Database::open(session.path(), storage::Database::Access::Write);
        QVERIFY(database.run(("UPDATE finding SET details = '" + std::string(details) + "'").c_str())
                    .has_value());
        const auto found = session.reader()->findings();
        QVERIFY2(found.has_value() && found->size() == 1, details);
        QVERIFY((*found)[0].seen.empty() && (*found)[0].isOpen());
    }
}

QTEST_GUILESS_MAIN(FindingRowsTest)
#include "finding_rows_test.moc"
