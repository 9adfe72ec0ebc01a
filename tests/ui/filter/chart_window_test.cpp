// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/chart_window.h"

#include <QTest>

#include "tests/ui/filter/read_filter.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::filter;
using namespace std::chrono_literals;

namespace {

/// 20 November 2026, 12:26:40 UTC.
constexpr base::WallTime kNow{std::chrono::seconds(1'795'177'600)};

std::optional<ChartRange> rangeOf(const char* text) {
    return chartRangeOf(test::readFilter(text, {kNow, 0min}));
}

ChartRange past(std::chrono::seconds fromAgo, std::chrono::seconds untilAgo) {
    return {fromAgo - untilAgo, kNow - fromAgo, kNow - untilAgo};
}

}  // namespace

class ChartWindowTest : public QObject {
    Q_OBJECT

private slots:
    void everySpanFits() {
        for (const ChartSpan& span : allChartSpans()) {
            QCOMPARE(span.barSeconds % span.rollupSeconds, 0);
            QCOMPARE(span.minutes * 60 % span.barSeconds, 0);
            const int bars = span.minutes * 60 / span.barSeconds;
            QVERIFY(bars >= 60 && bars <= 200);
        }
        QCOMPARE(chartSpans().back().minutes, 1440);
    }

    void aFilterHasARangeOrNone() {
        QVERIFY(!rangeOf("host:a"));
        QVERIFY(!rangeOf("time<-1h"));
        QVERIFY(!rangeOf("time>-1h time<-30m"));
        QVERIFY(!rangeOf("time!=today"));
        QVERIFY((rangeOf("host:a time>-1h") == ChartRange{1h, std::nullopt, std::nullopt}));
        QVERIFY((rangeOf("time>=2026-11-20T12:00Z") == ChartRange{{}, kNow - 1600s, std::nullopt}));
        QVERIFY((rangeOf("time:2026-11-20T12:00Z..2026-11-20T12:09Z") ==
                 ChartRange{600s, kNow - 1600s, kNow - 1000s}));
    }

    void theUsersSpanHoldsWhatItCan_data() {
        QTest::addColumn<int>("own");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("shown");
        QTest::newRow("nothing asked") << 5 << "host:a" << 5;
        QTest::newRow("fits") << 30 << "time>-15m" << 30;
        QTest::newRow("exactly") << 60 << "time>-1h" << 60;
        QTest::newRow("longer") << 30 << "time>-1h" << 60;
        QTest::newRow("day") << 5 << "time>-24h" << 1440;
        QTest::newRow("week") << 5 << "time>-2d" << 7 * 1440;
        QTest::newRow("longer than any") << 5 << "time>-90d" << 30 * 1440;
        QTest::newRow("from a moment on") << 5 << "time>=2026-11-20T12:00Z" << 30;
        QTest::newRow("not over yet") << 5 << "time:today" << 1440;
    }

    void theUsersSpanHoldsWhatItCan() {
        QFETCH(int, own);
        QFETCH(QString, text);
        QFETCH(int, shown);
        const ChartWindow window = chartWindowFor(chartSpanOf(own), rangeOf(text.toUtf8().constData()), kNow);
        QCOMPARE(window.span.minutes, shown);
        QVERIFY(!window.end);
    }

    void aRangeAmongTheNewestMinutesMovesNothing() {
        const ChartWindow window = chartWindowFor(chartSpanOf(30), past(30min, 25min), kNow);
        QVERIFY((window == ChartWindow{chartSpanOf(30), std::nullopt}));
    }

    void aRangeInThePastIsShownWithMargins_data() {
        QTest::addColumn<int>("own");
        QTest::addColumn<int>("fromAgo");  // minutes
        QTest::addColumn<int>("untilAgo");
        QTest::addColumn<int>("shown");
        QTest::newRow("as it leaves") << 30 << 31 << 26 << 30;
        QTest::newRow("hours ago") << 5 << 300 << 297 << 5;
        QTest::newRow("no room for margins") << 5 << 300 << 295 << 15;
        QTest::newRow("long") << 30 << 3000 << 1700 << 7 * 1440;
        QTest::newRow("days ago") << 30 << 20 * 1440 << 19 * 1440 << 7 * 1440;
    }

    void aRangeInThePastIsShownWithMargins() {
        QFETCH(int, own);
        QFETCH(int, fromAgo);
        QFETCH(int, untilAgo);
        QFETCH(int, shown);
        const ChartRange range = past(std::chrono::minutes(fromAgo), std::chrono::minutes(untilAgo));
        const ChartWindow window = chartWindowFor(chartSpanOf(own), range, kNow);
        QCOMPARE(window.span.minutes, shown);
        const base::WallTime end = window.end.value_or(kNow);
        QVERIFY(end <= kNow);
        const auto margin = window.span.length() / 10;
        QVERIFY(*range.from - (end - window.span.length()) >= margin);
        QVERIFY(end - *range.until >= (window.end ? margin : 0us));
        // It does not move as time goes on.
        if (window.end) {
            QVERIFY(chartWindowFor(chartSpanOf(own), range, kNow + 1h) == window);
        }
    }

    void ofARangeLongerThanAnySpanTheEndIsShown() {
        const ChartRange range = past(24h * 90, 24h * 40);
        const ChartWindow window = chartWindowFor(chartSpanOf(30), range, kNow);
        QCOMPARE(window.span.minutes, 30 * 1440);
        QVERIFY(window.end && *window.end > *range.until);
        QVERIFY(*window.end - window.span.length() > *range.from);
    }
};

QTEST_GUILESS_MAIN(ChartWindowTest)
#include "chart_window_test.moc"
