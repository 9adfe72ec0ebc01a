// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_gestures.h"

#include <QTest>

namespace mirrorscope::ui::charts {
namespace {

using namespace std::chrono_literals;

base::WallTime at(int seconds) {
    return base::WallTime{std::chrono::seconds{seconds}};
}
TimeSpan span(int from, int until) {
    return {at(from), at(until)};
}

// A pixel a second; buckets of ten.
const TimeScale kScale{0, 600, span(0, 600)};
const TimeGrid kGrid{at(0), 10s};

}  // namespace

class ChartGesturesTest : public QObject {
    Q_OBJECT

private slots:
    void scalesBothWays();
    void chooses_data();
    void chooses();
    void smallSlipsAreClicks();
    void handlesMoveOneEnd_data();
    void handlesMoveOneEnd();
    void pansInsideOfTheData();
    void zooms_data();
    void zooms();
    void gridRoundsOutwards();
};

void ChartGesturesTest::scalesBothWays() {
    const TimeScale scale{40, 240, span(1000, 2000)};
    QCOMPARE(scale.xOf(at(1500)), 140.0);
    QCOMPARE(scale.timeAt(140), at(1500));
    QCOMPARE((TimeScale{0, 0, {}}.timeAt(0)), base::WallTime{});  // no size yet: no division by zero
}

void ChartGesturesTest::chooses_data() {
    QTest::addColumn<int>("press");
    QTest::addColumn<int>("drag");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("until");
    QTest::newRow("to the right") << 103 << 155 << 100 << 160;
    QTest::newRow("to the left") << 155 << 103 << 100 << 160;
    QTest::newRow("within a bucket") << 101 << 108 << 100 << 110;
    QTest::newRow("beyond the end") << 590 << 5'000 << 590 << 600;
    QTest::newRow("before the start") << 20 << -50 << 0 << 20;
}

void ChartGesturesTest::chooses() {
    QFETCH(int, press);
    QFETCH(int, drag);
    QFETCH(int, from);
    QFETCH(int, until);
    ChartGestures gestures;
    gestures.press(press, false, kScale, std::nullopt);
    QCOMPARE(gestures.range(drag, kScale, kGrid), std::optional(span(from, until)));
    QVERIFY(!gestures.release());
    QCOMPARE(gestures.kind(), ChartGestures::Kind::None);
}

void ChartGesturesTest::smallSlipsAreClicks() {
    ChartGestures gestures;
    gestures.press(100, false, kScale, std::nullopt);
    QVERIFY(!gestures.range(103, kScale, kGrid));
    QVERIFY(gestures.release());
    QVERIFY(!gestures.release());  // nothing is pressed
    // Once dragged, coming back to the start makes no click of it.
    gestures.press(100, false, kScale, std::nullopt);
    QVERIFY(gestures.range(150, kScale, kGrid));
    QVERIFY(gestures.range(100, kScale, kGrid));
    QVERIFY(!gestures.release());
}

void ChartGesturesTest::handlesMoveOneEnd_data() {
    QTest::addColumn<int>("press");
    QTest::addColumn<int>("drag");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("until");
    QTest::newRow("first") << 202 << 152 << 150 << 300;
    QTest::newRow("last") << 297 << 391 << 200 << 400;
    QTest::newRow("across the other") << 202 << 405 << 300 << 410;
    QTest::newRow("onto the other") << 202 << 300 << 300 << 310;
}

void ChartGesturesTest::handlesMoveOneEnd() {
    QFETCH(int, press);
    QFETCH(int, drag);
    QFETCH(int, from);
    QFETCH(int, until);
    const auto chosen = std::optional(span(200, 300));
    QVERIFY(ChartGestures::isOnHandle(press, kScale, chosen));
    QVERIFY(!ChartGestures::isOnHandle(250, kScale, chosen));
    ChartGestures gestures;
    gestures.press(press, false, kScale, chosen);
    QCOMPARE(gestures.kind(), ChartGestures::Kind::Handle);
    QCOMPARE(gestures.range(drag, kScale, kGrid), std::optional(span(from, until)));
}

void ChartGesturesTest::pansInsideOfTheData() {
    const TimeScale scale{0, 600, span(200, 300)};
    ChartGestures gestures;
    gestures.press(300, true, scale, std::nullopt);
    QCOMPARE(gestures.view(240, scale, span(0, 600)), std::optional(span(210, 310)));
    QCOMPARE(gestures.view(-60'000, scale, span(0, 600)), std::optional(span(500, 600)));
    QCOMPARE(gestures.view(60'000, scale, span(0, 600)), std::optional(span(0, 100)));
}

void ChartGesturesTest::zooms_data() {
    QTest::addColumn<int>("anchor");
    QTest::addColumn<double>("factor");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("until");
    QTest::newRow("in at the middle") << 250 << 0.5 << 225 << 275;
    QTest::newRow("in at the edge") << 200 << 0.5 << 200 << 250;
    QTest::newRow("out") << 250 << 2.0 << 150 << 350;
    QTest::newRow("out to everything") << 250 << 20.0 << 0 << 600;
    QTest::newRow("out at the edge keeps inside") << 300 << 5.0 << 0 << 500;
    QTest::newRow("no further in") << 250 << 0.1 << 200 << 300;
}

void ChartGesturesTest::zooms() {
    QFETCH(int, anchor);
    QFETCH(double, factor);
    QFETCH(int, from);
    QFETCH(int, until);
    QCOMPARE(zoomed(span(200, 300), at(anchor), factor, span(0, 600), 50s), span(from, until));
}

void ChartGesturesTest::gridRoundsOutwards() {
    const TimeGrid grid{at(3), 10s};
    QCOMPARE(grid.around(span(14, 22)), span(13, 23));
    QCOMPARE(grid.around(span(13, 23)), span(13, 23));
    QCOMPARE(grid.floor(at(1)), at(-7));
}

}  // namespace mirrorscope::ui::charts

QTEST_GUILESS_MAIN(mirrorscope::ui::charts::ChartGesturesTest)
#include "chart_gestures_test.moc"
