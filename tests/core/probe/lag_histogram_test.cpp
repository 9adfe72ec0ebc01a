// SPDX-License-Identifier: Apache-2.0
#include "core/probe/lag_histogram.h"

#include <QTest>
#include <numeric>

using namespace mirrorscope::probe;
using namespace std::chrono_literals;
using std::chrono::microseconds;

class LagHistogramTest : public QObject {
    Q_OBJECT

private slots:
    void nothingKnown() {
        std::vector<microseconds> none;
        QVERIFY(lagHistogram(none) == LagHistogram{});
    }
    void widthFollowsTheReach_data();
    void widthFollowsTheReach();
    void stragglersStandApart();
};

void LagHistogramTest::widthFollowsTheReach_data() {
    QTest::addColumn<qint64>("reach");
    QTest::addColumn<qint64>("width");
    QTest::addColumn<int>("bins");
    QTest::newRow("none at all") << qint64{0} << qint64{100} << 1;
    QTest::newRow("below 2.4 ms") << qint64{2'399} << qint64{100} << 24;
    QTest::newRow("2.4 ms") << qint64{2'400} << qint64{200} << 13;
    QTest::newRow("14 ms") << qint64{14'000} << qint64{1'000} << 15;
    QTest::newRow("1 s") << qint64{1'000'000} << qint64{50'000} << 21;
    QTest::newRow("an hour") << qint64{3'600'000'000} << qint64{200'000'000} << 19;
}

void LagHistogramTest::widthFollowsTheReach() {
    QFETCH(qint64, reach);
    QFETCH(qint64, width);
    QFETCH(int, bins);
    std::vector<microseconds> lags{microseconds(reach), 0us, microseconds(reach / 2)};
    const LagHistogram histogram = lagHistogram(lags);
    QCOMPARE(histogram.width.count(), width);
    QCOMPARE(histogram.counts.size(), static_cast<std::size_t>(bins));
    QVERIFY(histogram.counts.size() <= kMostLagBins);
    QCOMPARE(std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::size_t{0}),
             std::size_t{3});
    QVERIFY(histogram.counts.back() > 0);
}

/// One in a hundred does not make the others one bar.
void LagHistogramTest::stragglersStandApart() {
    std::vector<microseconds> lags(199, 1'500us);
    lags.push_back(60s);
    const LagHistogram histogram = lagHistogram(lags);
    QCOMPARE(histogram.width, 100us);
    QCOMPARE(histogram.counts.back(), std::size_t{199});
    QCOMPARE(histogram.beyond, std::size_t{1});
}

QTEST_GUILESS_MAIN(LagHistogramTest)
#include "lag_histogram_test.moc"
