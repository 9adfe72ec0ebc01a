// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_cursor.h"

#include <QTest>

namespace mirrorscope::ui::charts {
namespace {

using namespace std::chrono_literals;

base::WallTime at(int seconds) {
    return base::WallTime{std::chrono::seconds{seconds}};
}

const TimeSpan kWhole{at(0), at(100)};
const TimeGrid kGrid{at(0), 10s};

}  // namespace

class ChartCursorTest : public QObject {
    Q_OBJECT

private slots:
    void staysOnBuckets();
    void choosesFromWhereItBegan();
    void revealsItsBucket();
};

void ChartCursorTest::staysOnBuckets() {
    ChartCursor cursor;
    QVERIFY(!cursor.at());
    QVERIFY(!cursor.move(at(57), false, kWhole, kGrid));
    QCOMPARE(cursor.at(), std::optional(at(50)));
    cursor.move(at(-40), false, kWhole, kGrid);
    QCOMPARE(cursor.at(), std::optional(at(0)));
    cursor.move(at(400), false, kWhole, kGrid);
    QCOMPARE(cursor.at(), std::optional(at(90)));
}

void ChartCursorTest::choosesFromWhereItBegan() {
    ChartCursor cursor;
    cursor.move(at(50), false, kWhole, kGrid);
    QCOMPARE(cursor.move(at(60), true, kWhole, kGrid), (std::optional(TimeSpan{at(50), at(70)})));
    QCOMPARE(cursor.move(at(30), true, kWhole, kGrid), (std::optional(TimeSpan{at(30), at(60)})));
    QVERIFY(cursor.isChoosing());
    cursor.move(at(20), false, kWhole, kGrid);
    QVERIFY(!cursor.isChoosing());
}

void ChartCursorTest::revealsItsBucket() {
    ChartCursor cursor;
    const TimeSpan view{at(20), at(60)};
    QCOMPARE(cursor.revealed(view, kWhole, kGrid), view);
    cursor.move(at(50), false, kWhole, kGrid);
    QCOMPARE(cursor.revealed(view, kWhole, kGrid), view);
    cursor.move(at(60), false, kWhole, kGrid);
    QCOMPARE(cursor.revealed(view, kWhole, kGrid), (TimeSpan{at(30), at(70)}));
    cursor.move(at(0), false, kWhole, kGrid);
    QCOMPARE(cursor.revealed(view, kWhole, kGrid), (TimeSpan{at(0), at(40)}));
}

}  // namespace mirrorscope::ui::charts

QTEST_GUILESS_MAIN(mirrorscope::ui::charts::ChartCursorTest)
#include "chart_cursor_test.moc"
