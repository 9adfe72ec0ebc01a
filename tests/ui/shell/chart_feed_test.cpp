// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/chart_feed.h"

#include <QTest>

#include "tests/ui/filter/read_filter.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;
using namespace std::chrono_literals;

namespace {

/// A whole multiple of ten minutes.
constexpr base::WallTime kNow{std::chrono::seconds(1'700'000'400)};

traffic::Source source(traffic::SourceId id, const std::string& name) {
    traffic::Source one;
    one.id = id;
    one.name = name;
    return one;
}

const std::vector<traffic::Source> kSources{source(1, "edge"), source(2, "mesh")};

traffic::RollupRow bucket(std::chrono::seconds ago, traffic::SourceId id, std::uint64_t requests,
                          std::uint64_t attacks = 0) {
    return {kNow - ago, id, std::nullopt, requests, attacks};
}

}  // namespace

class ChartFeedTest : public QObject {
    Q_OBJECT

private slots:
    void barsEndWithTheOneBeingCounted() {
        const auto data = rateDataOf(filter::chartSpanOf(30), kSources,
                                     {bucket(0s, 1, 20, 10), bucket(10s, 1, 100)}, {}, {}, kNow + 3s);
        QCOMPARE(data.buckets(), std::size_t{180});
        QVERIFY(data.lastIsCounting);
        QCOMPARE(data.timeOf(180), kNow + 10s);
        QCOMPARE(data.series.size(), std::size_t{1});
        QCOMPARE(data.series[0].values[178], 10.0);
        QCOMPARE(data.series[0].values[179], 2.0);
        QCOMPARE(data.attacks[179], 1.0);
    }

    void severalRollupsMakeABar() {
        const auto data = rateDataOf(filter::chartSpanOf(60), kSources,
                                     {bucket(10s, 1, 100), bucket(20s, 1, 100)}, {}, {}, kNow);
        QCOMPARE(data.width, 20s);
        QCOMPARE(data.series[0].values[178], 10.0);
    }

    void rowsOutsideAndRowsOfTypesDoNotCount() {
        traffic::RollupRow typed = bucket(0s, 1, 5);
        typed.type = traffic::AttackType::Xss;
        const auto data = rateDataOf(filter::chartSpanOf(5), kSources,
                                     {typed, bucket(600s, 1, 7), bucket(0s, 9, 7)}, {}, {}, kNow);
        QVERIFY(data.series.empty());
    }

    void conditionsOnSourcesChooseSeries() {
        const filter::Filter only = test::readFilter("source:mesh path:/a");
        const auto data = rateDataOf(filter::chartSpanOf(5), kSources,
                                     {bucket(0s, 1, 5, 5), bucket(0s, 2, 4, 2)}, {}, only, kNow);
        QCOMPARE(data.series.size(), std::size_t{1});
        QCOMPARE(data.series[0].name, QStringLiteral("mesh"));
        QCOMPARE(data.attacks.back(), 1.0);
    }

    void gapsAndRefusalsComeFromTheLog() {
        ListeningLog log;
        log.note(kNow - 100s, true, 0);
        log.note(kNow - 60s, false, 0);
        log.note(kNow - 30s, true, 0);
        log.note(kNow - 5s, true, 12);
        const auto data = rateDataOf(filter::chartSpanOf(30), kSources, {}, log, {}, kNow);
        QVERIFY(!data.isGap(data.bucketAt(kNow - 65s)));
        QVERIFY(data.isGap(data.bucketAt(kNow - 55s)));
        QVERIFY(data.isGap(data.bucketAt(kNow - 35s)));
        QVERIFY(!data.isGap(data.bucketAt(kNow - 25s)));
        QCOMPARE(data.refused[data.bucketAt(kNow - 5s)], std::uint64_t{12});
    }

    void automaticSpan_data() {
        QTest::addColumn<int>("ageMinutes");
        QTest::addColumn<int>("minutes");
        QTest::newRow("new") << 0 << 5;
        QTest::newRow("five") << 5 << 5;
        QTest::newRow("six") << 6 << 15;
        QTest::newRow("twenty") << 20 << 30;
        QTest::newRow("a day") << 1440 << 30;
    }

    void automaticSpan() {
        QFETCH(int, ageMinutes);
        QFETCH(int, minutes);
        QCOMPARE(filter::chartSpanFor(kNow - std::chrono::minutes(ageMinutes), kNow).minutes, minutes);
    }
};

QTEST_MAIN(ChartFeedTest)
#include "chart_feed_test.moc"
