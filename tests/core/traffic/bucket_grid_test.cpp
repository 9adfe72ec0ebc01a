// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/bucket_grid.h"

#include <QTest>
#include <numeric>
#include <random>

using namespace mirrorscope;
using namespace std::chrono_literals;
using base::WallTime;
using traffic::BucketGrid;
using traffic::ComparedTo;
using traffic::LocalPeriod;

namespace {

constexpr WallTime kBack{1'792'890'000s};     // 2026-10-25 01:00 UTC: Berlin 03:00 becomes 02:00
constexpr WallTime kForward{1'774'746'000s};  // 2026-03-29 01:00 UTC: Berlin 02:00 becomes 03:00

std::chrono::minutes berlin(WallTime time) {
    return time >= kForward && time < kBack ? 120min : 60min;
}

/// A zone that changes its clocks at midnight, as Beirut did: that midnight never comes.
std::chrono::minutes withoutMidnight(WallTime time) {
    return time >= WallTime(1'774'735'200s + 0s) ? 180min : 120min;  // 2026-03-28 22:00 UTC
}

/// The zone that Lord Howe has: half an hour of summer time.
std::chrono::minutes halfAnHour(WallTime time) {
    return time < kBack ? 630min : 660min;
}

}  // namespace

class BucketGridTest : public QObject {
    Q_OBJECT

private slots:
    void coversASpan();
    void wideEnough();
    void bucketsOfTimes();
    void comparedTo();
    void comparedAcrossAChangeOfTheClocks();
    void hoursAndDays_data();
    void hoursAndDays();
    void aMidnightThatNeverComes();
    void everyBucketIsInOnePeriod();
};

void BucketGridTest::coversASpan() {
    const auto grid = traffic::gridOver(WallTime(15s), WallTime(31s), 10s);
    QCOMPARE(grid, (BucketGrid{WallTime(10s), 10s, 3}));
    QCOMPARE(traffic::gridOver(WallTime(10s), WallTime(30s), 10s).count, std::size_t{2});
    QCOMPARE(traffic::gridOver(WallTime(10s), WallTime(30s + 1us), 10s).count, std::size_t{3});
    QCOMPARE(traffic::gridOver(WallTime(10s), WallTime(10s), 10s).count, std::size_t{0});
    QCOMPARE(traffic::gridOver(WallTime(20s), WallTime(10s), 10s).count, std::size_t{0});
    QCOMPARE(traffic::gridOver(WallTime(-15s), WallTime(1s), 10s).start, WallTime(-20s));
    QCOMPARE(traffic::gridOver(WallTime(1s), WallTime(2s), 0s).width, 1s);
}

void BucketGridTest::wideEnough() {
    QCOMPARE(traffic::widthFor(24h, 288), 300s);
    QCOMPARE(traffic::widthFor(30min, 180), 10s);
    QCOMPARE(traffic::widthFor(30min + 1us, 180), 15s);
    QCOMPARE(traffic::widthFor(0s, 0), 1s);
    QVERIFY(traffic::widthFor(24h * 3650, 2) >= 24h * 1825);
    std::mt19937 random(1);
    for (int i = 0; i < 1000; ++i) {
        const WallTime from(std::chrono::microseconds(random()) * 1000);
        const WallTime until = from + std::chrono::seconds(random());
        const auto grid = traffic::gridOver(from, until, std::chrono::seconds(random() % 100));
        QVERIFY(grid.count <= traffic::kMostBuckets);
        QVERIFY(grid.start <= from && grid.end() >= until);
        QVERIFY(from - grid.start < grid.width && grid.end() - until < grid.width);
        QCOMPARE(grid.start.time_since_epoch() % grid.width, 0us);
    }
}

void BucketGridTest::bucketsOfTimes() {
    const BucketGrid grid{WallTime(100s), 10s, 3};
    QVERIFY(!grid.bucketOf(WallTime(100s) - 1us).has_value());
    QCOMPARE(*grid.bucketOf(WallTime(100s)), std::size_t{0});
    QCOMPARE(*grid.bucketOf(WallTime(110s) - 1us), std::size_t{0});
    QCOMPARE(*grid.bucketOf(WallTime(129s)), std::size_t{2});
    QVERIFY(!grid.bucketOf(WallTime(130s)).has_value());
}

void BucketGridTest::comparedTo() {
    const auto grid = traffic::gridOver(kBack + 240h, kBack + 241h, 10s);
    QCOMPARE(traffic::comparedGrid(grid, ComparedTo::RangeBefore, berlin).start, grid.start - 1h);
    QCOMPARE(traffic::comparedGrid(grid, ComparedTo::DayBefore, berlin).start, grid.start - 24h);
    QCOMPARE(traffic::comparedGrid(grid, ComparedTo::WeekBefore, berlin).start, grid.start - 168h);
    QCOMPARE(traffic::comparedGrid(grid, ComparedTo::WeekBefore, berlin).count, grid.count);
}

void BucketGridTest::comparedAcrossAChangeOfTheClocks() {
    // 08:00 in Berlin is 07:00 UTC in winter and 06:00 in summer.
    const auto after = traffic::gridOver(kBack + 6h, kBack + 7h, 60s);
    QCOMPARE(traffic::comparedGrid(after, ComparedTo::DayBefore, berlin).start, after.start - 25h);
    QCOMPARE(traffic::comparedGrid(after, ComparedTo::WeekBefore, berlin).start, after.start - 169h);
    const auto spring = traffic::gridOver(kForward + 5h, kForward + 6h, 60s);
    QCOMPARE(traffic::comparedGrid(spring, ComparedTo::DayBefore, berlin).start, spring.start - 23h);
    // Boundaries of wide buckets stay: an hour cannot be taken off days.
    const auto days = traffic::gridOver(kBack + 6h, kBack + 72h, 24h);
    const auto before = traffic::comparedGrid(days, ComparedTo::DayBefore, berlin);
    QCOMPARE(before.start.time_since_epoch() % 24h, 0us);
    QCOMPARE(before.start, days.start - 24h);
}

void BucketGridTest::hoursAndDays_data() {
    QTest::addColumn<int>("zone");
    QTest::addColumn<bool>("isDay");
    QTest::addColumn<qint64>("middle");       // seconds
    QTest::addColumn<QList<int>>("lengths");  // minutes, around the middle
    const qint64 back = kBack.time_since_epoch() / 1s;
    const qint64 forward = kForward.time_since_epoch() / 1s;
    QTest::newRow("day of 25 hours") << 0 << true << back << QList<int>{1500};
    QTest::newRow("day of 23 hours") << 0 << true << forward << QList<int>{1380};
    QTest::newRow("hour twice") << 0 << false << back - 1800 << QList<int>{60, 60, 60};
    QTest::newRow("hour left out") << 0 << false << forward - 1800 << QList<int>{60, 60, 60};
    QTest::newRow("half an hour more") << 1 << true << back << QList<int>{1410};
    QTest::newRow("UTC day") << 2 << true << back << QList<int>{1440};
    QTest::newRow("UTC hours") << 2 << false << back - 1800 << QList<int>{60, 60, 60};
    QTest::newRow("Kathmandu") << 3 << true << back << QList<int>{1440};
}

void BucketGridTest::hoursAndDays() {
    QFETCH(int, zone);
    QFETCH(bool, isDay);
    QFETCH(qint64, middle);
    QFETCH(QList<int>, lengths);
    const std::vector<traffic::OffsetAt> zones{berlin, halfAnHour, [](WallTime) { return 0min; },
                                               [](WallTime) { return 345min; }};
    const auto from = WallTime(std::chrono::seconds(middle));
    const auto until = from + (isDay ? 1min : std::chrono::minutes(60 * (lengths.size() - 1) + 1));
    const auto edges = traffic::localEdges(from, until, isDay ? LocalPeriod::Day : LocalPeriod::Hour,
                                           zones[static_cast<std::size_t>(zone)]);
    QVERIFY(edges.front() <= from && edges.back() >= until);
    QList<int> found;
    for (std::size_t i = 1; i < edges.size(); ++i) {
        found.push_back(static_cast<int>((edges[i] - edges[i - 1]) / 1min));
    }
    QCOMPARE(found, lengths);
}

void BucketGridTest::aMidnightThatNeverComes() {
    const WallTime change(1'774'735'200s);
    const auto edges = traffic::localEdges(change - 1h, change + 1h, LocalPeriod::Day, withoutMidnight);
    QCOMPARE(edges.size(), std::size_t{3});
    QCOMPARE(edges[1], change);  // the day begins at one o'clock
    QCOMPARE(edges[1] - edges[0], 24h);
    QCOMPARE(edges[2] - edges[1], 23h);
}

void BucketGridTest::everyBucketIsInOnePeriod() {
    std::mt19937 random(2);
    for (const traffic::OffsetAt& offset :
         {traffic::OffsetAt(berlin), traffic::OffsetAt(halfAnHour), traffic::OffsetAt(withoutMidnight)}) {
        for (const LocalPeriod period : {LocalPeriod::Hour, LocalPeriod::Day}) {
            for (const WallTime middle : {kBack, kForward}) {
                const auto edges = traffic::localEdges(middle - 72h, middle + 72h, period, offset);
                const auto grid = traffic::gridOver(edges.front(), edges.back(), 900s);
                std::vector<std::uint64_t> values(grid.count);
                std::ranges::generate(values, [&] { return random() % 100; });
                const auto sums = traffic::summedByPeriod(grid, values, edges);
                QCOMPARE(sums.size(), edges.size() - 1);
                QCOMPARE(std::accumulate(sums.begin(), sums.end(), std::uint64_t{0}),
                         std::accumulate(values.begin(), values.end(), std::uint64_t{0}));
                for (const WallTime edge : edges) {
                    QCOMPARE((edge - grid.start) % grid.width, 0us);
                }
            }
        }
    }
}

QTEST_GUILESS_MAIN(BucketGridTest)
#include "bucket_grid_test.moc"
