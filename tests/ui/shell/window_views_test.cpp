// SPDX-License-Identifier: GPL-3.0-or-later
// Saved views in the whole window: keys, filter steps, what the next start brings, what banners say.
#include <QAbstractItemView>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

#include "tests/ui/shell/window_fixture.h"
#include "ui/filter/filter_state.h"
#include "ui/requests/request_columns.h"
#include "ui/shell/action_registry.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

namespace {

constexpr int kHost = static_cast<int>(requests::RequestColumn::Host);

const QByteArray kTwoViews =
    "mirrorscope views 1\n"
    "[Edge]\ntable: requests\nfilter: source:edge\n"
    "columns: id 92, path, client 150\ntime: utc\nsort: client ascending\n"
    "[By client]\ntable: attacks\nfilter: client:192.0.2.1\ngroup: client\n";

}  // namespace

class WindowViewsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_fixture.close();
        m_fixture.forgetState();
        QFile::remove(file());
        QFile::remove(backup());
    }
    void cleanup() { m_fixture.close(); }

    void savedAndReached() {
        open();
        key(Qt::Key_2, Qt::ControlModifier);
        setFilter("source:edge");
        saveView("Edge");
        QCOMPARE(tabs()->count(), 3);
        QCOMPARE(tabs()->currentIndex(), 2);
        QTRY_COMPARE(tabs()->tabText(2), QStringLiteral("Edge  3"));
        // The free filter is that of before.
        key(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(m_fixture.find<QWidget>("attacks")->isVisible());
        QCOMPARE(filterText(), QStringLiteral("source:edge"));
        m_fixture.window().actions().clearFilter->trigger();
        key(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(filterText(), QStringLiteral("source:edge"));
        QTRY_COMPARE(rows()->rowCount(), 3);
        key(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(filterText(), QString());
        QTRY_COMPARE(rows()->rowCount(), 6);
    }

    void filtersAreSteps() {
        put(kTwoViews);
        open();
        setFilter("method:GET");
        key(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(filterText(), QStringLiteral("source:edge"));
        key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(filterText(), QStringLiteral("method:GET"));
        QVERIFY(tabs()->tabText(2).endsWith(QStringLiteral(" •")));
        key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(filterText(), QStringLiteral("source:edge"));
        QVERIFY(!tabs()->tabText(2).contains(QStringLiteral("•")));
    }

    void aPinnedRangeIsNoChange() {
        put(kTwoViews + "[Night]\ntable: requests\nfilter: time:2026-11-23 source:edge\n");
        open();
        setFilter("time>-24h");
        m_fixture.window().filter().setTimePinned(true);
        key(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(filterText(), QStringLiteral("source:edge time>-24h"));
        QCOMPARE(tabs()->tabText(2).count(QChar(0x2022)), 0);
        key(Qt::Key_5, Qt::ControlModifier);
        QCOMPARE(filterText(), QStringLiteral("time>-24h source:edge"));
        QCOMPARE(tabs()->tabText(4).count(QChar(0x2022)), 0);
        // What else differs does count.
        setFilter("source:edge method:GET");
        QCOMPARE(tabs()->tabText(4).count(QChar(0x2022)), 1);
        m_fixture.window().filter().undoAction()->trigger();
        QCOMPARE(tabs()->tabText(4).count(QChar(0x2022)), 0);
        // Unpinned, the range is that of the view no more.
        m_fixture.window().filter().setTimePinned(false);
        QCOMPARE(tabs()->tabText(4).count(QChar(0x2022)), 1);
    }

    void theLayoutComesAndGoes() {
        put(kTwoViews);
        open();
        auto* table = m_fixture.find<QTableView>("requests");
        key(Qt::Key_2, Qt::ControlModifier);
        table->horizontalHeader()->resizeSection(kHost, 222);
        key(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(table->isColumnHidden(kHost));
        QTRY_VERIFY(m_fixture.find<QLabel>("requests.count.searched")
                        ->text()
                        .contains(QStringLiteral("sorted by Client")));
        QVERIFY(!tabs()->tabText(2).contains(QStringLiteral("•")));
        table->horizontalHeader()->resizeSection(static_cast<int>(requests::RequestColumn::Id), 140);
        QVERIFY(tabs()->tabText(2).endsWith(QStringLiteral("•")));
        key(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(!table->isColumnHidden(kHost));
        QCOMPARE(table->columnWidth(kHost), 222);
        key(Qt::Key_4, Qt::ControlModifier);
        QCOMPARE(m_fixture.find<QToolButton>("attacks.group")->text(), QStringLiteral("Group: client"));
        key(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(m_fixture.find<QToolButton>("attacks.group")->text(), QStringLiteral("Group: type"));
    }

    void aNarrowWindowIsNoChange() {
        put("mirrorscope views 1\n[Scores]\ntable: requests\ncolumns: id 92, path, score 56\n");
        open();
        key(Qt::Key_3, Qt::ControlModifier);
        auto* table = m_fixture.find<QTableView>("requests");
        constexpr int kBody = static_cast<int>(requests::RequestColumn::Body);
        constexpr int kScore = static_cast<int>(requests::RequestColumn::Score);
        QVERIFY(!table->isColumnHidden(kScore));
        m_fixture.window().resize(1280, 800);
        QTRY_VERIFY(table->isColumnHidden(kScore));
        QVERIFY(!tabs()->tabText(2).contains(QStringLiteral("•")));
        m_fixture.window().resize(1600, 1000);
        QTRY_VERIFY(!table->isColumnHidden(kScore));
        QVERIFY(table->isColumnHidden(kBody));  // the view does not have it
        QVERIFY(!tabs()->tabText(2).contains(QStringLiteral("•")));
    }

    void theChosenViewIsThereAtTheNextStart() {
        put(kTwoViews);
        open();
        key(Qt::Key_2, Qt::ControlModifier);
        m_fixture.find<QTableView>("requests")->horizontalHeader()->resizeSection(kHost, 222);
        key(Qt::Key_3, Qt::ControlModifier);
        open();
        QCOMPARE(tabs()->currentIndex(), 2);
        QCOMPARE(filterText(), QStringLiteral("source:edge"));
        // What was kept of the layout is the free one.
        key(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(filterText(), QString());
        QCOMPARE(m_fixture.find<QTableView>("requests")->columnWidth(kHost), 222);
        key(Qt::Key_3, Qt::ControlModifier);
        m_fixture.close();
        QVERIFY(QFile::remove(file()));
        open();
        QCOMPARE(tabs()->count(), 2);
        QCOMPARE(tabs()->currentIndex(), 0);
        QVERIFY(m_fixture.find<QWidget>("attacks")->isVisible());
    }

    void eachPerspectiveHasItsView() {
        put(kTwoViews);
        open();
        key(Qt::Key_4, Qt::ControlModifier);
        key(Qt::Key_2, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(tabs()->currentIndex(), 1);
        key(Qt::Key_1, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(tabs()->currentIndex(), 3);
    }

    void theMenuNamesThem() {
        put("mirrorscope views 1\n[A & B]\ntable: attacks\nfilter: id:1\n");
        open();
        ActionRegistry& registry = m_fixture.window().registry();
        const auto* first = registry.find(QStringLiteral("view.3"));
        const auto* second = registry.find(QStringLiteral("view.4"));
        QCOMPARE(first->title(), QStringLiteral("A & B"));
        QVERIFY(first->action->isEnabled() && first->action->isVisible());
        QVERIFY(!second->action->isEnabled() && !second->action->isVisible());
        auto* view = m_fixture.find<QMenu>("menu.view");
        QVERIFY(view->actions().contains(first->action));
        registry.takeOver(*first, QKeySequence(Qt::Key_F8));
        key(Qt::Key_F8, Qt::NoModifier);
        QCOMPARE(tabs()->currentIndex(), 2);
        registry.resetAll();
    }

    void goingToARequestStaysInAViewOfRequests() {
        put(kTwoViews);
        open();
        key(Qt::Key_3, Qt::ControlModifier);
        m_fixture.window().actions().newest->trigger();
        QCOMPARE(tabs()->currentIndex(), 2);
        key(Qt::Key_4, Qt::ControlModifier);
        m_fixture.window().actions().newest->trigger();
        QCOMPARE(tabs()->currentIndex(), 1);
    }

    void deletingIsSaidAndUndone() {
        put(kTwoViews);
        open();
        key(Qt::Key_3, Qt::ControlModifier);
        menuAction("delete");
        QCOMPARE(tabs()->currentIndex(), 1);  // the free view of its table
        QTRY_VERIFY(m_fixture.find<QWidget>("banner.view-deleted") != nullptr);
        m_fixture.find<QPushButton>("banner.view-deleted.undo")->click();
        QCOMPARE(tabs()->tabText(2), QStringLiteral("Edge"));
        QCOMPARE(tabs()->currentIndex(), 2);
        QTRY_VERIFY(m_fixture.find<QWidget>("banner.view-deleted") == nullptr);
        menuAction("delete");
        key(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(tabs()->currentIndex(), 0);
        QTRY_VERIFY(m_fixture.find<QWidget>("banner.view-deleted") == nullptr);
        QAction* undo = m_fixture.window().actions().undoDeleteView;
        QVERIFY(undo->isEnabled());
        undo->trigger();
        QVERIFY(!undo->isEnabled());
        QCOMPARE(tabs()->count(), 4);
    }

    void aBrokenFileIsSaidAndKept() {
        const QByteArray broken = kTwoViews + "[Broken]\ntable: requests\nfilter: host:\n";
        put(broken);
        open();
        QCOMPARE(tabs()->count(), 4);
        QTRY_VERIFY(m_fixture.find<QWidget>("banner.views") != nullptr);
        const QString said = m_fixture.find<QWidget>("banner.views")->accessibleName();
        QVERIFY2(said.contains(QStringLiteral("views.txt, line 14: the filter cannot be read.")),
                 qPrintable(said));
        QCOMPARE(get(file()), broken);
        saveView("Another");
        QTRY_VERIFY(m_fixture.find<QWidget>("banner.views") == nullptr);
        QCOMPARE(get(backup()), broken);
        QVERIFY(get(file()).contains("[Another]") && get(file()).contains("[Edge]"));
    }

    void importingSaysWhatWasRefused() {
        open();
        m_fixture.inDialog([](QWidget& dialog) {
            dialog.findChild<QPlainTextEdit*>(QStringLiteral("import.text"))
                ->setPlainText(QString::fromUtf8(kTwoViews + "[Bad]\ntable: attacks\nfilter: score>\n"));
            dialog.findChild<QPushButton*>(QStringLiteral("import.import"))->click();
            QCOMPARE(dialog.findChild<QLabel*>(QStringLiteral("import.summary"))->text(),
                     QStringLiteral("2 views imported, 1 refused"));
            QVERIFY(dialog.findChild<QPlainTextEdit*>(QStringLiteral("import.report"))
                        ->toPlainText()
                        .startsWith(QStringLiteral("Refused, line 14:")));
        });
        m_fixture.window().actions().importViews->trigger();
        QTRY_COMPARE(tabs()->count(), 4);
    }

private:
    void open() {
        m_fixture.open(test::someRequests(6));
        QTRY_VERIFY(m_fixture.find<QWidget>("page.triage")->isVisible());
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers) {
        QTest::keyClick(&m_fixture.window(), key, modifiers);
    }
    /// The offscreen platform has no window manager that would.
    void activate() {
        m_fixture.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_fixture.window()));
    }
    void setFilter(const char* text) {
        QVERIFY(m_fixture.window().filter().setText(QString::fromUtf8(text)));
    }
    QString filterText() { return m_fixture.window().filter().text(); }
    QTabBar* tabs() const { return m_fixture.find<QTabBar>("views"); }
    QAbstractItemModel* rows() const { return m_fixture.find<QAbstractItemView>("requests")->model(); }

    void saveView(const char* name) {
        bool asked = false;
        m_fixture.inDialog([&asked, name](QWidget& dialog) {
            QTest::keyClicks(dialog.findChild<QLineEdit*>(QStringLiteral("view.name")),
                             QString::fromUtf8(name));
            QTest::keyClick(&dialog, Qt::Key_Return);
            asked = true;
        });
        key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(asked);
        activate();
    }
    /// Of the tab that is looked at, as the Menu key opens it.
    void menuAction(const char* name) {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(1, 1), tabs()->mapToGlobal(QPoint(1, 1)));
        QApplication::sendEvent(tabs(), &event);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        menu->findChild<QAction*>(QLatin1String(name))->trigger();
        menu->close();
        activate();
    }

    static QString file() {
        return qEnvironmentVariable("XDG_CONFIG_HOME") + QStringLiteral("/mirrorscope/views.txt");
    }
    static QString backup() { return file() + QStringLiteral(".bak"); }
    static void put(const QByteArray& content) {
        QVERIFY(QDir().mkpath(QFileInfo(file()).absolutePath()));
        QFile written(file());
        QVERIFY(written.open(QIODevice::WriteOnly));
        QCOMPARE(written.write(content), content.size());
    }
    static QByteArray get(const QString& name) {
        QFile read(name);
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowViewsTest)
#include "window_views_test.moc"
