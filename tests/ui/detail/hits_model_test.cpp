// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/hits_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include "tests/support/attack_detail.h"
#include "tests/support/hostile_bytes.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::detail;

class HitsModelTest : public QObject {
    Q_OBJECT

private slots:
    void showsRuleAndMessage() {
        HitsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(shownRequest(test::attackDetail(1)));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0).data().toString(),
                 QStringLiteral("942100  SQL injection found with libinjection"));
        QVERIFY(
            model.index(0).data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("critical")));
        QVERIFY(model.index(0).data(Qt::DecorationRole).isValid());
        QCOMPARE(model.hitAt(1)->hit.ruleId, 942'130);
        QVERIFY(!model.hitAt(2));
        QVERIFY(!model.hitAt(-1));
        model.show(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void worstComesFirst() {
        traffic::RequestDetail detail = test::attackDetail(1);
        std::swap(detail.hits[0], detail.hits[1]);
        HitsModel model;
        model.show(shownRequest(std::move(detail)));
        QCOMPARE(model.hitAt(0)->hit.severity, traffic::Severity::Critical);
    }

    void hostileMessageIsVisibleText() {
        for (const test::HostileBytes& hostile : test::hostileBytes()) {
            traffic::RequestDetail detail = test::attackDetail(1);
            detail.hits[0].hit.message = hostile.bytes;
            HitsModel model;
            model.show(shownRequest(std::move(detail)));
            const QString text = model.index(0).data().toString();
            QVERIFY(text.contains(
                QString::fromUtf8(hostile.shown.data(), static_cast<int>(hostile.shown.size()))));
            QVERIFY(text.size() <= test::kLongestShown);
        }
    }
};

QTEST_MAIN(HitsModelTest)
#include "hits_model_test.moc"
