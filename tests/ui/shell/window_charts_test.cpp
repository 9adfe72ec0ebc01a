// SPDX-License-Identifier: GPL-3.0-or-later
// The Charts perspective in its window: how one gets there and where its parts lead.
#include <QAbstractButton>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

#include "tests/ui/shell/window_fixture.h"
#include "ui/filter/filter_state.h"
#include "ui/overview/overview_page.h"
#include "ui/shell/window_actions.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

class WindowChartsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_fixture.forgetState();
        m_fixture.open(test::someRequests(3));
        press();
    }
    void cleanup() { m_fixture.close(); }

    void hasACentreOfItsOwn() {
        QVERIFY(page().isVisible());
        QVERIFY(!m_fixture.find<QWidget>("page.triage")->isVisible());
        QVERIFY(!m_fixture.find<QWidget>("dock.detail")->isVisible());
        QVERIFY(m_fixture.find<QWidget>("dock.sources")->isVisible());
        m_fixture.open(test::someRequests(3));  // it comes back
        QVERIFY(page().isVisible());
    }

    void filterKeyGoesToItsFilter() {
        m_fixture.window().actions().focusFilter->trigger();
        QVERIFY(page().isAncestorOf(m_fixture.window().focusWidget()));
    }

    void tilesLeadToTablesAndFindings() {
        tile("tile.requests")->click();
        QVERIFY(m_fixture.find<QWidget>("page.triage")->isVisible());
        QVERIFY(m_fixture.find<QWidget>("requests")->isVisible());
        press();
        tile("tile.new")->click();
        QVERIFY(m_fixture.find<QWidget>("attacks")->isVisible());
        QCOMPARE(m_fixture.window().filter().text(), QStringLiteral("triage:new"));
        press();
        tile("tile.findings")->click();
        QVERIFY(m_fixture.find<QWidget>("page.headers")->isVisible());
        press();
        tile("tile.refused")->click();
        QVERIFY(m_fixture.find<QWidget>("dock.events")->isVisible());
    }

    void escapeUndoesTheLastStep() {
        tile("tile.attacks")->click();
        QCOMPARE(m_fixture.window().filter().text(), QStringLiteral("state:attack"));
        m_fixture.window().actions().undoFilterStep->trigger();
        QVERIFY(m_fixture.window().filter().filter().isEmpty());
    }

    void lengthIsThatOfTriageAndStays() {
        auto* span = page().findChild<QToolButton*>(QStringLiteral("charts.span"));
        span->menu()->actions().at(4)->trigger();
        QCOMPARE(span->text(), QStringLiteral("1 h"));
        QCOMPARE(m_fixture.find<QToolButton>("chart.span")->text(), QStringLiteral("1 h"));
        m_fixture.open(test::someRequests(3));
        QCOMPARE(page().findChild<QToolButton*>(QStringLiteral("charts.span"))->text(),
                 QStringLiteral("1 h"));
    }

    void nextPaneReachesTheCharts() {
        bool reached = false;
        for (int i = 0; i < 20 && !reached; ++i) {
            QTest::keyClick(&m_fixture.window(), Qt::Key_F6);
            const QWidget* focus = m_fixture.window().focusWidget();
            reached = focus != nullptr && focus->objectName() == QStringLiteral("charts.rate");
        }
        QVERIFY(reached);
    }

private:
    void press() { QTest::keyClick(&m_fixture.window(), Qt::Key_3, Qt::ControlModifier | Qt::ShiftModifier); }
    overview::OverviewPage& page() const { return *m_fixture.find<overview::OverviewPage>("page.charts"); }
    QAbstractButton* tile(const char* name) const { return m_fixture.find<QAbstractButton>(name); }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowChartsTest)
#include "window_charts_test.moc"
