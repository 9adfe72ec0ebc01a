// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/time_range.h"

#include <QTest>

#include "tests/ui/filter/read_filter.h"
#include "ui/filter/local_moment.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::filter;
using namespace std::chrono_literals;

namespace {

constexpr base::WallTime kNow{std::chrono::seconds(1'795'177'600)};

Filter at(const QString& text, base::WallTime now = kNow) {
    return test::readFilter(text.toStdString(), {now, 0min});
}

base::WallTime utc(const char* iso) {
    const QDateTime time = QDateTime::fromString(QLatin1String(iso), Qt::ISODate);
    return base::WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

QDateTime local(const char* iso) {
    return QDateTime::fromString(QLatin1String(iso), Qt::ISODate);
}

}  // namespace

class TimeRangeTest : public QObject {
    Q_OBJECT

private slots:
    void aFilterSlidesByOneLowerBound_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("seconds");  // -1: does not slide
        const auto row = [](const char* text, qint64 seconds) {
            QTest::newRow(text) << QString::fromLatin1(text) << seconds;
        };
        row("time>-15m", 900);
        row("time>=-15m", 900);
        row("time:-15m..", 900);
        row("host:a time>-1h (path:/a or path:/b)", 3600);
        row("time>-1d", 86400);
        row("", -1);
        row("host:a", -1);
        row("time>-15m time>-1h", -1);
        row("time:-15m..now", -1);
        row("time<-15m", -1);
        row("-time>-15m", -1);
        row("time>-15m or host:a", -1);
        row("host:a (time>-15m or path:/b)", -1);
        row("time>-15m (time>-1h or path:/b)", -1);
        row("time>today", -1);
        row("time:14:30..", -1);
        row("time:-15m..,-30m..", -1);
    }

    void aFilterSlidesByOneLowerBound() {
        QFETCH(QString, text);
        QFETCH(qint64, seconds);
        const auto length = slidingLength(at(text));
        QCOMPARE(length ? qint64{std::chrono::duration_cast<std::chrono::seconds>(*length).count()} : -1,
                 seconds);
        QCOMPARE(slidingStart(at(text)).has_value(), seconds >= 0);
        QCOMPARE(hasOnlySlid(at(text), at(text, kNow + 5s)), seconds >= 0);
        QVERIFY(!hasOnlySlid(at(text), at(text, kNow - 5s)));
    }

    void onlyTheSameFilterSlides() {
        QVERIFY(!hasOnlySlid(at(QStringLiteral("time>-15m")), at(QStringLiteral("time>-16m"), kNow + 5s)));
        QVERIFY(
            !hasOnlySlid(at(QStringLiteral("time>-15m")), test::readFilter("time>-15m", {kNow + 5s, 60min})));
    }

    void aTimeDependsOnTheMomentOrNot_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("soon");
        QTest::addColumn<bool>("tomorrow");
        QTest::newRow("none") << "host:a" << false << false;
        QTest::newRow("relative") << "time>-15m" << true << true;
        QTest::newRow("in a group") << "host:a or (path:/a time<-1h)" << true << true;
        QTest::newRow("day") << "time:today" << false << true;
        QTest::newRow("time of day") << "time:14:30..15:00" << false << true;
        QTest::newRow("date") << "time:2026-11-20T14:00Z..2026-11-20T15:00Z" << false << false;
    }

    void aTimeDependsOnTheMomentOrNot() {
        QFETCH(QString, text);
        QFETCH(bool, soon);
        QFETCH(bool, tomorrow);
        QVERIFY(!dependsOnMoment(at(text), {kNow, 0min}));
        QCOMPARE(dependsOnMoment(at(text), {kNow + 5s, 0min}), soon);
        QCOMPARE(dependsOnMoment(at(text), {kNow + 24h, 0min}), tomorrow);
    }

    void rangesHaveNames_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("named");  // -1: none
        QTest::addColumn<QString>("words");
        const auto row = [](const char* text, int named, const char* words) {
            QTest::newRow(text) << QString::fromLatin1(text) << named << QString::fromUtf8(words);
        };
        row("host:a", 0, "");
        row("time>-15m", 1, "time>-15m");
        row("time:-900s..", 1, "-900s..");
        row("time>-60m host:a", 2, "time>-60m");
        row("time>-1d", 3, "time>-1d");
        row("time>-2h", -1, "time>-2h");
        row("time:2026-11-20T12:00:00Z..2026-11-20T12:04:59Z", -1, "12:00:00 – 12:05:00");
        row("time>-15m or host:a", 0, "");
    }

    void rangesHaveNames() {
        QFETCH(QString, text);
        QFETCH(int, named);
        QFETCH(QString, words);
        const auto range = namedRangeOf(at(text));
        QCOMPARE(range ? static_cast<int>(*range) : -1, named);
        QCOMPARE(rangeWords(at(text)), words);
    }

    void clocksGoForwardAndBack() {
        const QTimeZone berlin("Europe/Berlin");
        QVERIFY(berlin.isValid());
        QVERIFY(momentsOf(local("2026-03-29T02:30:00"), berlin).empty());
        const auto twice = momentsOf(local("2026-10-25T02:30:00"), berlin);
        QCOMPARE(twice.size(), std::size_t{2});
        QCOMPARE(twice.front(), utc("2026-10-25T00:30:00Z"));
        QCOMPARE(twice.back(), utc("2026-10-25T01:30:00Z"));
        const auto once = momentsOf(local("2026-07-01T12:00:00"), berlin);
        QCOMPARE(once.size(), std::size_t{1});
        QCOMPARE(once.front(), utc("2026-07-01T10:00:00Z"));
        for (const char* zone : {"UTC", "Pacific/Kiritimati", "America/St_Johns", "Australia/Lord_Howe"}) {
            for (int hour = 0; hour < 24 * 365; hour += 7) {
                const base::WallTime time = kNow + std::chrono::hours(hour);
                const auto found = momentsOf(localOf(time, QTimeZone(zone)), QTimeZone(zone));
                QVERIFY(std::ranges::find(found, time) != found.end());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TimeRangeTest)
#include "time_range_test.moc"
