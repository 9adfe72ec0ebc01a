// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_state.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/ui/filter/set_clock.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::filter;
using query::FieldId;

namespace {

query::Node on(FieldId field, std::string_view value) {
    return conditionOn(field, value).value();
}

}  // namespace

class FilterStateTest : public QObject {
    Q_OBJECT

private slots:
    void stepsBackAndForth() {
        FilterState state;
        QSignalSpy changed(&state, &FilterState::changed);
        state.showOnly(on(FieldId::Host, "a"));
        state.exclude(on(FieldId::Method, "GET"));
        QCOMPARE(state.text(), QStringLiteral("host:a method!=GET"));
        QVERIFY(state.undoAction()->isEnabled());
        QVERIFY(!state.redoAction()->isEnabled());
        state.undoAction()->trigger();
        QCOMPARE(state.text(), QStringLiteral("host:a"));
        state.undo();
        state.undo();
        QVERIFY(state.filter().isEmpty());
        state.redo();
        state.redoAction()->trigger();
        QCOMPARE(state.text(), QStringLiteral("host:a method!=GET"));
        QCOMPARE(changed.count(), 6);
    }

    void aNewStepForgetsTheFuture() {
        FilterState state;
        state.showOnly(on(FieldId::Host, "a"));
        state.undo();
        state.showOnly(on(FieldId::Host, "b"));
        QVERIFY(!state.redoAction()->isEnabled());
    }

    void sameFilterIsNoStep() {
        FilterState state;
        QSignalSpy changed(&state, &FilterState::changed);
        state.clear();
        state.remove(FieldId::Host);
        state.removeAt(3);
        QVERIFY(state.setText(QStringLiteral("  ")));
        QCOMPARE(changed.count(), 0);
        QVERIFY(!state.undoAction()->isEnabled());
    }

    void showOnlyReplacesTheField() {
        FilterState state;
        QVERIFY(
            state.setText(QStringLiteral("host~a host!=b header.x-a:1 header.x-b:2 (host:c or path:/d)")));
        state.showOnly(on(FieldId::Host, "e"));
        state.showOnly(conditionOn(FieldId::Header, "3", "X-A").value());
        QCOMPARE(state.text(), QStringLiteral("header.x-b:2 (host:c or path:/d) host:e header.x-a:3"));
        QCOMPARE(state.onlyValue(FieldId::Host), std::string("e"));
        QVERIFY(!state.onlyValue(FieldId::Path));
    }

    void oppositesAndOtherTimesReplace() {
        FilterState state;
        state.add(on(FieldId::Host, "a"));
        state.exclude(on(FieldId::Host, "a"));
        state.exclude(on(FieldId::Host, "b"));
        QCOMPARE(state.text(), QStringLiteral("host!=a host!=b"));
        QVERIFY(!state.addText(QStringLiteral("time:10:00..11:00 time>today")));
        QCOMPARE(state.text(), QStringLiteral("host!=a host!=b time>today"));
    }

    void brokenTextKeepsTheFilter() {
        FilterState state;
        QSignalSpy changed(&state, &FilterState::changed);
        QVERIFY(state.setText(QStringLiteral("host:a")));
        QVERIFY(!state.setText(QStringLiteral("host:a client:10.0.0.0/33")));
        QCOMPARE(state.text(), QStringLiteral("host:a client:10.0.0.0/33"));
        QVERIFY(state.error().has_value());
        QCOMPARE(state.filter().text(), std::string("host:a"));
        QCOMPARE(changed.count(), 1);
        state.exclude(on(FieldId::Method, "GET"));
        QCOMPARE(state.text(), QStringLiteral("host:a method!=GET"));
        QVERIFY(!state.error());
        QVERIFY(state.addText(QStringLiteral("nonsense:1")).has_value());
        QCOMPARE(state.text(), QStringLiteral("host:a method!=GET"));
    }

    void tooMuchInAllIsToldAndChangesNothing() {
        FilterState state;
        const QString many = QStringLiteral("method:") + QStringList(300, QStringLiteral("a")).join(u',');
        QVERIFY(state.setText(many));
        QVERIFY(!state.addText(QStringLiteral("host:") + QStringList(300, QStringLiteral("b")).join(u',')));
        QVERIFY(state.error().has_value());
        QCOMPARE(QString::fromStdString(state.filter().text()), many);
    }

