// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_filter.h"

#include <QTest>

#include "tests/support/fake_session.h"
#include "tests/ui/filter/read_filter.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using attacks::AttackFilter;

namespace {

/// From 13:46:40 to 13:47:40 on 12 January 1970.
traffic::AttackRow attack() {
    auto row = test::attackRow(7, traffic::AttackType::Xss, traffic::Severity::High);
    row.attack.firstSeen = base::WallTime(std::chrono::seconds(1'000'000));
    row.attack.lastSeen = base::WallTime(std::chrono::seconds(1'000'060));
    row.attack.client.clear();
    row.attack.ruleIds = {941100, 941160};
    row.sourceName = "mesh";
    row.sourceKind = traffic::SourceKind::Envoy;
    return row;
}

}  // namespace

class AttackFilterTest : public QObject {
    Q_OBJECT

private slots:
    void matches_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("passes");
        QTest::newRow("everything") << "" << true;
        QTest::newRow("type") << "type:xss" << true;
        QTest::newRow("other type") << "type:sqli" << false;
        QTest::newRow("severity") << "severity>=high" << true;
        QTest::newRow("worse") << "severity:critical" << false;
        QTest::newRow("client unknown") << "client:unknown" << true;
        QTest::newRow("source") << "source:MESH" << true;
        QTest::newRow("kind") << "kind:envoy" << true;
        QTest::newRow("host") << "host~example" << true;
        QTest::newRow("not host") << "host!=shop.example.com" << false;
        QTest::newRow("one of its rules") << "rule:941160" << true;
        QTest::newRow("none of its rules") << "rule:942100" << false;
        QTest::newRow("id") << "attack:7" << true;
        QTest::newRow("triage") << "triage:new" << true;
        QTest::newRow("or") << "type:sqli or host:shop.example.com" << true;
        QTest::newRow("overlaps") << "time:1970-01-12T13:47:00Z..1970-01-12T15:00:00Z" << true;
        QTest::newRow("begins in") << "time:1970-01-12T13:00:00Z..1970-01-12T13:46:45Z" << true;
        QTest::newRow("goes on in between") << "time:1970-01-12T13:47:01Z" << true;
        QTest::newRow("later") << "time>=1970-01-12T13:48:00Z" << false;
        QTest::newRow("before") << "time<1970-01-12T13:46:40Z" << false;
        QTest::newRow("requests only") << "flag:bare-lf body~x" << true;
        QTest::newRow("one applies") << "flag:bare-lf type:sqli" << false;
    }

    void matches() {
        QFETCH(QString, filter);
        QFETCH(bool, passes);
        const AttackFilter read(test::readFilter(filter.toStdString()));
        QCOMPARE(read.matches(attack()), passes);
    }

    void namesWhatIsLeftOut() {
        const AttackFilter filter(
            test::readFilter("flag:nul state!=clean host:a flag:late header.x-a:b \"union select\" (path:/a "
                             "or host:b) -time:today"));
        QCOMPARE(filter.ignored().join(u' '), QStringLiteral("flag state header.x-a words path time"));
        QVERIFY(AttackFilter(test::readFilter("host:a time:today")).ignored().isEmpty());
    }
};

QTEST_GUILESS_MAIN(AttackFilterTest)
#include "attack_filter_test.moc"
