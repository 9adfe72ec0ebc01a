// SPDX-License-Identifier: GPL-3.0-or-later
// Perspectives and what the window keeps of its layout.
#include <QAbstractButton>
#include <QDockWidget>

#include "tests/ui/shell/window_fixture.h"
#include "ui/shell/action_registry.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

class WindowLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_fixture.forgetState();
        open();
    }
    void cleanup() { m_fixture.close(); }

    void sizesComeBack() {
        resize(dock("dock.sources"), 310, Qt::Horizontal);
        resize(dock("dock.detail"), 410, Qt::Vertical);
        QTRY_COMPARE(dock("dock.sources")->width(), 310);
        QTRY_COMPARE(dock("dock.detail")->height(), 410);
        open();
        QTRY_COMPARE(dock("dock.sources")->width(), 310);
        QTRY_COMPARE(dock("dock.detail")->height(), 410);
        m_fixture.window().actions().resetLayout->trigger();
        QTRY_COMPARE(dock("dock.sources")->width(), 264);
        QTRY_COMPARE(dock("dock.detail")->height(), 344);
        open();
        QTRY_COMPARE(dock("dock.sources")->width(), 264);
    }

    void sizesHoldForAWindowOfThatSize() {
        resize(dock("dock.sources"), 310, Qt::Horizontal);
        QTRY_COMPARE(dock("dock.sources")->width(), 310);
        m_fixture.window().resize(1280, 800);
        QTRY_COMPARE(dock("dock.sources")->width(), 196);
        m_fixture.close();
        m_fixture.open(test::someRequests(3), {1280, 800});
        QTRY_COMPARE(dock("dock.sources")->width(), 196);
    }

    void visibilityComesBack() {
        m_fixture.window().actions().showDetail->trigger();
        m_fixture.window().actions().showChart->trigger();
        QVERIFY(dock("dock.detail")->isHidden());
        QVERIFY(!chart()->isVisible());
        open();
        QVERIFY(dock("dock.detail")->isHidden());
        QVERIFY(!chart()->isVisible());
        m_fixture.window().actions().resetLayout->trigger();
        QVERIFY(dock("dock.detail")->isVisible());
        QVERIFY(chart()->isVisible());
    }

    void perspectivesDiffer() {
        QVERIFY(chart()->isVisible() && dock("dock.detail")->isVisible());
        press(Qt::Key_2);
        QVERIFY(action(Perspective::Headers)->isChecked());
        QVERIFY(!chart()->isVisible() && !dock("dock.detail")->isVisible());
        QVERIFY(m_fixture.find<QWidget>("page.headers")->isVisible());
        QVERIFY(!m_fixture.find<QWidget>("page.triage")->isVisible());
        QCOMPARE(detailTab(), detail::DetailPane::Tab::Headers);
        m_fixture.window().actions().showDetail->trigger();
        QTRY_COMPARE(dock("dock.detail")->height(), 480);
        press(Qt::Key_3);
        QVERIFY(m_fixture.find<QWidget>("page.charts")->isVisible());
        QVERIFY(!m_fixture.find<QWidget>("page.triage")->isVisible());
        QVERIFY(!dock("dock.detail")->isVisible());
        press(Qt::Key_4);
        QTRY_VERIFY(m_fixture.find<QWidget>("requests")->isVisible());
        QVERIFY(chart()->height() > 250);
        press(Qt::Key_1);
        QTRY_COMPARE(dock("dock.detail")->height(), 344);
        QVERIFY(m_fixture.find<QWidget>("attacks")->isVisible());
        QCOMPARE(detailTab(), detail::DetailPane::Tab::Hits);
        QTRY_VERIFY(chart()->height() < 210);
    }

    void eachPerspectiveKeepsItsChanges() {
        m_fixture.window().actions().showSources->trigger();
        press(Qt::Key_3);
        QVERIFY(dock("dock.sources")->isVisible());
        m_fixture.window().actions().showDetail->trigger();
        press(Qt::Key_1);
        QVERIFY(!dock("dock.sources")->isVisible());
        press(Qt::Key_3);
        QVERIFY(dock("dock.detail")->isVisible());
        open();
        QVERIFY(action(Perspective::Charts)->isChecked());
        QVERIFY(dock("dock.detail")->isVisible());
        // Of this perspective only.
        m_fixture.window().actions().resetLayout->trigger();
        QVERIFY(!dock("dock.detail")->isVisible());
        press(Qt::Key_1);
        QVERIFY(!dock("dock.sources")->isVisible());
        press(Qt::Key_3);
        m_fixture.window().actions().resetLayouts->trigger();
        press(Qt::Key_1);
        QVERIFY(dock("dock.sources")->isVisible());
    }

    void keysAreKeptToo() {
        ActionRegistry& registry = m_fixture.window().registry();
        registry.takeOver(*registry.find(QStringLiteral("go.id")), QKeySequence(Qt::Key_F8));
        open();
        QCOMPARE(m_fixture.window().actions().goToId->shortcut(), QKeySequence(Qt::Key_F8));
        m_fixture.window().registry().resetAll();
    }

    void aBrokenFileOfKeysIsSaid() {
        m_fixture.close();
        QSettings(LayoutStore::standardFile(), QSettings::IniFormat)
            .setValue(QStringLiteral("keys/go.id"), QStringLiteral("Ctrl+Bogus"));
        m_fixture.open(test::someRequests(3));
        QTRY_VERIFY(m_fixture.find<QWidget>("banner.keys") != nullptr);
        QCOMPARE(m_fixture.window().actions().goToId->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_G));
        m_fixture.inDialog([](QWidget& dialog) {
            QVERIFY(dialog.findChild<QWidget*>(QStringLiteral("keys.problems"))->isVisible());
        });
        m_fixture.find<QAbstractButton>("banner.keys.keys")->click();
        // A change writes the file anew.
        m_fixture.window().registry().resetAll();
        QTRY_VERIFY(m_fixture.find<QWidget>("banner.keys") == nullptr);
    }

    void aLayoutOfAnotherVersionIsIgnored() {
        m_fixture.window().actions().showSources->trigger();
        m_fixture.close();
        QSettings(LayoutStore::standardFile(), QSettings::IniFormat)
            .setValue(QStringLiteral("layout/version"), LayoutStore::kVersion + 1);
        m_fixture.open(test::someRequests(3));
        QVERIFY(dock("dock.sources")->isVisible());
    }

    void whatHappenedGivesTheDetailItsRoomBack() {
        QVERIFY(dock("dock.detail")->isVisible());
        m_fixture.window().actions().showEvents->trigger();
        QTRY_VERIFY(dock("dock.events")->isVisible() && dock("dock.detail")->isHidden());
        m_fixture.window().actions().showEvents->trigger();
        QTRY_VERIFY(dock("dock.events")->isHidden() && dock("dock.detail")->isVisible());
        m_fixture.window().actions().showDetail->trigger();
        m_fixture.window().actions().showEvents->trigger();
        m_fixture.window().actions().showEvents->trigger();
        QVERIFY(dock("dock.detail")->isHidden());
    }

private:
    void open() {
        m_fixture.open(test::someRequests(3));
        QTRY_VERIFY(m_fixture.find<QWidget>("page.triage")->isVisible() ||
                    m_fixture.find<QWidget>("page.charts")->isVisible());
    }
    void press(Qt::Key digit) {
        QTest::keyClick(&m_fixture.window(), digit, Qt::ControlModifier | Qt::ShiftModifier);
    }
    void resize(QDockWidget* dock, int size, Qt::Orientation direction) {
        m_fixture.window().resizeDocks({dock}, {size}, direction);
    }
    QDockWidget* dock(const char* name) const { return m_fixture.find<QDockWidget>(name); }
    QWidget* chart() const { return m_fixture.find<QWidget>("chart"); }
    QAction* action(Perspective perspective) {
        return m_fixture.window().actions().perspectives[static_cast<std::size_t>(perspective)];
    }
    detail::DetailPane::Tab detailTab() { return m_fixture.window().findChild<detail::DetailPane*>()->tab(); }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowLayoutTest)
#include "window_layout_test.moc"
