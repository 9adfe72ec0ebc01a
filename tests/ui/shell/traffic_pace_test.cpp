// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/traffic_pace.h"

#include <QTest>

using mirrorscope::ui::shell::TrafficPace;
using namespace std::chrono_literals;

class TrafficPaceTest : public QObject {
    Q_OBJECT

private slots:
    void oneReadingTellsNothing() {
        TrafficPace pace;
        pace.add(1000, at(0ms));
        QCOMPARE(pace.perSecond(), 0.0);
    }

    void forgetsWhatIsOld() {
        TrafficPace pace;
        pace.add(0, at(0ms));
        pace.add(90'000, at(1s));
        for (int i = 2; i < 10; ++i) {
            pace.add(90'000, at(std::chrono::seconds(i)));
        }
        QCOMPARE(pace.perSecond(), 0.0);
    }

    void averagesOverThreeSeconds() {
        TrafficPace pace;
        for (int i = 0; i <= 40; ++i) {
            pace.add(static_cast<std::uint64_t>(i) * 50, at(i * 250ms));
        }
        QCOMPARE(pace.perSecond(), 200.0);
    }

    void aCounterThatWentBackBeginsAnew() {
        TrafficPace pace;
        pace.add(5000, at(0ms));
        pace.add(10, at(1s));
        pace.add(20, at(2s));
        QCOMPARE(pace.perSecond(), 10.0);
    }

private:
    static std::chrono::steady_clock::time_point at(std::chrono::milliseconds time) {
        return std::chrono::steady_clock::time_point(1h + time);
    }
};

QTEST_GUILESS_MAIN(TrafficPaceTest)
#include "traffic_pace_test.moc"
