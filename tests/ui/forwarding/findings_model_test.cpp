// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/findings_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include "core/doctor/finding_rule.h"
#include "tests/support/hostile_bytes.h"
#include "tests/ui/forwarding/sample_findings.h"
#include "ui/hops/finding_words.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::forwarding;
using test::closed;
using test::sampleFinding;
using traffic::FindingSeverity;

class FindingsModelTest : public QObject {
    Q_OBJECT

private slots:
    void theWorstOpenOnesComeFirst() {
        FindingsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSnapshot(
            test::snapshotOf({sampleFinding(1, "HEADER_DRIFT", FindingSeverity::Note),
                              closed(sampleFinding(2, "XFF_MISSING", FindingSeverity::Error)),
                              sampleFinding(3, "SCHEME_LOST", FindingSeverity::Warning, 5),
                              sampleFinding(4, "PROTO_MISSING", FindingSeverity::Warning, 50)}));
        QCOMPARE(order(model), QStringLiteral("4 3 1"));
        model.setChoice({true, {}, {}});
        QCOMPARE(order(model), QStringLiteral("4 3 1 2"));
        QCOMPARE(model.index(3, FindingsModel::Severity).data().toString(), QStringLiteral("Closed"));
        QVERIFY(model.index(3, FindingsModel::Severity)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("Error")));
    }

    /// Of one source and code: another source's finding of that code stays.
    void mutedOnesLeaveListAndCounts() {
        traffic::Finding other = sampleFinding(2, "SCHEME_LOST", FindingSeverity::Warning);
        other.source = 2;
        const auto snapshot = std::make_shared<HeaderSnapshot>(
            *test::snapshotOf({sampleFinding(1, "SCHEME_LOST", FindingSeverity::Warning), other}));
        snapshot->mutes = {{{1, "SCHEME_LOST"}, "known", {}, {}}};
        FindingsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSnapshot(snapshot);
        QCOMPARE(order(model), QStringLiteral("2"));
        QCOMPARE(model.chosenBySource().size(), std::size_t{1});
        QCOMPARE(model.mutedCount(), 1);
        FindingChoice choice;
        choice.mutedToo = true;
        model.setChoice(choice);
        QCOMPARE(model.rowCount(), 2);
        const int row = model.rowOf(1);
        QCOMPARE(model.index(row, FindingsModel::Severity).data().toString(), QStringLiteral("Muted"));
    }

    void sourceAndWordsNarrow() {
        traffic::Finding other = sampleFinding(2, "SCHEME_LOST", FindingSeverity::Warning);
        other.source = 2;
        FindingsModel model;
        model.setSnapshot(test::snapshotOf({sampleFinding(1, "XFF_MISSING", FindingSeverity::Error), other}));
        model.setChoice({false, "shop-envoy", {}});
        QCOMPARE(order(model), QStringLiteral("2"));
        QCOMPARE(model.chosenBySource().size(), std::size_t{1});
        model.setChoice({false, {}, QStringLiteral("client address")});
        QCOMPARE(order(model), QStringLiteral("1"));
        model.setChoice({false, {}, QStringLiteral("scheme_lost")});
        QCOMPARE(order(model), QStringLiteral("2"));
    }

    void rowsKeepTheirPlaceInSelections() {
        FindingsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSnapshot(test::snapshotOf({sampleFinding(1, "HEADER_DRIFT", FindingSeverity::Note),
                                            sampleFinding(2, "XFF_MISSING", FindingSeverity::Error)}));
        const QPersistentModelIndex kept = model.index(1, FindingsModel::Title);
        QCOMPARE(kept.data(FindingsModel::FindingIdRole).toLongLong(), 1);
        model.setSnapshot(test::snapshotOf({sampleFinding(1, "HEADER_DRIFT", FindingSeverity::Note),
                                            closed(sampleFinding(2, "XFF_MISSING", FindingSeverity::Error)),
                                            sampleFinding(3, "SCHEME_LOST", FindingSeverity::Warning),
                                            sampleFinding(4, "MIRROR_LOOP", FindingSeverity::Error)}));
        QCOMPARE(order(model), QStringLiteral("4 3 1"));
        QVERIFY(kept.isValid());
        QCOMPARE(kept.row(), 2);
        QCOMPARE(kept.data(FindingsModel::FindingIdRole).toLongLong(), 1);
        model.setSnapshot(test::snapshotOf({}));
        QVERIFY(!kept.isValid());
    }

    void columnsSort() {
        FindingsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSnapshot(test::snapshotOf({sampleFinding(1, "XFF_MISSING", FindingSeverity::Error, 9),
                                            sampleFinding(2, "SCHEME_LOST", FindingSeverity::Warning, 80),
                                            sampleFinding(3, "HEADER_DRIFT", FindingSeverity::Note, 700)}));
        model.sort(FindingsModel::Requests, Qt::DescendingOrder);
        QCOMPARE(order(model), QStringLiteral("3 2 1"));
        model.sort(FindingsModel::LastSeen, Qt::AscendingOrder);
        QCOMPARE(order(model), QStringLiteral("1 2 3"));
        model.sort(-1, Qt::AscendingOrder);
        QCOMPARE(order(model), QStringLiteral("1 2 3"));
    }

    void countsNameWhatIsOpen() {
        QCOMPARE(hops::countsText({sampleFinding(1, "XFF_MISSING", FindingSeverity::Error),
                                   sampleFinding(2, "SCHEME_LOST", FindingSeverity::Warning),
                                   sampleFinding(3, "PROTO_MISSING", FindingSeverity::Warning),
                                   closed(sampleFinding(4, "MIRROR_LOOP", FindingSeverity::Error))}),
                 QStringLiteral("3 open: 1 error, 2 warnings"));
        QCOMPARE(hops::countsText({}), QStringLiteral("0 open"));
    }

    void everyRuleHasATitle() {
        for (const doctor::FindingRule& rule : doctor::findingRules()) {
            QVERIFY2(hops::hasTitle(std::string(rule.code)), std::string(rule.code).c_str());
        }
        QCOMPARE(hops::findingTitle(sampleFinding(1, "OF_LATER", FindingSeverity::Note)),
                 QStringLiteral("OF_LATER"));
    }

    void patchesSayWhatGoesAndComes() {
        const QString patch = hops::patchText(sampleFinding(1, "XFF_CHAIN_LOST", FindingSeverity::Error),
                                              QStringLiteral("edge-nginx"));
        QVERIFY(patch.startsWith(QStringLiteral("# XFF_CHAIN_LOST, edge-nginx: ")));
        QVERIFY(patch.contains(
            QStringLiteral("\n- proxy_set_header X-Forwarded-For $realip_remote_addr;\n"
                           "+ proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n")));
    }

    void hostileBytesAreShown_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("shown");
        for (const test::HostileBytes& one : test::hostileBytes()) {
            QTest::addRow("%s", std::string(one.name).c_str())
                << QByteArray::fromStdString(one.bytes)
                << QString::fromUtf8(one.shown.data(), one.shown.size());
        }
    }
    void hostileBytesAreShown() {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, shown);
        auto snapshot = std::make_shared<HeaderSnapshot>(
            *test::snapshotOf({sampleFinding(1, "XFF_MISSING", FindingSeverity::Error)}));
        snapshot->sources.front().name = bytes.toStdString();
        FindingsModel model;
        model.setSnapshot(snapshot);
        const QString cell = model.index(0, FindingsModel::SourceName).data().toString();
        QVERIFY2(cell.contains(shown), qPrintable(cell));
        QVERIFY(cell.size() < test::kLongestShown);
    }

private:
    static QString order(const FindingsModel& model) {
        QStringList ids;
        for (int row = 0; row < model.rowCount(); ++row) {
            ids += QString::number(model.index(row, 0).data(FindingsModel::FindingIdRole).toLongLong());
        }
        return ids.join(u' ');
    }
};

QTEST_MAIN(FindingsModelTest)
#include "findings_model_test.moc"
