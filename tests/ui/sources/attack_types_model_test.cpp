// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/attack_types_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace mirrorscope;
using namespace mirrorscope::ui::sources;

class AttackTypesModelTest : public QObject {
    Q_OBJECT

private slots:
    void mostFrequentFirst() {
        AttackTypesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SourcesSnapshot snapshot;
        count(snapshot, traffic::AttackType::Xss, 50);
        count(snapshot, traffic::AttackType::Sqli, 200);
        model.setSnapshot(snapshot);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("SQL injection"));
        QCOMPARE(model.index(0).data(AttackTypesModel::ShareRole).toDouble(), 1.0);
        QCOMPARE(model.index(1).data(AttackTypesModel::ShareRole).toDouble(), 0.25);
        QCOMPARE(model.index(1).data(AttackTypesModel::NameRole).toString(), QStringLiteral("xss"));
    }

    void theRestIsOther() {
        AttackTypesModel model;
        SourcesSnapshot snapshot;
        for (int i = 0; i < 10; ++i) {
            count(snapshot, static_cast<traffic::AttackType>(i), static_cast<std::uint64_t>(100 - i));
        }
        model.setSnapshot(snapshot);
        QCOMPARE(model.rowCount(), 7);
        QCOMPARE(model.index(6).data().toString(), QStringLiteral("Other"));
        QCOMPARE(model.index(6).data(AttackTypesModel::CountRole).toString(), QStringLiteral("370"));
        QVERIFY(model.index(6).data(AttackTypesModel::NameRole).toString().isEmpty());
    }

    void followsTheCounts() {
        AttackTypesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SourcesSnapshot snapshot;
        model.setSnapshot(snapshot);
        QCOMPARE(model.rowCount(), 0);
        count(snapshot, traffic::AttackType::Rce, 1);
        model.setSnapshot(snapshot);
        count(snapshot, traffic::AttackType::Rce, 2);
        model.setSnapshot(snapshot);
        QCOMPARE(model.index(0).data(AttackTypesModel::CountRole).toString(), QStringLiteral("2"));
    }

private:
    static void count(SourcesSnapshot& snapshot, traffic::AttackType type, std::uint64_t requests) {
        snapshot.attackTypes.at(static_cast<std::size_t>(type)) = requests;
    }
};

QTEST_MAIN(AttackTypesModelTest)
#include "attack_types_model_test.moc"
