// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/compare_model.h"

#include <QAbstractItemModelTester>
#include <QColor>
#include <QTest>

#include "tests/support/hostile_bytes.h"
#include "tests/ui/forwarding/sample_findings.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::forwarding;

namespace {

traffic::RequestDetail request(traffic::RequestId id, const std::string& fields) {
    traffic::RequestDetail detail = test::lostChain(id);
    detail.request.target = "/same";
    detail.request.head = "GET /same HTTP/1.1\r\n" + fields + "\r\n";
    return detail;
}

SharedComparison comparison(const std::string& a, const std::string& b) {
    return std::make_shared<api::RequestComparison>(api::comparisonOf(request(1, a), request(2, b)));
}

SharedComparison viaTwoProxies() {
    return comparison("Host: shop\r\nAccept: */*\r\nX-Real-IP: 9.9.9.9\r\nX-Forwarded-For: 9.9.9.9\r\n",
                      "accept: */*\r\nHost: shop-shadow\r\nX-Forwarded-For: 9.9.9.9, 10.0.0.5\r\nVia: b\r\n");
}

}  // namespace

class CompareModelTest : public QObject {
    Q_OBJECT

private slots:
    void everyKindHasItsWordAndTint() {
        CompareModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setComparison(viaTwoProxies());
        QCOMPARE(row(model, QStringLiteral("Host")), QStringLiteral("1|2|Host|shop|shop-shadow|Value"));
        QCOMPARE(row(model, QStringLiteral("Accept")), QStringLiteral("2|1|Accept|*/*|*/*|Case: accept"));
        QCOMPARE(row(model, QStringLiteral("X-Real-IP")), QStringLiteral("3||X-Real-IP|9.9.9.9||Only in A"));
        QCOMPARE(row(model, QStringLiteral("Via")), QStringLiteral("|4|Via||b|Only in B"));
        QCOMPARE(row(model, QStringLiteral("Method")), QStringLiteral("||Method|GET|GET|Equal"));
        QCOMPARE(back(model, QStringLiteral("Host"), CompareModel::ValueA),
                 theme::color(theme::Role::Changed));
        QCOMPARE(back(model, QStringLiteral("X-Real-IP"), CompareModel::ValueA),
                 theme::color(theme::Role::Removed));
        QVERIFY(!back(model, QStringLiteral("X-Real-IP"), CompareModel::ValueB).isValid());
        QCOMPARE(back(model, QStringLiteral("Via"), CompareModel::ValueB), theme::color(theme::Role::Added));
    }

    void togglesChooseRows() {
        CompareModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setComparison(viaTwoProxies());
        const int all = model.rowCount();
        model.setChoice({true, false});
        QCOMPARE(model.rowCount(), 5);
        model.setChoice({true, true});
        QCOMPARE(model.rowCount(), 4);
        model.setChoice({false, true});
        QCOMPARE(model.rowCount(), all);
        QVERIFY(row(model, QStringLiteral("Accept")).endsWith(QStringLiteral("|Equal")));
        model.setComparison(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void countsAreSaid() {
        QCOMPARE(
            comparisonCounts(*viaTwoProxies()),
            QStringLiteral(
                "9 fields: 2 differ in value, 1 only in A, 1 only in B, 1 differ in order or case only"));
        QCOMPARE(comparisonCounts(*comparison("Host: a\r\n", "Host: a\r\n")),
                 QStringLiteral("5 fields: no difference"));
    }

    void aFieldIsExplained() {
        const SharedComparison compared = viaTwoProxies();
        for (const doctor::Difference& one : compared->lines) {
            const QStringList sentences = explanationOf(one, *compared);
            QVERIFY(!sentences.isEmpty());
            if (one.what == "Via") {
                QVERIFY(sentences.front().startsWith(QStringLiteral("B, edge-nginx:")));
            } else if (one.what == "X-Forwarded-For") {
                QVERIFY(sentences.size() >= 3);  // both sides, and what it is for
            }
        }
    }

    void hostileBytesAreShown() {
        for (const test::HostileBytes& one : test::hostileBytes()) {
            CompareModel model;
            model.setComparison(comparison("X-Odd: " + one.bytes + "\r\n", "X-Odd: plain\r\n"));
            for (int i = 0; i < model.rowCount(); ++i) {
                for (int column = 0; column < CompareModel::ColumnCount; ++column) {
                    const QString cell = model.index(i, column).data().toString();
                    QVERIFY(cell.size() < test::kLongestShown);
                    QVERIFY(!cell.contains(QChar(0x1b)) && !cell.contains(QChar(0x202e)));
                }
            }
        }
    }

private:
    static int rowOf(const CompareModel& model, const QString& field) {
        for (int i = 0; i < model.rowCount(); ++i) {
            if (model.index(i, CompareModel::Field).data().toString() == field) {
                return i;
            }
        }
        return -1;
    }
    static QString row(const CompareModel& model, const QString& field) {
        QStringList cells;
        for (int column = 0; column < CompareModel::ColumnCount; ++column) {
            cells += model.index(rowOf(model, field), column).data().toString();
        }
        return cells.join(u'|');
    }
    static QColor back(const CompareModel& model, const QString& field, int column) {
        return model.index(rowOf(model, field), column).data(Qt::BackgroundRole).value<QColor>();
    }
};

QTEST_MAIN(CompareModelTest)
#include "compare_model_test.moc"
