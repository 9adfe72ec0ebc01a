// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sliding_range.h"

#include <QSignalSpy>
#include <QTest>

#include "ui/filter/filter_state.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;
using namespace std::chrono_literals;

class SlidingRangeTest : public QObject {
    Q_OBJECT

private slots:
    void movesByASixtiethAndNotTooOften() {
        QVERIFY(SlidingRange::paceOf(15min) == 15s);
        QVERIFY(SlidingRange::paceOf(1h) == 60s);
        QVERIFY(SlidingRange::paceOf(24h) == 24min);
        QVERIFY(SlidingRange::paceOf(10s) == 5s);
        QVERIFY(SlidingRange::paceOf(24h * 365 * 100) == 24h);
    }

    void movesOnAgainAndAgain() {
        filter::FilterState filter;
        const SlidingRange sliding(filter, [] { return true; }, nullptr, 1ms);
        QSignalSpy slid(&filter, &filter::FilterState::slid);
        QVERIFY(filter.setText(QStringLiteral("time>-50ms")));
        QTRY_VERIFY(slid.count() >= 3);
        // Without a range that slides nothing moves.
        filter.clear();
        const int before = static_cast<int>(slid.count());
        QVERIFY(filter.setText(QStringLiteral("host:a")));
        QVERIFY(!slid.wait(20));
        QCOMPARE(slid.count(), before);
    }

    void waitsForTheViewAndCatchesUp() {
        filter::FilterState filter;
        bool follows = false;
        int asked = 0;
        const auto ask = [&] {
            ++asked;
            return follows;
        };
        SlidingRange sliding(filter, ask, nullptr, 1ms);
        QSignalSpy slid(&filter, &filter::FilterState::slid);
        QVERIFY(filter.setText(QStringLiteral("time>-50ms")));
        sliding.catchUp();
        QCOMPARE(asked, 0);  // nothing is overdue yet
        QTRY_VERIFY(asked >= 3);
        QCOMPARE(slid.count(), 0);
        follows = true;
        sliding.catchUp();
        QCOMPARE(slid.count(), 1);
    }
};

QTEST_MAIN(SlidingRangeTest)
#include "sliding_range_test.moc"
