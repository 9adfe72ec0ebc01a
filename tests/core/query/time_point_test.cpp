// SPDX-License-Identifier: Apache-2.0
#include "core/query/time_point.h"

#include <QTest>

using namespace mirrorscope;
using query::Moment;
using query::resolveTime;
using query::TimeInterval;

class TimePointTest : public QObject {
    Q_OBJECT

private slots:
    void resolves_data();
    void resolves();
    void refuses_data();
    void refuses();
};

void TimePointTest::resolves_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("zone");  // minutes
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("last");
    // Now: 2026-11-23T23:40:00.000007Z, the next day already at +01:00.
    const auto row = [](const char* text, int zone, const char* first, const char* last) {
        QTest::addRow("%s at %+d min", text, zone)
            << QByteArray(text) << zone << QByteArray(first) << QByteArray(last);
    };
    row("now", 0, "2026-11-23T23:40:00.000007Z", "2026-11-23T23:40:00.000007Z");
    row("NOW", 60, "2026-11-23T23:40:00.000007Z", "2026-11-23T23:40:00.000007Z");
    row("-15m", 0, "2026-11-23T23:25:00.000007Z", "2026-11-23T23:25:00.000007Z");
    row("-1h30m", 60, "2026-11-23T22:10:00.000007Z", "2026-11-23T22:10:00.000007Z");
    row("-7us", 0, "2026-11-23T23:40:00.000000Z", "2026-11-23T23:40:00.000000Z");
    row("-0", 0, "2026-11-23T23:40:00.000007Z", "2026-11-23T23:40:00.000007Z");
    row("today", 0, "2026-11-23T00:00:00.000000Z", "2026-11-23T23:59:59.999999Z");
    row("today", 60, "2026-11-23T23:00:00.000000Z", "2026-11-24T22:59:59.999999Z");
    row("today", -600, "2026-11-23T10:00:00.000000Z", "2026-11-24T09:59:59.999999Z");
    row("yesterday", 0, "2026-11-22T00:00:00.000000Z", "2026-11-22T23:59:59.999999Z");
    row("14:30", 0, "2026-11-23T14:30:00.000000Z", "2026-11-23T14:30:59.999999Z");
    row("14:30", 60, "2026-11-24T13:30:00.000000Z", "2026-11-24T13:30:59.999999Z");
    row("00:00:00", 0, "2026-11-23T00:00:00.000000Z", "2026-11-23T00:00:00.999999Z");
    row("23:59:59.9", 0, "2026-11-23T23:59:59.900000Z", "2026-11-23T23:59:59.999999Z");
    row("14:30:05.123456", 0, "2026-11-23T14:30:05.123456Z", "2026-11-23T14:30:05.123456Z");
    row("2026-02-01", 0, "2026-02-01T00:00:00.000000Z", "2026-02-01T23:59:59.999999Z");
    row("2026-02-01", 90, "2026-01-31T22:30:00.000000Z", "2026-02-01T22:29:59.999999Z");
    row("2026-02-01Z", 90, "2026-02-01T00:00:00.000000Z", "2026-02-01T23:59:59.999999Z");
    row("2026-02-01T14:30", 60, "2026-02-01T13:30:00.000000Z", "2026-02-01T13:30:59.999999Z");
    row("2026-02-01T14:30Z", 60, "2026-02-01T14:30:00.000000Z", "2026-02-01T14:30:59.999999Z");
    row("2026-02-01T14:30:01-09:30", 60, "2026-02-02T00:00:01.000000Z", "2026-02-02T00:00:01.999999Z");
    row("2026-02-01T00:30+14:00", 0, "2026-01-31T10:30:00.000000Z", "2026-01-31T10:30:59.999999Z");
    row("1970-01-01", 0, "1970-01-01T00:00:00.000000Z", "1970-01-01T23:59:59.999999Z");
    row("9999-12-31", 0, "9999-12-31T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z");
    row("2024-02-29", 0, "2024-02-29T00:00:00.000000Z", "2024-02-29T23:59:59.999999Z");
}

void TimePointTest::resolves() {
    QFETCH(QByteArray, text);
    QFETCH(int, zone);
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, last);
    const Moment moment{base::WallTime(std::chrono::microseconds(1'795'477'200'000'007)),
                        std::chrono::minutes(zone)};
    const auto resolved = resolveTime(text.toStdString(), moment);
    QVERIFY(resolved.has_value());
    const auto iso = [](std::int64_t time) {
        return QByteArray::fromStdString(base::isoTime(base::WallTime(std::chrono::microseconds(time))));
    };
    QCOMPARE(iso(resolved->first), first);
    QCOMPARE(iso(resolved->last), last);
}

void TimePointTest::refuses_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             "-",
                             "--1h",
                             "- 1h",
                             "-1",
                             "-1x",
                             "-36501d",
                             "-99999999999999999999d",
                             "+1h",
                             "nowish",
                             "24:00",
                             "1:00",
                             "14:3",
                             "14:60",
                             "14:30:60",
                             "14:30:5",
                             "14:30:05.",
                             "14:30:05.1234567",
                             "14:30Z",
                             "2026",
                             "2026-1-1",
                             "2026-00-01",
                             "2026-13-01",
                             "2026-01-00",
                             "2026-01-32",
                             "2026-02-29",
                             "1969-12-31",
                             "10000-01-01",
                             "2026-01-01T",
                             "2026-01-01t10:00",
                             "2026-01-01 10:00",
                             "2026-01-01T10",
                             "2026-01-01T10:00z",
                             "2026-01-01T10:00+1",
                             "2026-01-01T10:00+15:00",
                             "2026-01-01T10:00+01:60",
                             "2026-01-01T10:00ZZ"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void TimePointTest::refuses() {
    QFETCH(QByteArray, text);
    QVERIFY(!resolveTime(text.toStdString(), Moment{}).has_value());
}

QTEST_GUILESS_MAIN(TimePointTest)
#include "time_point_test.moc"
