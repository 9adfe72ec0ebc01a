// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/listening_log.h"

#include <QTest>

using namespace mirrorscope;
using namespace mirrorscope::ui;
using mirrorscope::ui::shell::ListeningLog;
using namespace std::chrono_literals;

namespace {

constexpr base::WallTime kStart{std::chrono::hours(1000)};

charts::TimeSpan span(std::chrono::seconds from, std::chrono::seconds until) {
    return {kStart + from, kStart + until};
}

}  // namespace

class ListeningLogTest : public QObject {
    Q_OBJECT

private slots:
    void whatNobodySawIsNoGap() {
        ListeningLog log;
        QVERIFY(!log.isGap(span(0s, 10s)));
        log.note(kStart + 60s, false, 0);
        QVERIFY(!log.isGap(span(0s, 10s)));
        QVERIFY(!log.isGap(span(70s, 80s)));
    }

    void aGapLastsUntilSomebodyListens() {
        ListeningLog log;
        log.note(kStart, false, 0);
        log.note(kStart + 30s, false, 0);
        QVERIFY(log.isGap(span(10s, 20s)));
        log.note(kStart + 40s, true, 0);
        QVERIFY(log.isGap(span(10s, 20s)));
        QVERIFY(!log.isGap(span(35s, 45s)));
    }

    void refusalsAreCountedOnce() {
        ListeningLog log;
        log.note(kStart, true, 5);
        log.note(kStart + 250ms, true, 9);
        log.note(kStart + 5s, true, 9);
        log.note(kStart + 6s, true, 2);
        QCOMPARE(log.refusedIn(span(0s, 1s)), std::uint64_t{9});
        QCOMPARE(log.refusedIn(span(1s, 10s)), std::uint64_t{2});
    }

    void yesterdayIsForgotten() {
        ListeningLog log;
        log.note(kStart, true, 5);
        log.note(kStart + 25h, true, 5);
        QCOMPARE(log.refusedIn(span(0s, 10s)), std::uint64_t{0});
    }
};

QTEST_GUILESS_MAIN(ListeningLogTest)
#include "listening_log_test.moc"
