// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/presence_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include "tests/support/hostile_bytes.h"
#include "tests/ui/forwarding/sample_findings.h"
#include "ui/forwarding/stand_out_model.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::forwarding;
using test::presenceOf;

namespace {

/// edge-nginx lost X-Real-IP, shop-envoy never had it.
HeaderSnapshot someHeaders() {
    HeaderSnapshot snapshot = *test::snapshotOf({});
    snapshot.presence = {presenceOf(1, "", 1000, 200, 200),
                         presenceOf(1, "Accept", 1000, 200, 200),
                         presenceOf(1, "X-Forwarded-For", 1000, 200, 200),
                         presenceOf(1, "X-Real-IP", 600, 200, 20),
                         presenceOf(2, "", 500, 200, 200),
                         presenceOf(2, "accept", 5, 2, 2)};
    return snapshot;
}

}  // namespace

class PresenceModelTest : public QObject {
    Q_OBJECT

private slots:
    void headersOfProxiesComeFirst() {
        const PresenceTable table = presenceTable(someHeaders(), {}, {});
        QCOMPARE(table.sources.size(), std::size_t{2});
        QCOMPARE(names(table), QStringLiteral("X-Forwarded-For X-Real-IP accept"));
        QVERIFY(table.rows[1].cells[0].hasDrifted);
        QVERIFY(!table.rows[2].cells[1].hasDrifted);
        QVERIFY(table.rows[0].differs && table.rows[1].differs && table.rows[2].differs);
    }

    void sourceAndWordsNarrow() {
        QCOMPARE(names(presenceTable(someHeaders(), {}, QStringLiteral("REAL"))),
                 QStringLiteral("X-Real-IP"));
        const PresenceTable one = presenceTable(someHeaders(), "shop-envoy", {});
        QCOMPARE(one.sources.size(), std::size_t{1});
        QCOMPARE(names(one), QStringLiteral("accept"));
        QVERIFY(!one.rows[0].differs);
    }

    void findingsAreMarkedAndStandOut() {
        HeaderSnapshot snapshot = someHeaders();
        traffic::Finding missing = test::sampleFinding(9, "PROTO_MISSING", traffic::FindingSeverity::Warning);
        missing.source = 2;
        snapshot.findings = {missing};
        const PresenceTable table = presenceTable(snapshot, {}, {});
        QCOMPARE(names(table), QStringLiteral("X-Forwarded-For X-Real-IP X-Forwarded-Proto accept"));
        QCOMPARE(table.rows[2].cells[1].finding, traffic::FindingId{9});
        const auto out = standingOut(table, snapshot);
        QCOMPARE(out.size(), std::size_t{2});
        QCOMPARE(out[0].header, QStringLiteral("X-Forwarded-Proto"));
        QCOMPARE(out[1].header, QStringLiteral("X-Real-IP"));
        QCOMPARE(out[1].what, QStringLiteral("10 % now, was 100 % at first"));
        StandOutModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(out, table);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, StandOutModel::SourceName).data().toString(), QStringLiteral("shop-envoy"));
        model.setRows({}, table);
        QCOMPARE(model.rowCount(), 0);
    }

    void mutedFindingsAreNotOpenOnes() {
        HeaderSnapshot snapshot = someHeaders();
        traffic::Finding missing = test::sampleFinding(9, "PROTO_MISSING", traffic::FindingSeverity::Warning);
        missing.source = 2;
        snapshot.findings = {missing};
        snapshot.mutes = {{{2, "PROTO_MISSING"}, {}, {}, {}}};
        const PresenceTable table = presenceTable(snapshot, {}, {});
        QCOMPARE(names(table), QStringLiteral("X-Forwarded-For X-Real-IP accept"));
        QCOMPARE(standingOut(table, snapshot).size(), std::size_t{1});
        // Of another source it is not muted.
        snapshot.mutes.front().key.source = 1;
        QCOMPARE(presenceTable(snapshot, {}, {}).rows[2].cells[1].finding, traffic::FindingId{9});
    }

    void whatIsNormalNowBecomesTheBaseline() {
        HeaderSnapshot snapshot = someHeaders();
        auto normal = traffic::presentBaseline(1, snapshot.presence);
        QVERIFY(normal.has_value());
        QCOMPARE(normal->with.at("x-real-ip"), std::uint64_t{20});
        normal->at = base::WallTime(std::chrono::seconds(1'795'000'000));
        snapshot.baselines = {{1, normal}};
        PresenceTable table = presenceTable(snapshot, {}, {});
        QVERIFY(!table.rows[1].cells[0].hasDrifted);
        QVERIFY(standingOut(table, snapshot).empty());
        // It comes back: that is drift now.
        snapshot.presence[3].counts.recent = 200;
        table = presenceTable(snapshot, {}, {});
        QVERIFY(table.rows[1].cells[0].hasDrifted);
        QCOMPARE(standingOut(table, snapshot).front().what,
                 QStringLiteral("100 % now, was 10 % in the baseline"));
    }

    void cellsSayTheirShare() {
        PresenceModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTable(presenceTable(someHeaders(), {}, {}));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QStringLiteral("edge-nginx"));
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("100 %"));
        QCOMPARE(model.index(1, 2).data().toString(), QStringLiteral("–"));
        QCOMPARE(model.index(2, 2).data().toString(), QStringLiteral("1 %"));
        QCOMPARE(model.index(1, 1).data(PresenceModel::MarkRole).toInt(), 1);
        const QString spoken = model.index(1, 1).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.contains(QStringLiteral("X-Real-IP of edge-nginx: 60 %")), qPrintable(spoken));
        QVERIFY(model.index(1, 2).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("never")));
    }

    void theSameCellsKeepTheirPlace() {
        PresenceModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        HeaderSnapshot snapshot = someHeaders();
        model.setTable(presenceTable(snapshot, {}, {}));
        const QPersistentModelIndex kept = model.index(1, 1);
        snapshot.presence[3].counts.requests = 500;
        model.setTable(presenceTable(snapshot, {}, {}));
        QVERIFY(kept.isValid());
        QCOMPARE(kept.data().toString(), QStringLiteral("50 %"));
        snapshot.presence.push_back(presenceOf(2, "Via", 1));
        model.setTable(presenceTable(snapshot, {}, {}));
        QCOMPARE(model.rowCount(), 4);
    }

    void hostileNamesAreShown() {
        for (const test::HostileBytes& one : test::hostileBytes()) {
            HeaderSnapshot snapshot = someHeaders();
            snapshot.presence[1].name = one.bytes;
            snapshot.sources[0].name = one.bytes;
            PresenceModel model;
            model.setTable(presenceTable(snapshot, {}, {}));
            const QString shown = QString::fromUtf8(one.shown.data(), one.shown.size());
            QVERIFY(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString().contains(shown));
            bool isThere = false;
            for (int row = 0; row < model.rowCount(); ++row) {
                const QString name = model.index(row, 0).data().toString();
                isThere = isThere || name.contains(shown);
                QVERIFY(name.size() < test::kLongestShown);
            }
            QVERIFY(isThere);
        }
    }

private:
    static QString names(const PresenceTable& table) {
        QStringList out;
        for (const PresenceTable::Row& row : table.rows) {
            out += QString::fromStdString(row.name);
        }
        return out.join(u' ');
    }
};

QTEST_MAIN(PresenceModelTest)
#include "presence_model_test.moc"
