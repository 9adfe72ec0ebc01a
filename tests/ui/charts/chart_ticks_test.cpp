// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_ticks.h"

#include <QLocale>
#include <QTest>

namespace mirrorscope::ui::charts {

using namespace std::chrono_literals;

class ChartTicksTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void levels_data();
    void levels();
    void timeSteps_data();
    void timeSteps();
    void ticksFollowTheZone();
    void ticksAreBounded();
    void saysRanges();
};

void ChartTicksTest::levels_data() {
    QTest::addColumn<double>("highest");
    QTest::addColumn<double>("step");
    QTest::addColumn<QString>("third");
    QTest::newRow("nothing") << 0.0 << 1.0 << QStringLiteral("3");
    QTest::newRow("not a number") << double(NAN) << 1.0 << QStringLiteral("3");
    QTest::newRow("fractions") << 0.5 << 0.15 << QStringLiteral("0.45");
    QTest::newRow("exact") << 4.0 << 1.0 << QStringLiteral("3");
    QTest::newRow("whole steps") << 10.0 << 3.0 << QStringLiteral("9");
    QTest::newRow("hundreds") << 930.0 << 250.0 << QStringLiteral("750");
    QTest::newRow("above a thousand") << 1'110.0 << 300.0 << QStringLiteral("900");
    QTest::newRow("many") << 39'000.0 << 10'000.0 << QStringLiteral("30,000");
}

void ChartTicksTest::levels() {
    QFETCH(double, highest);
    QFETCH(double, step);
    const double made = levelStep(highest, 4);
    QVERIFY2(std::abs(made - step) < 1e-9, QByteArray::number(made).constData());
    QTEST(levelText(3 * made, made), "third");
    QCOMPARE(levelText(0, made), QStringLiteral("0"));
}

void ChartTicksTest::timeSteps_data() {
    QTest::addColumn<double>("roughly");
    QTest::addColumn<int>("step");
    QTest::newRow("below a second") << 0.2 << 1;
    QTest::newRow("seconds") << 6.0 << 10;
    QTest::newRow("half an hour in seven") << 257.0 << 300;
    QTest::newRow("a day in seven") << 12'343.0 << 6 * 3'600;
    QTest::newRow("weeks") << 100'000.0 << 2 * 86'400;
}

void ChartTicksTest::timeSteps() {
    QFETCH(double, roughly);
    QTEST(timeStep(roughly), "step");
}

void ChartTicksTest::ticksFollowTheZone() {
    // 2026-11-23 12:55 UTC to 13:25
    const base::WallTime from{1'795'438'500s};
    const TimeSpan halfHour{from, from + 30min};
    const auto ticks = timeTicks(halfHour, 300, QTimeZone(3'600));
    QCOMPARE(ticks.size(), std::size_t{7});
    QCOMPARE(timeTickText(ticks.front(), 300, QTimeZone(3'600)), QStringLiteral("13:55"));
    // Hours of India begin at half past in UTC, days of Paris at 23:00.
    const auto hours = timeTicks({from, from + 2h}, 3'600, QTimeZone(5 * 3'600 + 1'800));
    QCOMPARE(timeTickText(hours.front(), 3'600, QTimeZone(5 * 3'600 + 1'800)), QStringLiteral("19:00"));
    const auto days = timeTicks({from, from + 24h}, 86'400, QTimeZone(3'600));
    QCOMPARE(timeTickText(days.front(), 86'400, QTimeZone(3'600)), QStringLiteral("24 Nov"));
    QCOMPARE(timeTickText(from, 10, QTimeZone::utc()), QStringLiteral("12:55:00"));
}

void ChartTicksTest::ticksAreBounded() {
    const base::WallTime from{0s};
    QVERIFY(timeTicks({from, from + 24h * 10'000}, 1, QTimeZone::utc()).size() <= 200);
    QVERIFY(timeTicks({from + 1s, from + 2s}, 60, QTimeZone::utc()).empty());
}

void ChartTicksTest::saysRanges() {
    const base::WallTime from{1'795'439'300s};
    QCOMPARE(spanText({from, from + 320s}, QTimeZone(3'600)),
             QStringLiteral("14:08:20 – 14:13:40, 5 min 20 s"));
}

}  // namespace mirrorscope::ui::charts

QTEST_GUILESS_MAIN(mirrorscope::ui::charts::ChartTicksTest)
#include "chart_ticks_test.moc"
