// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/request_trail.h"

#include <QTest>

using mirrorscope::ui::shell::RequestTrail;
using Visit = RequestTrail::Visit;

class RequestTrailTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_trail.clear(); }

    void goesBackAndForward() {
        visit({1});
        visit({2});
        visit({3, true});
        QVERIFY(!m_trail.hasForward());
        QCOMPARE(m_trail.back(), Visit{2});
        QCOMPARE(m_trail.back(), Visit{1});
        QVERIFY(!m_trail.back());
        QCOMPARE(m_trail.forward(), Visit{2});
        QCOMPARE(m_trail.forward(), (Visit{3, true}));
        QVERIFY(!m_trail.forward());
    }

    void anotherVisitForgetsWhatWasForward() {
        visit({1});
        visit({2});
        visit({3});
        m_trail.back();
        m_trail.back();
        visit({4});
        QVERIFY(!m_trail.hasForward());
        QCOMPARE(m_trail.back(), Visit{1});
    }

    void whatIsPassedByIsNotKept() {
        visit({1});
        m_now += RequestTrail::kGlance;
        for (int id = 2; id < 50; ++id) {
            m_now += RequestTrail::kGlance / 10;
            m_trail.visit({id}, m_now);
        }
        QCOMPARE(m_trail.back(), Visit{1});
        QVERIFY(!m_trail.hasBack());
        QCOMPARE(m_trail.forward(), Visit{49});
    }

    void whatWasSteppedToIsNoGlance() {
        visit({1});
        visit({2});
        m_trail.back();
        m_trail.visit({3}, m_now);
        QCOMPARE(m_trail.back(), Visit{1});
    }

    void theSameRequestAgainChangesNothing() {
        visit({1});
        visit({2});
        m_trail.back();
        visit({1});
        QVERIFY(m_trail.hasForward());
    }

    void glancesBetweenTheSameRequestLeaveItOnce() {
        visit({1});
        visit({2});
        m_trail.visit({1}, m_now);
        QVERIFY(!m_trail.hasBack());
    }

    void isBounded() {
        for (int id = 1; id <= 500; ++id) {
            visit({id});
        }
        std::size_t steps = 0;
        while (m_trail.back()) {
            ++steps;
        }
        QCOMPARE(steps, RequestTrail::kLongest - 1);
    }

private:
    /// Looked at for long.
    void visit(const Visit& visit) {
        m_now += RequestTrail::kGlance * 2;
        m_trail.visit(visit, m_now);
    }

    RequestTrail m_trail;
    RequestTrail::Time m_now{std::chrono::hours(1)};
};

QTEST_GUILESS_MAIN(RequestTrailTest)
#include "request_trail_test.moc"
