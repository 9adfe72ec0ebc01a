// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_state.h"

#include <QSignalSpy>
#include <QTest>

using namespace mirrorscope::ui::filter;

class FilterStateTest : public QObject {
    Q_OBJECT

private slots:
    void stepsBackAndForth() {
        FilterState state;
        QSignalSpy changed(&state, &FilterState::changed);
        state.showOnly(FilterKey::Host, QStringLiteral("a"));
        state.exclude(FilterKey::Method, QStringLiteral("GET"));
        QCOMPARE(state.terms().text(), QStringLiteral("host:a -method:GET"));
        QVERIFY(state.undoAction()->isEnabled());
        QVERIFY(!state.redoAction()->isEnabled());
        state.undoAction()->trigger();
        QCOMPARE(state.terms().text(), QStringLiteral("host:a"));
        state.undo();
        state.undo();
        QVERIFY(state.terms().isEmpty());
        state.redo();
        state.redoAction()->trigger();
        QCOMPARE(state.terms().text(), QStringLiteral("host:a -method:GET"));
        QCOMPARE(changed.count(), 6);
    }

    void aNewStepForgetsTheFuture() {
        FilterState state;
        state.showOnly(FilterKey::Host, QStringLiteral("a"));
        state.undo();
        state.showOnly(FilterKey::Host, QStringLiteral("b"));
        QVERIFY(!state.redoAction()->isEnabled());
    }

    void sameFilterIsNoStep() {
        FilterState state;
        QSignalSpy changed(&state, &FilterState::changed);
        state.clear();
        state.remove(FilterKey::Host);
        state.removeAt(3);
        QCOMPARE(changed.count(), 0);
        QVERIFY(!state.undoAction()->isEnabled());
    }

    void showOnlyReplacesTheKey() {
        FilterState state;
        state.add({FilterKey::Host, QStringLiteral("a"), false});
        state.add({FilterKey::Host, QStringLiteral("b"), false});
        QCOMPARE(state.onlyValue(FilterKey::Host), QString());
        state.showOnly(FilterKey::Host, QStringLiteral("c"));
        QCOMPARE(state.terms().text(), QStringLiteral("host:c"));
        QCOMPARE(state.onlyValue(FilterKey::Host), QStringLiteral("c"));
    }
};

QTEST_MAIN(FilterStateTest)
#include "filter_state_test.moc"