    void valuesOfStrangersAreTakenAsTheyAre() {
        FilterState state;
        const std::string hostile("a b\"\\(or)\0\xff\n/,", 15);
        state.showOnly(on(FieldId::Host, hostile));
        QCOMPARE(state.onlyValue(FieldId::Host), hostile);
        state.showOnly(on(FieldId::Host, ""));
        QCOMPARE(state.onlyValue(FieldId::Host), std::string());
        state.showOnly(on(FieldId::Client, ""));
        QCOMPARE(state.onlyValue(FieldId::Client), std::string("unknown"));
        state.showOnly(on(FieldId::Client, "_hidden, unix:"));
        QVERIFY(state.text().contains(QStringLiteral("client~\"_hidden, unix:\"")));
    }

    void aTimeSpanComesBackAsItWas() {
        FilterState state;
        const TimeSpan span{base::WallTime(std::chrono::milliseconds(1'795'000'000'123)),
                            base::WallTime(std::chrono::milliseconds(1'795'000'320'000))};
        state.showOnly(timeCondition(span));
        QVERIFY(state.timeSpan() == span);
        QVERIFY(state.setText(QStringLiteral("time>-15m")));
        QVERIFY(!state.timeSpan());
        QVERIFY(state.setText(QStringLiteral("-time:today")));
        QVERIFY(!state.timeSpan());
    }

    void aPinnedTimeOutlivesOtherFilters() {
        FilterState state;
        QSignalSpy pinned(&state, &FilterState::timePinnedChanged);
        state.setTimePinned(true);
        QVERIFY(!state.isTimePinned());  // there is nothing to pin
        QVERIFY(state.setText(QStringLiteral("host:a time>-15m")));
        state.setTimePinned(true);
        QCOMPARE(pinned.count(), 1);
        state.clear();
        QCOMPARE(state.text(), QStringLiteral("time>-15m"));
        QVERIFY(!state.clearAction()->isEnabled());
        QVERIFY(state.setText(QStringLiteral("host:b time:today path:/a")));
        QCOMPARE(state.text(), QStringLiteral("host:b time>-15m path:/a"));
        QVERIFY(state.clearAction()->isEnabled());
        state.showOnly(on(FieldId::Host, "c"));
        QCOMPARE(state.text(), QStringLiteral("time>-15m path:/a host:c"));
        QVERIFY(state.setText(QStringLiteral("host:a or path:/b")));
        QCOMPARE(state.text(), QStringLiteral("(host:a or path:/b) time>-15m"));
        QVERIFY(state.isTimePinned());
        QCOMPARE(pinned.count(), 1);
    }

    void aPinnedTimeOutlivesSteps() {
        FilterState state;
        QVERIFY(state.setText(QStringLiteral("host:a")));
        QVERIFY(state.setText(QStringLiteral("host:b time:today")));
        QVERIFY(state.setText(QStringLiteral("host:b time>-15m")));
        state.setTimePinned(true);
        // The step before differs in the time alone: it would lead nowhere.
        state.undo();
        QCOMPARE(state.text(), QStringLiteral("host:a time>-15m"));
        state.undo();
        QCOMPARE(state.text(), QStringLiteral("time>-15m"));
        QVERIFY(!state.undoAction()->isEnabled());
        state.redo();
        state.redo();
        QCOMPARE(state.text(), QStringLiteral("host:b time>-15m"));
        state.setTimePinned(false);
        QCOMPARE(state.text(), QStringLiteral("host:b time>-15m"));
        state.clear();
        QVERIFY(state.filter().isEmpty());
    }

    void stepsThatLeadNowhereLeaveTheFilter() {
        FilterState state;
        QVERIFY(state.setText(QStringLiteral("time:today")));
        QVERIFY(state.setText(QStringLiteral("time>-15m")));
        state.setTimePinned(true);
        QSignalSpy changed(&state, &FilterState::changed);
        state.undo();
        QCOMPARE(changed.count(), 0);
        QVERIFY(!state.undoAction()->isEnabled());
        QVERIFY(!state.redoAction()->isEnabled());
    }

