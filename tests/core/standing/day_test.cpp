// SPDX-License-Identifier: Apache-2.0
#include "core/standing/day.h"

#include <QTest>

using namespace mirrorscope;
using namespace std::chrono_literals;
using standing::Day;

class DayTest : public QObject {
    Q_OBJECT

private slots:
    void texts_data();
    void texts();
    void isOverWhenTheLocalDayIs_data();
    void isOverWhenTheLocalDayIs();
    void noDayIsNeverOver();
};

void DayTest::texts_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isDay");
    for (const char* day : {"2026-12-31", "2028-02-29", "1999-01-01"}) {
        QTest::newRow(day) << day << true;
    }
    for (const char* none : {"", "-", "2026-02-29", "2026-13-01", "2026-00-10", "26-12-31", "2026-12-3",
                             "2026-12-031", "2026/12/31", "2026-12--1", "today", "2026-12-31 "}) {
        QTest::newRow(none) << none << false;
    }
}

void DayTest::texts() {
    QFETCH(const QString, text);
    QFETCH(const bool, isDay);
    const auto day = standing::parseDay(text.toStdString());
    QCOMPARE(day.has_value(), isDay);
    if (day) {
        QCOMPARE(QString::fromStdString(standing::dayText(*day)), text);
    }
}

void DayTest::isOverWhenTheLocalDayIs_data() {
    QTest::addColumn<int>("hour");  // UTC, of 31 December
    QTest::addColumn<int>("zone");  // minutes
    QTest::addColumn<bool>("over");
    QTest::newRow("in the morning") << 8 << 0 << false;
    QTest::newRow("in its last hour") << 23 << 0 << false;
    QTest::newRow("at its end") << 24 << 0 << true;
    QTest::newRow("east of Greenwich it ends earlier") << 23 << 60 << true;
    QTest::newRow("west of it, later") << 24 << -60 << false;
}

void DayTest::isOverWhenTheLocalDayIs() {
    QFETCH(const int, hour);
    QFETCH(const int, zone);
    QFETCH(const bool, over);
    const Day day{std::chrono::year(2026), std::chrono::month(12), std::chrono::day(31)};
    const base::WallTime now = std::chrono::sys_days(day) + std::chrono::hours(hour);
    QCOMPARE(standing::isOver(day, now, std::chrono::minutes(zone)), over);
}

void DayTest::noDayIsNeverOver() {
    QVERIFY(!standing::isOver(std::nullopt, base::WallTime::max() - 24h, 0min));
}

QTEST_GUILESS_MAIN(DayTest)
#include "day_test.moc"
