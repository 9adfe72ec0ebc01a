// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/lag_chart.h"

#include <QTest>

#include "ui/text/summary_accessible.h"
#include "ui/theme/theme.h"

using namespace mirrorscope::ui;
using namespace std::chrono_literals;

class LagChartTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { theme::Theme::instance().install(*qApp); }

    void nothingKnown() {
        proof::LagChart chart;
        QCOMPARE(text::accessibleSummary(&chart), QStringLiteral("No lag is known"));
        QVERIFY(chart.barOf(0).isEmpty());
    }

    void barsFillTheWidthAndFollowTheCounts() {
        proof::LagChart chart;
        chart.resize(320, chart.sizeHint().height());
        chart.setLags({1ms, {10, 40, 0, 1}, 2});
        QCOMPARE(chart.barOf(0).left(), 0);
        QVERIFY(chart.barOf(4).right() >= 317 && chart.barOf(5).isEmpty());
        QVERIFY(chart.barOf(1).height() > 3 * chart.barOf(0).height());
        QCOMPARE(chart.barOf(2).height(), 0);
        QVERIFY(chart.barOf(3).height() >= 2);
        QCOMPARE(text::accessibleSummary(&chart),
                 QStringLiteral("53 copies, most of them 1.0 ms to 2.0 ms: 40 copies"));
        QVERIFY(!chart.grab().isNull());
    }
};

QTEST_MAIN(LagChartTest)
#include "lag_chart_test.moc"