    void anotherTimeIsPinnedInstead() {
        FilterState state;
        QVERIFY(state.setText(QStringLiteral("time>-15m")));
        state.setTimePinned(true);
        state.showOnly(
            timeCondition({base::WallTime(std::chrono::hours(1)), base::WallTime(std::chrono::hours(2))}));
        QVERIFY(state.isTimePinned());
        const QString range = state.text();
        state.clear();
        QCOMPARE(state.text(), range);
        QVERIFY(state.setTypedText(QStringLiteral("host:a time>-1h")));
        QVERIFY(state.isTimePinned());
        state.clear();
        QCOMPARE(state.text(), QStringLiteral("time>-1h"));
    }

    void aTimeThatIsTakenOutIsPinnedNoMore() {
        for (const int way : {0, 1, 2}) {
            FilterState state;
            QVERIFY(state.setText(QStringLiteral("time>-15m host:a")));
            state.setTimePinned(true);
            if (way == 0) {
                state.remove(FieldId::Time);
            } else if (way == 1) {
                state.removeAt(0);
            } else {
                QVERIFY(state.setTypedText(QStringLiteral("host:a")));
            }
            QVERIFY(!state.isTimePinned());
            QCOMPARE(state.text(), QStringLiteral("host:a"));
            QVERIFY(state.clearAction()->isEnabled());
        }
    }

    void aPinGoesWhereTogetherItWouldBeTooMuch() {
        FilterState state;
        const auto many = [](const char* field, const char* value) {
            return QLatin1String(field) + u':' + QStringList(300, QLatin1String(value)).join(u',');
        };
        QVERIFY(state.setText(many("time", "today")));
        state.setTimePinned(true);
        QVERIFY(state.setText(many("host", "b")));
        QVERIFY(!state.isTimePinned());
        QCOMPARE(state.text(), many("host", "b"));
    }

    void relativeTimesMoveOn() {
        test::SetClock clock;
        FilterState state(nullptr, clock);
        state.setTimeZone(QTimeZone::utc());
        QSignalSpy changed(&state, &FilterState::changed);
        QSignalSpy slid(&state, &FilterState::slid);
        QVERIFY(state.setText(QStringLiteral("time>-15m")));
        clock.now += std::chrono::seconds(7);
        state.moveOn();
        QCOMPARE(slid.count(), 1);
        QCOMPARE(changed.count(), 1);
        QVERIFY(state.filter().moment().now == clock.now);
        QVERIFY(!state.redoAction()->isEnabled());
        // Rows would enter: views have to search anew.
        QVERIFY(state.setText(QStringLiteral("time<-15m")));
        clock.now += std::chrono::seconds(7);
        state.moveOn();
        QCOMPARE(slid.count(), 1);
        QCOMPARE(changed.count(), 3);
        QVERIFY(state.setText(QStringLiteral("time:2026-11-20 host:a")));
        clock.now += std::chrono::seconds(7);
        state.moveOn();
        QCOMPARE(slid.count() + changed.count(), 5);
    }

    void historyHasEachFilterOnce() {
        FilterState state;
        for (const char* text : {"host:a", "host:b", "host:a", ""}) {
            QVERIFY(state.setText(QLatin1String(text)));
        }
        QCOMPARE(state.history(), (QStringList{QStringLiteral("host:b"), QStringLiteral("host:a")}));
    }

    void timesMeanAnotherHourInAnotherZone() {
        FilterState state;
        state.setTimeZone(QTimeZone::utc());
        QVERIFY(state.setText(QStringLiteral("time:2026-11-23T14:30..2026-11-23T14:40")));
        const auto utc = state.timeSpan();
        QSignalSpy changed(&state, &FilterState::changed);
        state.setTimeZone(QTimeZone(3600));
        QCOMPARE(changed.count(), 1);
        QVERIFY(utc && state.timeSpan()->from == utc->from - std::chrono::hours(1));
    }
};

QTEST_MAIN(FilterStateTest)
#include "filter_state_test.moc"
