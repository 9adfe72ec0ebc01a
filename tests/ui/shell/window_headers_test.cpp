// SPDX-License-Identifier: GPL-3.0-or-later
// The Headers perspective in the window: what leads there, and from there to requests.
#include <QAbstractItemView>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QTabBar>
#include <QToolButton>

#include "tests/ui/shell/window_fixture.h"
#include "ui/detail/detail_pane.h"
#include "ui/filter/filter_state.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

namespace {

traffic::Finding missing() {
    traffic::Finding finding;
    finding.id = 1;
    finding.code = "XFF_MISSING";
    finding.severity = traffic::FindingSeverity::Error;
    finding.source = 1;
    finding.count = 12;
    finding.sample = 4;
    finding.seen = "no X-Forwarded-For in 12 of 12 requests";
    finding.cause = "The mirror location sets none.";
    finding.after = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;";
    return finding;
}

}  // namespace

class WindowHeadersTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_fixture.forgetState();
        test::FakeSession session = test::someRequests(20);
        for (std::size_t i = 0; i < session.details.size(); ++i) {
            session.details[i].row = session.requests[i];
        }
        m_fixture.open(std::move(session));
        m_fixture.service().headers().setFindings({missing()});
        m_fixture.service().headers().setEvidence({4, 2});
        QTRY_COMPARE(m_fixture.find<QAbstractItemView>("requests")->model()->rowCount(), 20);
    }
    void cleanup() { m_fixture.close(); }

    void thePerspectiveHasACentreOfItsOwn() {
        open();
        QVERIFY(!m_fixture.find<QWidget>("page.triage")->isVisible());
        QVERIFY(!m_fixture.find<QDockWidget>("dock.detail")->isVisible());
        QTRY_COMPARE(view("findings")->model()->rowCount(), 1);
        press(Qt::Key_1);
        QVERIFY(m_fixture.find<QWidget>("page.triage")->isVisible());
        QVERIFY(!m_fixture.find<QWidget>("page.headers")->isVisible());
    }

    void allRequestsOfAFindingAreShownInTheTable() {
        open();
        QTRY_VERIFY(m_fixture.find<QToolButton>("finding.show-all")->isVisible());
        m_fixture.find<QToolButton>("finding.show-all")->click();
        QTRY_VERIFY(view("requests")->isVisible());
        QCOMPARE(m_fixture.window().filter().text(), QStringLiteral("source:edge missing:x-forwarded-for"));
        QVERIFY(m_fixture.window().actions().perspectives.front()->isChecked());
    }

    void evidenceLeadsToTheDetail() {
        open();
        QTRY_COMPARE(view("finding.evidence")->model()->rowCount(), 2);
        auto* evidence = view("finding.evidence");
        evidence->setCurrentIndex(evidence->model()->index(1, 0));
        auto* detail = m_fixture.window().findChild<detail::DetailPane*>();
        QCOMPARE(detail->request(), traffic::RequestId{2});
        QVERIFY(!m_fixture.find<QDockWidget>("dock.detail")->isVisible());
        evidence->setFocus();
        QTest::keyClick(evidence, Qt::Key_Return);
        QTRY_VERIFY(m_fixture.find<QDockWidget>("dock.detail")->isVisible());
        QVERIFY(m_fixture.find<QWidget>("page.headers")->isVisible());
    }

    void aFindingIsMutedAndShownAgain() {
        m_fixture.decisions.muteIn(m_fixture.service().headers());
        open();
        QTRY_COMPARE(view("findings")->model()->rowCount(), 1);
        auto* button = m_fixture.find<QToolButton>("finding.mute");
        QTRY_VERIFY(button->isVisible());
        button->click();
        auto* dialog = m_fixture.find<QDialog>("dialog.mute");
        QVERIFY(dialog != nullptr);
        dialog->findChild<QLineEdit*>(QStringLiteral("mute.reason"))->setText(QStringLiteral("planned"));
        dialog->findChild<QPushButton*>(QStringLiteral("mute.go"))->click();
        QTRY_COMPARE(view("findings")->model()->rowCount(), 0);
        QCOMPARE(m_fixture.find<QLabel>("findings.counts")->text(), QStringLiteral("0 open"));
        QCOMPARE(m_fixture.find<QTabBar>("headers.views")->tabText(0), QStringLiteral("Findings"));
        // It stays on the page and says why; the toggle has it in the list.
        QVERIFY(m_fixture.find<QLabel>("finding.muted")->text().endsWith(QStringLiteral(": planned")));
        auto* muted = m_fixture.find<QToolButton>("findings.muted");
        QCOMPARE(muted->text(), QStringLiteral("Show muted 1"));
        muted->click();
        QCOMPARE(view("findings")->model()->rowCount(), 1);
        muted->click();
        m_fixture.window().actions().undoDecision->trigger();
        QTRY_COMPARE(view("findings")->model()->rowCount(), 1);
        QVERIFY(!m_fixture.find<QLabel>("finding.muted")->isVisible());
        // For good, then by the button.
        button->click();
        dialog = m_fixture.find<QDialog>("dialog.mute");
        dialog->findChild<QRadioButton*>(QStringLiteral("mute.for-good"))->setChecked(true);
        dialog->findChild<QPushButton*>(QStringLiteral("mute.go"))->click();
        QTRY_COMPARE(button->text(), QStringLiteral("Unmute"));
        QCOMPARE(m_fixture.find<QLabel>("finding.muted")->text(), QStringLiteral("Muted for good"));
        button->click();
        QTRY_COMPARE(button->text(), QStringLiteral("Mute…"));
        m_fixture.decisions.forgetMutes();
    }

    void theBaselineIsSetAndTakenBack() {
        m_fixture.decisions.muteIn(m_fixture.service().headers());
        const auto header = [](const char* name, std::uint64_t all, std::uint64_t baseline,
                               std::uint64_t recent) {
            return traffic::HeaderPresence{1, name, {all, baseline, recent, 0}, {}, {}};
        };
        m_fixture.service().headers().setPresence(
            {header("", 1000, 200, 200), header("X-Real-IP", 600, 200, 20)});
        open();
        auto* standsOut = view("presence.stands-out");
        const auto isDrift = [&] {
            const QAbstractItemModel& rows = *standsOut->model();
            return standsOut->isVisible() && !rows.match(rows.index(0, 2), Qt::DisplayRole,
                                                         QStringLiteral("10 % now"), 1, Qt::MatchContains)
                                                  .isEmpty();
        };
        QTRY_VERIFY(isDrift());
        auto* facts = m_fixture.find<QLabel>("presence.facts");
        QVERIFY(!facts->text().contains(QStringLiteral("baseline set")));
        auto* set = m_fixture.find<QAction>("presence.set-baseline");
        auto* reset = m_fixture.find<QAction>("presence.reset-baseline");
        QCOMPARE(set->text(), QStringLiteral("Set baseline of edge"));
        QVERIFY(set->isEnabled() && !reset->isEnabled());
        set->trigger();
        QTRY_VERIFY(!isDrift());
        QVERIFY(facts->text().contains(QStringLiteral("baseline set")));
        QVERIFY(m_fixture.find<QToolButton>("presence.baseline")
                    ->toolTip()
                    .contains(QStringLiteral("edge: Set ")));
        QAction* undo = m_fixture.window().actions().undoDecision;
        QVERIFY(undo->text().contains(QStringLiteral("Set baseline of edge")));
        undo->trigger();
        QTRY_VERIFY(isDrift());
        QVERIFY(!facts->text().contains(QStringLiteral("baseline set")));
        m_fixture.window().actions().redoDecision->trigger();
        QTRY_VERIFY(reset->isEnabled());
        reset->trigger();
        QTRY_VERIFY(isDrift());
        m_fixture.decisions.forgetMutes();
    }

    void aRequestLeadsToTheFindingThatItShows() {
        auto* pane = m_fixture.window().findChild<detail::DetailPane*>();
        pane->setTab(detail::DetailPane::Tab::Forwarding);
        pane->showRequest(4);
        auto* findings = m_fixture.find<QListWidget>("detail.forwarding.findings");
        QTRY_VERIFY(findings->isVisible());
        QTest::mouseClick(findings->viewport(), Qt::LeftButton, {},
                          findings->visualItemRect(findings->item(0)).center());
        QVERIFY(m_fixture.find<QWidget>("page.headers")->isVisible());
        QTRY_COMPARE(m_fixture.find<QLabel>("finding.title")->text(),
                     QStringLiteral("Client address missing: no X-Forwarded-For"));
    }

    void twoSelectedRequestsAreCompared() {
        auto* requests = view("requests");
        m_fixture.window().actions().showRequests->trigger();
        requests->setCurrentIndex(requests->model()->index(6, 0));
        requests->selectionModel()->select(requests->model()->index(2, 0),
                                           QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTest::keyClick(&m_fixture.window(), Qt::Key_D, Qt::ControlModifier);
        QTRY_VERIFY(view("compare.table")->isVisible());
        QCOMPARE(m_fixture.find<QTabBar>("headers.views")->tabText(2), QStringLiteral("Compare: 3 and 7"));
        QVERIFY(m_fixture.find<QLabel>("compare.side-a")->text().contains(QStringLiteral("request 3")));
    }

    void oneSelectedRequestAsksForTheOther() {
        auto* requests = view("requests");
        m_fixture.window().actions().showRequests->trigger();
        requests->setCurrentIndex(requests->model()->index(4, 0));
        m_fixture.window().actions().compare->trigger();
        auto* dialog = m_fixture.find<QDialog>("dialog.compare");
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->findChild<QLineEdit*>(QStringLiteral("compare.a"))->text(), QStringLiteral("5"));
        auto* go = dialog->findChild<QPushButton*>(QStringLiteral("compare.go"));
        go->click();
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("compare.error"))->isVisible());
        dialog->findChild<QLineEdit*>(QStringLiteral("compare.b"))->setText(QStringLiteral("1 1"));
        go->click();
        QTRY_VERIFY(view("compare.table")->isVisible());
        QVERIFY(m_fixture.find<QLabel>("compare.side-b")->text().contains(QStringLiteral("request 11")));
    }

    void requestsAreShownWhereTheyAreListed() {
        open();
        m_fixture.inDialog([](QWidget& dialog) {
            auto* edit = dialog.findChild<QLineEdit*>(QStringLiteral("go-to.id"));
            QTest::keyClicks(edit, QStringLiteral("9"));
            QTest::keyClick(edit, Qt::Key_Return);
        });
        m_fixture.window().actions().goToId->trigger();
        QVERIFY(view("requests")->isVisible());
        QCOMPARE(view("requests")->currentIndex().row(), 8);
    }

    void keysGoThroughThePanes() {
        open();
        QTRY_VERIFY(view("findings")->isVisible());
        QSet<QWidget*> seen;
        for (int i = 0; i < 10; ++i) {
            m_fixture.window().actions().nextPane->trigger();
            seen.insert(QApplication::focusWidget());
        }
        for (const char* name : {"sources.list", "headers.find", "findings", "presence"}) {
            QVERIFY2(seen.contains(m_fixture.find<QWidget>(name)), name);
        }
        QTest::keyClick(&m_fixture.window(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), m_fixture.find<QWidget>("headers.find"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("no such"));
        QTRY_COMPARE(view("findings")->model()->rowCount(), 0);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_COMPARE(view("findings")->model()->rowCount(), 1);
    }

    void aNarrowWindowPutsThePageBelow() {
        open();
        m_fixture.window().resize(1060, 900);
        auto* page = m_fixture.find<QWidget>("finding");
        auto* list = view("findings");
        QTRY_VERIFY(page->mapTo(&m_fixture.window(), QPoint()).y() >
                    list->mapTo(&m_fixture.window(), QPoint(0, list->height())).y());
    }

private:
    void open() {
        press(Qt::Key_2);
        QTRY_VERIFY(m_fixture.find<QWidget>("page.headers")->isVisible());
    }
    void press(Qt::Key digit) {
        QTest::keyClick(&m_fixture.window(), digit, Qt::ControlModifier | Qt::ShiftModifier);
    }
    QAbstractItemView* view(const char* name) const { return m_fixture.find<QAbstractItemView>(name); }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowHeadersTest)
#include "window_headers_test.moc"
