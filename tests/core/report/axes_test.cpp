// SPDX-License-Identifier: Apache-2.0
#include "core/report/axes.h"

#include <QTest>

using namespace mirrorscope;
using namespace mirrorscope::report;

namespace {

constexpr base::WallTime kHour{std::chrono::seconds(1'795'442'400)};  // 2026-11-23 14:00 UTC

}  // namespace

class AxesTest : public QObject {
    Q_OBJECT

private slots:
    void stepsAreRoundAndCoverEverything() {
        for (std::uint64_t highest = 0; highest < 3000; ++highest) {
            const std::uint64_t step = countStep(highest, 4);
            QVERIFY(step >= 1 && step * 4 >= highest);
            QVERIFY2(highest < 4 || step * 4 <= highest * 3, qPrintable(QString::number(highest)));
        }
        QCOMPARE(countStep(97, 4), std::uint64_t{25});
        QCOMPARE(countStep(930, 4), std::uint64_t{250});
        QCOMPARE(countStep(1'000'000'000'000, 4), std::uint64_t{250'000'000'000});
    }

    void ticksStandAtRoundTimesOfTheZone() {
        const auto ticks =
            timeTicks(kHour + std::chrono::seconds(61), kHour + std::chrono::minutes(31), 8, {});
        QCOMPARE(ticks.size(), std::size_t{6});
        QCOMPARE(ticks.front().text, std::string("14:05"));
        QCOMPARE(ticks.back().text, std::string("14:30"));
    }

    void daysBeginByTheZone() {
        const Zone zone{"Half", [](base::WallTime) { return std::chrono::minutes(330); }};
        const auto ticks = timeTicks(kHour, kHour + std::chrono::hours(24 * 6), 7, zone);
        QVERIFY(!ticks.empty());
        QCOMPARE(ticks.front().text, std::string("24 Nov"));
        QCOMPARE(clockText(ticks.front().at, zone), std::string("00:00:00"));
    }

    void shortRangesTellSeconds() {
        const auto ticks = timeTicks(kHour, kHour + std::chrono::seconds(20), 8, {});
        QCOMPARE(ticks[1].text, std::string("14:00:05"));
        QVERIFY(ticks.size() <= 9);
    }

    void aHugeRangeHasFewTicks() {
        QVERIFY(timeTicks(kHour, kHour + std::chrono::hours(24 * 4000), 8, {}).size() <= 9);
    }
};

QTEST_APPLESS_MAIN(AxesTest)
#include "axes_test.moc"
