// SPDX-License-Identifier: GPL-3.0-or-later
// The request in the detail is copied by key and by menu.
#include <QAbstractItemView>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QTest>
#include <QToolButton>

#include "tests/ui/shell/window_fixture.h"
#include "ui/detail/detail_pane.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::shell;

class WindowCopyTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        QGuiApplication::clipboard()->clear();
        m_fixture.open(test::someRequests(6));
        QTRY_VERIFY(m_fixture.find<QWidget>("page.triage")->isVisible());
        m_fixture.window().actions().showRequests->trigger();
    }
    void cleanup() { m_fixture.close(); }

    void byKey() {
        select(2);
        QTest::keyClick(&m_fixture.window(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(clipboard().contains(QStringLiteral("curl ")));
    }

    void byMenu() {
        QVERIFY(!button()->isVisible());
        select(1);
        QVERIFY(button()->isVisible());
        const QList<QAction*> choices = button()->menu()->actions();
        QVERIFY(choices.contains(m_fixture.window().actions().copyJson));
        m_fixture.window().actions().copyJson->trigger();
        QTRY_VERIFY(clipboard().startsWith(u'{'));
    }

    void withoutARequestNothingHappens() {
        m_fixture.window().actions().copyCurl->trigger();
        QCoreApplication::processEvents();
        QCOMPARE(clipboard(), QString());
    }

private:
    void select(int row) {
        auto* table = m_fixture.find<QAbstractItemView>("requests");
        QTRY_COMPARE(table->model()->rowCount(), 6);
        table->setCurrentIndex(table->model()->index(row, 1));
        QTRY_VERIFY(button()->isVisible());
    }
    QToolButton* button() { return m_fixture.find<QToolButton>("detail.copy"); }
    static QString clipboard() { return QGuiApplication::clipboard()->text(); }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowCopyTest)
#include "window_copy_test.moc"
