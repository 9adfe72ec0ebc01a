// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/time_text.h"

#include <QLocale>
#include <QTest>

namespace mirrorscope::ui::text {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;

// 2026-11-23 13:13:39.204118 UTC
const base::WallTime kTime{microseconds{1'795'439'619'204'118}};
const QTimeZone kUtc = QTimeZone::utc();
const QTimeZone kParis(3'600);

}  // namespace

class TimeTextTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void todayHasMilliseconds();
    void earlierHasTheDate();
    void detailHasMicroseconds();
    void zones_data();
    void zones();
    void relative_data();
    void relative();
    void durations_data();
    void durations();
    void lags_data();
    void lags();
    void beforeTheEpoch();
};

void TimeTextTest::todayHasMilliseconds() {
    QCOMPARE(timeText(kTime, kUtc, kTime + 1h), QStringLiteral("13:13:39.204"));
    QCOMPARE(timeText(kTime, kParis, kTime + 1h), QStringLiteral("14:13:39.204"));
    QCOMPARE(clockText(kTime, kParis), QStringLiteral("14:13:39"));
    QCOMPARE(minuteText(kTime, kParis), QStringLiteral("14:13"));
}

void TimeTextTest::earlierHasTheDate() {
    QCOMPARE(timeText(kTime, kParis, kTime + 24h), QStringLiteral("23 Nov 14:13:39"));
    QCOMPARE(timeText(kTime, kParis, kTime + 24h * 60), QStringLiteral("23 Nov 2026 14:13"));
    // 23:50 in UTC is already tomorrow an hour to the east.
    const base::WallTime late = std::chrono::floor<std::chrono::days>(kTime) + 23h + 50min;
    QCOMPARE(timeText(late, kUtc, late - 1h), QStringLiteral("23:50:00.000"));
    QCOMPARE(timeText(late, kParis, late - 1h), QStringLiteral("24 Nov 00:50:00"));
}

void TimeTextTest::detailHasMicroseconds() {
    QCOMPARE(fullTimeText(kTime, kUtc), QStringLiteral("23 Nov 2026 13:13:39.204118"));
    QCOMPARE(fullTimeText(kTime - microseconds{204'111}, kUtc),
             QStringLiteral("23 Nov 2026 13:13:39.000007"));
}

void TimeTextTest::zones_data() {
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("text");
    QTest::newRow("utc") << 0 << QStringLiteral("UTC");
    QTest::newRow("east") << 3'600 << QStringLiteral("UTC+01:00");
    QTest::newRow("half hour") << 5 * 3'600 + 1'800 << QStringLiteral("UTC+05:30");
    QTest::newRow("west") << -(3 * 3'600 + 1'800) << QStringLiteral("UTC-03:30");
}

void TimeTextTest::zones() {
    QFETCH(int, offset);
    QTEST(zoneText(QTimeZone(offset), kTime), "text");
}

void TimeTextTest::relative_data() {
    QTest::addColumn<qint64>("age");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64{1'999'999} << QStringLiteral("Now");
    QTest::newRow("future") << qint64{-5'000'000} << QStringLiteral("Now");
    QTest::newRow("seconds") << qint64{12'900'000} << QStringLiteral("12 s");
    QTest::newRow("minutes") << qint64{6} * 60'000'000 << QStringLiteral("6 min");
    QTest::newRow("hours") << qint64{3} * 3'600'000'000 << QStringLiteral("3 h");
    QTest::newRow("days") << qint64{50} * 3'600'000'000 << QStringLiteral("2 d");
}

void TimeTextTest::relative() {
    QFETCH(qint64, age);
    QTEST(relativeText(kTime - microseconds{age}, kTime), "text");
}

void TimeTextTest::durations_data() {
    QTest::addColumn<qint64>("length");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64{0} << QStringLiteral("0 s");
    QTest::newRow("microseconds") << qint64{40} << QStringLiteral("<1 ms");
    QTest::newRow("milliseconds") << qint64{320'400} << QStringLiteral("320 ms");
    QTest::newRow("seconds") << qint64{10'500'000} << QStringLiteral("10 s");
    QTest::newRow("minutes and seconds") << qint64{320'000'000} << QStringLiteral("5 min 20 s");
    QTest::newRow("whole minutes") << qint64{300'000'000} << QStringLiteral("5 min");
    QTest::newRow("hours and minutes") << qint64{7'500'000'000} << QStringLiteral("2 h 5 min");
    QTest::newRow("days and hours") << qint64{90'000'000'000} << QStringLiteral("1 d 1 h");
}

void TimeTextTest::durations() {
    QFETCH(qint64, length);
    QTEST(durationText(microseconds{length}), "text");
}

void TimeTextTest::lags_data() {
    QTest::addColumn<qint64>("lag");
    QTest::addColumn<QString>("text");
    QTest::newRow("small") << qint64{1'640} << QStringLiteral("1.6 ms");
    QTest::newRow("rounds up") << qint64{9'960} << QStringLiteral("10 ms");
    QTest::newRow("three digits") << qint64{184'200} << QStringLiteral("184 ms");
    QTest::newRow("never 1000 ms") << qint64{999'700} << QStringLiteral("1.0 s");
    QTest::newRow("seconds") << qint64{1'130'000} << QStringLiteral("1.1 s");
}

void TimeTextTest::lags() {
    QFETCH(qint64, lag);
    QTEST(lagText(microseconds{lag}), "text");
    QCOMPARE(lagText(std::nullopt), QStringLiteral("–"));
}

void TimeTextTest::beforeTheEpoch() {
    // A clock that was never set: still a time, no negative fraction.
    QCOMPARE(fullTimeText(base::WallTime{microseconds{-1}}, kUtc),
             QStringLiteral("31 Dec 1969 23:59:59.999999"));
}

}  // namespace mirrorscope::ui::text

QTEST_GUILESS_MAIN(mirrorscope::ui::text::TimeTextTest)
#include "time_text_test.moc"
