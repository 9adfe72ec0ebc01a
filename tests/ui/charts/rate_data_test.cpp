// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/rate_data.h"

#include <QTest>

namespace mirrorscope::ui::charts {

using namespace std::chrono_literals;

class RateDataTest : public QObject {
    Q_OBJECT

private slots:
    void findsBuckets();
    void longestVectorCounts();
    void foldsTheSmallest();
    void leavesSevenAlone();
    void sumsWhatIsSeen();
};

void RateDataTest::findsBuckets() {
    RateData data;
    data.start = base::WallTime{1000s};
    data.width = 10s;
    data.attacks.resize(6);
    QCOMPARE(data.span(), (TimeSpan{base::WallTime{1000s}, base::WallTime{1060s}}));
    QCOMPARE(data.bucketAt(base::WallTime{999s}), std::size_t{0});
    QCOMPARE(data.bucketAt(base::WallTime{1019s}), std::size_t{1});
    QCOMPARE(data.bucketAt(base::WallTime{1020s}), std::size_t{2});
    QCOMPARE(data.bucketAt(base::WallTime{9000s}), std::size_t{5});
    QCOMPARE(RateData{}.bucketAt(base::WallTime{9000s}), std::size_t{0});
}

void RateDataTest::longestVectorCounts() {
    RateData data;
    data.series = {{1, {}, {1, 2}}, {2, {}, {1, 2, 3}}};
    data.gaps = {false, false, false, true};
    QCOMPARE(data.buckets(), std::size_t{4});
    QCOMPARE(data.total(2), 3.0);  // the shorter one counts as zero
    QVERIFY(data.isGap(3));
    QVERIFY(!data.isGap(99));
}

void RateDataTest::foldsTheSmallest() {
    RateData data;
    for (traffic::SourceId id = 1; id <= 10; ++id) {
        data.series.push_back({id, QString::number(id), {static_cast<double>(id), 1}});
    }
    data.series.push_back({0, QStringLiteral("unattributed"), {100, 0}});
    const RateData folded = foldedIntoOther(data, QStringLiteral("Other"));
    QCOMPARE(folded.series.size(), kMostSeries + 1);
    QCOMPARE(folded.series.front().source, traffic::SourceId{4});  // order kept
    QCOMPARE(folded.series.back().source, traffic::SourceId{0});
    QCOMPARE(folded.series.back().name, QStringLiteral("Other"));
    QCOMPARE(folded.total(0), data.total(0));
    QCOMPARE(folded.total(1), data.total(1));
}

void RateDataTest::leavesSevenAlone() {
    RateData data;
    for (traffic::SourceId id = 1; id <= 7; ++id) {
        data.series.push_back({id, QString::number(id), {1}});
    }
    data.series.push_back({0, QStringLiteral("unattributed"), {1}});
    QCOMPARE(foldedIntoOther(data, QStringLiteral("Other")).series.size(), std::size_t{8});
    data.series.pop_back();
    data.series.push_back({8, QStringLiteral("8"), {1}});
    const RateData folded = foldedIntoOther(data, QStringLiteral("Other"));
    QCOMPARE(folded.series.size(), std::size_t{8});
    QCOMPARE(folded.series.at(6).source, traffic::SourceId{7});  // equal sums: the first ones stay
}

void RateDataTest::sumsWhatIsSeen() {
    RateData data;
    data.width = 10s;
    data.series = {{1, {}, {10}}, {2, {}, {5}}};
    data.refused = {20};
    QCOMPARE(data.total(0), 15.0);
    QCOMPARE(data.total(0, {1}), 5.0);
    QCOMPARE(data.refusedPerSecond(0), 2.0);
    QCOMPARE(data.refusedPerSecond(7), 0.0);
}

}  // namespace mirrorscope::ui::charts

QTEST_GUILESS_MAIN(mirrorscope::ui::charts::RateDataTest)
#include "rate_data_test.moc"
