// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.h"

#include <QDateTime>
#include <QTest>

using namespace mirrorscope;

class ClockTest : public QObject {
    Q_OBJECT

private slots:
    void isoTime_data();
    void isoTime();
    void systemClockIsNow();
};

void ClockTest::isoTime_data() {
    QTest::addColumn<qint64>("microseconds");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("epoch") << qint64{0} << QByteArray("1970-01-01T00:00:00.000000Z");
    QTest::newRow("before it") << qint64{-1} << QByteArray("1969-12-31T23:59:59.999999Z");
    QTest::newRow("microseconds") << qint64{1'795'443'219'204'118}
                                  << QByteArray("2026-11-23T14:13:39.204118Z");
    QTest::newRow("leap day") << qint64{1'709'164'800'000'001} << QByteArray("2024-02-29T00:00:00.000001Z");
    QTest::newRow("year 2100 has none")
        << qint64{4'107'542'400'000'000} << QByteArray("2100-03-01T00:00:00.000000Z");
}

void ClockTest::isoTime() {
    QFETCH(qint64, microseconds);
    QFETCH(QByteArray, expected);
    const base::WallTime time{std::chrono::microseconds(microseconds)};
    QCOMPARE(QByteArray::fromStdString(base::isoTime(time)), expected);
}

void ClockTest::systemClockIsNow() {
    const base::SystemClock clock;
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const qint64 read = clock.wall().time_since_epoch().count() / 1000;
    const qint64 after = QDateTime::currentMSecsSinceEpoch();
    QVERIFY(before <= read && read <= after);
    const auto first = clock.steady();
    QVERIFY(first <= clock.steady());
}

QTEST_GUILESS_MAIN(ClockTest)
#include "clock_test.moc"
