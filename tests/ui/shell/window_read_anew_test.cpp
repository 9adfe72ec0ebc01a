// SPDX-License-Identifier: GPL-3.0-or-later
// Stored requests read anew: the question, progress, cancel, and who may not. Over a session that a test
// wrote down.
#include <QDialog>
#include <QMenu>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>
#include <QRadioButton>

#include "tests/ui/shell/window_fixture.h"
#include "ui/filter/filter_state.h"
#include "ui/live/live_bridge.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;

class WindowReadAnewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void cleanup() { m_fixture.close(); }

    void requestsAreReadAnew() {
        open();
        api::ServiceStatus status = m_fixture.service().status();
        status.analysis.state = api::AnalysisState::Running;
        status.analysis.ruleSet = "CRS 3.3.4";
        status.analysis.paranoia = 1;
        m_fixture.service().setStatus(status);
        window().findChild<live::LiveBridge*>()->askStatus();
        QAction* action = window().actions().readAnew;
        QVERIFY(action->isEnabled());
        action->trigger();
        auto* dialog = m_fixture.find<QDialog>("dialog.read-anew");
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto* both = dialog->findChild<QRadioButton*>(QStringLiteral("read-anew.both"));
        QVERIFY(both->isEnabled() && !both->isChecked());
        both->click();
        m_fixture.operations().mayEnd = false;
        dialog->findChild<QPushButton*>(QStringLiteral("read-anew.go"))->click();
        QVERIFY(!action->isEnabled());
        QTRY_VERIFY(isProgressSeen());
        QCOMPARE(m_fixture.operations().readAnewOf.load(), static_cast<int>(api::ReadAnew::Both));
        auto* progress = m_fixture.find<QProgressDialog>("dialog.session-progress");
        QTRY_COMPARE(progress->labelText(), QStringLiteral("Who sent it: request 1,200 of 4,800"));
        QCOMPARE(progress->value(), progress->maximum() / 4);
        // The window is alive meanwhile.
        window().filter().setText(QStringLiteral("method:GET"));
        QCOMPARE(window().filter().text(), QStringLiteral("method:GET"));
        m_fixture.operations().mayEnd = true;
        QTRY_VERIFY(m_fixture.find<QMessageBox>("dialog.session-result") != nullptr);
        QVERIFY(action->isEnabled());
        QCOMPARE(m_fixture.find<QMessageBox>("dialog.session-result")->text(),
                 QStringLiteral("The requests are read anew."));
    }

    void readingAnewIsCancelledAndSaysWhere() {
        open();
        m_fixture.operations().mayEnd = false;
        window().session().readAnew(api::ReadAnew::Verdicts);
        QTRY_VERIFY(isProgressSeen());
        m_fixture.find<QProgressDialog>("dialog.session-progress")->findChild<QPushButton*>()->click();
        QTRY_VERIFY(m_fixture.find<QMessageBox>("dialog.session-result") != nullptr);
        QVERIFY(m_fixture.operations().wasCancelled);
        QCOMPARE(m_fixture.find<QMessageBox>("dialog.session-result")->text(),
                 QStringLiteral("Stopped at request 1,200 of 4,800."));
    }

    void closingTheWindowLetsReadingAnewGoOn() {
        open();
        m_fixture.operations().mayEnd = false;
        window().session().readAnew(api::ReadAnew::Senders);
        m_fixture.close();
        QVERIFY(m_fixture.operations().wasLeft && !m_fixture.operations().wasCancelled);
    }

    void withoutRulesOnlyWhoSentItIsReadAnew() {
        open();
        window().actions().readAnew->trigger();
        auto* dialog = m_fixture.find<QDialog>("dialog.read-anew");
        QVERIFY(dialog->findChild<QRadioButton*>(QStringLiteral("read-anew.senders"))->isChecked());
        QVERIFY(!dialog->findChild<QRadioButton*>(QStringLiteral("read-anew.verdicts"))->isEnabled());
        QVERIFY(!dialog->findChild<QRadioButton*>(QStringLiteral("read-anew.both"))->isEnabled());
    }

    void whoOnlyLooksIsToldWhy() {
        m_fixture.operations().isAttached = true;
        open();
        m_fixture.operations().isAttached = false;
        const QAction* action = window().actions().readAnew;
        QVERIFY(!action->isEnabled());
        QVERIFY(action->statusTip().contains(QStringLiteral("only looks at the session")));
        QVERIFY(action->toolTip().contains(QStringLiteral("only looks at the session")));
        QVERIFY(m_fixture.find<QMenu>("menu.session")->toolTipsVisible());
    }

private:
    void open() {
        m_fixture.operations().mayEnd = false;
        m_fixture.open(test::someRequests(3));
    }
    shell::MainWindow& window() { return m_fixture.window(); }
    bool isProgressSeen() const {
        const auto* progress = m_fixture.find<QProgressDialog>("dialog.session-progress");
        return progress != nullptr && progress->isVisible();
    }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowReadAnewTest)
#include "window_read_anew_test.moc"
