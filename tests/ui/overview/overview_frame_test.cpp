// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_frame.h"

#include <QTest>

#include "tests/ui/filter/read_filter.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::overview;
using namespace std::chrono_literals;

namespace {

/// 20 November 2026, 12:26:47 UTC.
constexpr base::WallTime kNow{std::chrono::seconds(1'795'177'607)};

OverviewFrame frameFor(const char* text, int minutes = 30) {
    const filter::Filter filter = test::readFilter(text, {kNow, 0min});
    const auto window =
        filter::chartWindowFor(filter::chartSpanOf(minutes), filter::chartRangeOf(filter), kNow);
    return frameOf(window, filter, kNow);
}

}  // namespace

class OverviewFrameTest : public QObject {
    Q_OBJECT

private slots:
    void barsAreReadable_data() {
        QTest::addColumn<int>("minutes");
        QTest::addColumn<int>("seconds");
        QTest::newRow("5 min") << 5 << 1;
        QTest::newRow("30 min") << 30 << 10;
        QTest::newRow("6 h") << 360 << 120;
        QTest::newRow("24 h") << 1440 << 300;
    }
    void barsAreReadable() {
        QFETCH(int, minutes);
        QFETCH(int, seconds);
        const OverviewFrame frame = frameFor("", minutes);
        QCOMPARE(frame.grid.width, std::chrono::seconds(seconds));
        const auto whole = static_cast<std::size_t>(minutes * 60 / seconds);
        QVERIFY(frame.grid.count == whole || frame.grid.count == whole + 1);
        QVERIFY(frame.grid.end() >= kNow && frame.grid.timeOf(frame.grid.count - 1) <= kNow);
    }

    void withoutATimeAllIsCounted() {
        const OverviewFrame frame = frameFor("source:edge");
        QVERIFY(!frame.hasRange && frame.isLive && frame.fromRollUps);
        QCOMPARE(frame.range.from, frame.grid.start);
        QCOMPARE(frame.range.until, kNow);
        QCOMPARE(frame.filter.text, std::string("source:edge"));
    }

    void aRangeIsCountedAndSeenAmongTheRest() {
        const OverviewFrame frame = frameFor("source:edge time:2026-11-20T12:10..2026-11-20T12:14");
        QVERIFY(frame.hasRange && frame.isLive && frame.fromRollUps);
        QCOMPARE(frame.around.text, std::string("source:edge"));
        QVERIFY(frame.filter.text.find("time") != std::string::npos);
        QCOMPARE(frame.range.until - frame.range.from, std::chrono::microseconds(5min));
        QVERIFY(frame.grid.start < frame.range.from && frame.grid.end() > frame.range.until);
        QCOMPARE(frame.rangeGrid().count, std::size_t(30));
    }

    void aSlidingRangeEndsNow() {
        const OverviewFrame frame = frameFor("time>-5m");
        QCOMPARE(frame.range.until, kNow);
        QCOMPARE(frame.range.from, kNow - 5min);
    }

    void whatIsLongAgoStandsStill() {
        const OverviewFrame frame = frameFor("time:2026-11-18T10:00..2026-11-18T10:09");
        QVERIFY(!frame.isLive && frame.hasRange);
        QVERIFY(frame.grid.start < frame.range.from && frame.grid.end() > frame.range.until);
    }

    void requestsAreReadForOtherFields() {
        QVERIFY(!frameFor("path~login").fromRollUps);
        QVERIFY(!frameFor("source:a or source:b").fromRollUps);
        QVERIFY(frameFor("not source:a listener:edge time>-5m").fromRollUps);
    }

    void wholeBucketsNeedNoSecondQuestion() {
        OverviewFrame frame = frameFor("time:2026-11-20T12:10..2026-11-20T12:14");
        traffic::ChartSeries series;
        series.grid = frame.grid;
        series.sources = {{1, std::vector<std::uint64_t>(frame.grid.count, 2),
                           std::vector<std::uint64_t>(frame.grid.count, 1)}};
        series.types = {{traffic::AttackType::Sqli, std::vector<std::uint64_t>(frame.grid.count, 1)}};
        series.refused = {{"edge", std::vector<std::uint64_t>(frame.grid.count, 3)}};
        const auto counted = countedIn(series, frame);
        QVERIFY(counted.has_value());
        QCOMPARE(counted->grid.count, std::size_t(30));
        QCOMPARE(counted->grid.start, frame.range.from);
        QCOMPARE(counted->requests(), std::uint64_t(60));
        QCOMPARE(counted->attackRequests(), std::uint64_t(30));
        QCOMPARE(counted->refusals(), std::uint64_t(90));
        frame.range.from += 1s;
        QVERIFY(!countedIn(series, frame));
        QCOMPARE(countedIn(series, frameFor(""))->requests(), std::uint64_t(2 * frame.grid.count));
    }

    void offsetsFollowTheClock() {
        const auto offset = offsetsOf(QTimeZone("Europe/Berlin"));
        QCOMPARE(offset(kNow).count(), 60L);
        QCOMPARE(offset(kNow - std::chrono::hours(24 * 90)).count(), 120L);
    }
};

QTEST_GUILESS_MAIN(OverviewFrameTest)
#include "overview_frame_test.moc"
