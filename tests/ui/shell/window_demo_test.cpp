// SPDX-License-Identifier: GPL-3.0-or-later
// Demo traffic leaves the session: the question with the number, progress, cancel, and who may not. Over a
// session that a test wrote down.
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>
#include <QSignalSpy>

#include "tests/ui/shell/window_fixture.h"
#include "ui/live/live_bridge.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;

class WindowDemoTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void cleanup() { m_fixture.close(); }

    void itAsksWithTheNumber() {
        open(12'345);
        action()->trigger();
        QTRY_VERIFY(question() != nullptr && question()->isVisible());
        QCOMPARE(question()->text(), QStringLiteral("Remove 12,345 invented requests for good?"));
        QVERIFY(question()->informativeText().contains(QStringLiteral("cannot be undone")));
        QVERIFY(question()->informativeText().contains(QStringLiteral("marks, notes, tags and triage")));
        // Return removes nothing.
        QCOMPARE(question()->defaultButton(), question()->button(QMessageBox::Cancel));
        question()->button(QMessageBox::Cancel)->click();
        QVERIFY(action()->isEnabled());
        QVERIFY(m_fixture.find<QProgressDialog>("dialog.session-progress") == nullptr);
    }

    void itIsRemovedAndEverythingReadAgain() {
        open(300);
        auto* bridge = window().findChild<live::LiveBridge*>();
        QSignalSpy rewritten(bridge, &live::LiveBridge::rewritten);
        accept();
        QTRY_VERIFY(progress() != nullptr && progress()->labelText() == QStringLiteral("100 of 300 removed"));
        QCOMPARE(progress()->value(), progress()->maximum() / 3);
        QVERIFY(!action()->isEnabled() || !window().session().mayBegin());
        m_fixture.operations().mayEnd = true;
        QTRY_COMPARE(resultText(), QStringLiteral("300 invented requests are removed."));
        QCOMPARE(rewritten.size(), 1);
    }

    void cancelledItSaysHowManyWent() {
        open(300);
        accept();
        QTRY_VERIFY(progress() != nullptr && progress()->isVisible());
        progress()->findChild<QPushButton*>()->click();
        QTRY_COMPARE(resultText(), QStringLiteral("100 invented requests are removed."));
        QVERIFY(m_fixture.operations().wasCancelled);
    }

    void withoutDemoTrafficThereIsNothingToAsk() {
        open(0);
        action()->trigger();
        QTRY_COMPARE(resultText(), QStringLiteral("There is no demo traffic in this session."));
    }

    void whoOnlyLooksCannot() {
        m_fixture.operations().isAttached = true;
        open(10);
        m_fixture.operations().isAttached = false;
        QVERIFY(!action()->isEnabled());
    }

private:
    void open(std::uint64_t requests) {
        m_fixture.operations().mayEnd = false;
        m_fixture.operations().demoRequests = requests;
        m_fixture.open(test::someRequests(3));
        window().findChild<live::LiveBridge*>()->askStatus();
    }
    void accept() {
        action()->trigger();
        QTRY_VERIFY(question() != nullptr && question()->isVisible());
        question()->findChild<QPushButton*>(QStringLiteral("remove-demo.go"))->click();
    }
    shell::MainWindow& window() { return m_fixture.window(); }
    QAction* action() { return window().actions().removeDemo; }
    QMessageBox* question() const { return m_fixture.find<QMessageBox>("dialog.remove-demo"); }
    QProgressDialog* progress() const { return m_fixture.find<QProgressDialog>("dialog.session-progress"); }
    QString resultText() const {
        const auto* box = m_fixture.find<QMessageBox>("dialog.session-result");
        return box == nullptr ? QString() : box->text();
    }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowDemoTest)
#include "window_demo_test.moc"
