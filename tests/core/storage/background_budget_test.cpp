// SPDX-License-Identifier: Apache-2.0
#include "core/storage/background_budget.h"

#include <QTest>

using namespace mirrorscope;
using namespace std::chrono_literals;
using storage::BackgroundBudget;

class BackgroundBudgetTest : public QObject {
    Q_OBJECT

private slots:
    void allowsTheFirstStep();
    void shareOverTime_data();
    void shareOverTime();
    void savesNoMoreThanOneStep();
};

namespace {
const BackgroundBudget::Time kStart{std::chrono::hours(1)};
}

void BackgroundBudgetTest::allowsTheFirstStep() {
    QVERIFY(BackgroundBudget().allows(kStart));
}

void BackgroundBudgetTest::shareOverTime_data() {
    QTest::addColumn<int>("step");    // milliseconds of a step
    QTest::addColumn<int>("commit");  // of a commit of arrivals
    QTest::newRow("short commits") << 20 << 1;
    QTest::newRow("long commits") << 20 << 15;
    QTest::newRow("steps that take too long") << 60 << 15;
    QTest::newRow("short steps") << 2 << 15;
}

/// While arrivals never end: some of the time, never much of it.
void BackgroundBudgetTest::shareOverTime() {
    QFETCH(int, step);
    QFETCH(int, commit);
    BackgroundBudget budget;
    auto now = kStart;
    auto spent = 0ms;
    while (now < kStart + 60s) {
        now += std::chrono::milliseconds(commit);
        if (budget.allows(now)) {
            const auto begin = now;
            now += std::chrono::milliseconds(step);
            budget.spend(begin, now);
            spent += std::chrono::milliseconds(step);
        }
    }
    const auto share = static_cast<double>(spent.count()) / static_cast<double>((now - kStart) / 1ms);
    QVERIFY2(share > 0.08 && share < 0.15, qPrintable(QString::number(share)));
}

void BackgroundBudgetTest::savesNoMoreThanOneStep() {
    BackgroundBudget budget;
    const auto later = kStart + 24h;
    budget.spend(later, later + 20ms);
    QVERIFY(!budget.allows(later));
    QVERIFY(budget.allows(later + 1s));
}

QTEST_GUILESS_MAIN(BackgroundBudgetTest)
#include "background_budget_test.moc"
