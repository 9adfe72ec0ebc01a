// SPDX-License-Identifier: GPL-3.0-or-later
// Sources in the window: cards, names, undo, and why nothing arrives.
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include "tests/ui/shell/window_fixture.h"
#include "tests/ui/sources/fake_source_service.h"
#include "ui/filter/filter_state.h"
#include "ui/shell/action_registry.h"
#include "ui/sources/sources_panel.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;
using namespace std::chrono_literals;

namespace {

/// Two sources: "edge" sends now, "mesh" sent two requests a second until six minutes ago.
test::FakeSession someTraffic() {
    test::FakeSession session = test::someRequests(40);
    const base::WallTime at = base::wallNow();
    for (traffic::Source& source : session.sources) {
        source.kind = traffic::SourceKind::Nginx;
        source.version = "1.31.3";
        source.peer = "10.0.0.12";
        source.identifiedBy = "marker";
        source.confidence = 100;
        source.requests = 2400;
        source.lastSeen = source.name == "edge" ? at : at - 6min;
        for (int minute = 0; minute < 20; ++minute) {
            traffic::RollupRow row;
            row.source = source.id;
            row.bucket = source.lastSeen - std::chrono::minutes(minute);
            row.requests = 120;
            session.rollup.push_back(row);
        }
    }
    return session;
}

}  // namespace

class WindowSourcesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_state.isValid());
        qputenv("XDG_STATE_HOME", m_state.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", m_state.filePath(QStringLiteral("config")).toUtf8());
        prepareApplication(*qApp, true);
    }
    void init() {
        QFile::remove(LayoutStore::standardFile());
        m_window.reset();
        m_said = std::make_unique<test::FakeSourceService>();
        open(true);
    }
    void cleanup() { m_window.reset(); }

    void theCardSaysHowASourceIs() {
        QTRY_VERIFY(find<QWidget>("sources.health")->isVisible());
        QCOMPARE(text("health.sent-by"), QStringLiteral("nginx 1.31.3 at 10.0.0.12"));
        QCOMPARE(text("health.known-by"), QStringLiteral("Marker header, 100 %"));
        QCOMPARE(text("health.lost"), QStringLiteral("not probed"));
        QCOMPARE(text("health.lag"), QStringLiteral("–"));
        QVERIFY(!find<QWidget>("health.check")->isVisible());
        QVERIFY(!find<QWidget>("sources.reading")->isVisible());
        press(1);
        // Listening for a moment only: too early to call it silent.
        QVERIFY(!find<QWidget>("health.check")->isVisible());
    }

    void aSilentSourceIsCheckedFromItsCard() {
        attach();
        QTRY_VERIFY(list()
                        ->model()
                        ->index(1, 0)
                        .data(Qt::AccessibleTextRole)
                        .toString()
                        .contains(QStringLiteral("Silent 6 min")));
        press(1);
        QTRY_COMPARE(text("health.silence"), QStringLiteral("usual rate 2.0/s, alarm after 1 min"));
        QTest::mouseClick(find<QPushButton>("health.check"), Qt::LeftButton);
        auto* panel = find<QWidget>("dialog.arrivals");
        QVERIFY(panel->isVisible());
        QVERIFY(
            text("arrivals.reason").startsWith(QStringLiteral("mesh, last seen 6 min ago from 10.0.0.12.")));
        m_window->actions().whyNothing->trigger();
        QVERIFY(!find<QLabel>("arrivals.reason")->isVisible());
    }

    void whatHappenedIsListed() {
        attach();
        m_window->actions().showEvents->trigger();
        auto* table = find<QTableView>("events.table");
        QTRY_VERIFY(table->isVisible());
        QVERIFY(!find<QDockWidget>("dock.detail")->isVisible());
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 1).data().toString(), QStringLiteral("mesh is silent"));
        const QRect link = table->visualRect(table->model()->index(0, 3));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, link.center());
        QVERIFY(text("arrivals.reason").startsWith(QStringLiteral("mesh, last seen")));
        QTest::mouseClick(find<QPushButton>("events.clear"), Qt::LeftButton);
        QCOMPARE(table->model()->rowCount(), 0);
        m_window->actions().showDetail->trigger();
        QTRY_VERIFY(find<QDockWidget>("dock.detail")->isVisible());
        QVERIFY(!table->isVisible());
    }

    void headersShowHowItIsRead() {
        QTRY_VERIFY(find<QWidget>("sources.health")->isVisible());
        m_window->actions().perspectives[static_cast<std::size_t>(Perspective::Headers)]->trigger();
        QVERIFY(find<QWidget>("sources.reading")->isVisible());
        QVERIFY(!find<QWidget>("sources.health")->isVisible());
        QTRY_COMPARE(text("reading.client"), QStringLiteral("X-Forwarded-For, not trusted"));
        QCOMPARE(text("reading.host"), QStringLiteral("Host"));
        QCOMPARE(text("reading.pinned"), QStringLiteral("10.0.0.12"));
        QVERIFY(find<QWidget>("reading.limits")->findChildren<QLabel*>().size() > 10);
        QTest::mouseClick(find<QPushButton>("reading.edit"), Qt::LeftButton);
        auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("dialog.source"));
        QVERIFY(dialog != nullptr && dialog->isVisible());
        dialog->close();
    }

    void cardsNeedRoom_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("shown");
        QTest::newRow("wide") << QSize(1600, 1000) << true;
        QTest::newRow("narrow") << QSize(1280, 1000) << false;
        QTest::newRow("low") << QSize(1600, 800) << false;
        QTest::newRow("strip") << QSize(1050, 1000) << false;
    }
    void cardsNeedRoom() {
        QFETCH(QSize, size);
        QFETCH(bool, shown);
        QTRY_VERIFY(find<QWidget>("sources.health")->isVisible());
        m_window->resize(size);
        QTRY_COMPARE(find<QWidget>("sources.health")->isVisible(), shown);
    }

    void f2RenamesAndUndoTakesItBack() {
        QTRY_COMPARE(list()->model()->rowCount(), 2);
        list()->setFocus();
        list()->setCurrentIndex(list()->model()->index(0, 0));
        QTest::keyClick(list(), Qt::Key_F2);
        auto* editor = find<QLineEdit>("sources.rename");
        QVERIFY(editor != nullptr && editor->isVisible());
        QCOMPARE(editor->text(), QStringLiteral("edge"));
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("front door"));
        // The board goes on counting meanwhile.
        find<sources::SourcesPanel>("sources.panel")->activity().askAgain();
        QTest::qWait(0);
        QCOMPARE(editor->text(), QStringLiteral("front door"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(m_said->of(1).name, std::string("front door"));
        QTRY_COMPARE(list()->model()->index(0, 0).data().toString(), QStringLiteral("front door"));
        QVERIFY(!m_window->filter().onlyValue(query::FieldId::Source));  // Return meant the name
        QTRY_VERIFY(find<QPushButton>("banner.source-changed.undo-source") != nullptr);
        QTest::mouseClick(find<QPushButton>("banner.source-changed.undo-source"), Qt::LeftButton);
        QTRY_COMPARE(list()->model()->index(0, 0).data().toString(), QStringLiteral("edge"));
        QTRY_VERIFY(find<QPushButton>("banner.source-changed.undo-source") == nullptr);
    }

    void theFilterFollowsTheName() {
        press(0);
        QVERIFY(m_window->filter().onlyValue(query::FieldId::Source) == std::string("edge"));
        list()->model()->setData(list()->model()->index(0, 0), QStringLiteral("shop"), Qt::EditRole);
        QTRY_VERIFY(m_window->filter().onlyValue(query::FieldId::Source) == std::string("shop"));
    }

    void whatCannotBeSaidIsTold() {
        m_said->fail({base::ErrorCode::SessionUnwritable, {"a.mscope", "it was recorded elsewhere"}});
        QTRY_COMPARE(list()->model()->rowCount(), 2);
        list()->model()->setData(list()->model()->index(0, 0), QStringLiteral("shop"), Qt::EditRole);
        QTRY_VERIFY(find<QWidget>("banner.source-failed") != nullptr);
        QCOMPARE(list()->model()->index(0, 0).data().toString(), QStringLiteral("edge"));
    }

    void withoutAServiceNothingIsSaid() {
        open(false);
        QTRY_COMPARE(list()->model()->rowCount(), 2);
        QVERIFY(!(list()->model()->flags(list()->model()->index(0, 0)) & Qt::ItemIsEditable));
    }

    void firstPageAsksWhy() {
        m_window.reset();
        m_service = std::make_unique<test::FakeService>(test::FakeSession{});
        show(nullptr);
        QTRY_VERIFY(find<QPushButton>("first-start.why")->isVisible());
        QTest::mouseClick(find<QPushButton>("first-start.why"), Qt::LeftButton);
        QVERIFY(find<QWidget>("dialog.arrivals")->isVisible());
        api::ServiceStatus status = m_service->status();
        status.listeners[0].peers = {{.peer = "10.0.0.5", .notAllowed = 3, .lastSeen = base::wallNow()}};
        m_service->setStatus(status);
        QTRY_VERIFY(find<QPushButton>("arrivals.peer.10.0.0.5.allow") != nullptr);
        QTest::mouseClick(find<QPushButton>("arrivals.peer.10.0.0.5.allow"), Qt::LeftButton);
        QTRY_VERIFY(!find<QPushButton>("arrivals.peer.10.0.0.5.allow")->isVisible());
        QCOMPARE(m_service->status().listeners[0].allow.size(), std::size_t{1});
    }

private:
    void open(bool canSay) {
        m_window.reset();
        m_service = std::make_unique<test::FakeService>(someTraffic());
        show(canSay ? m_said.get() : nullptr);
    }
    void show(api::SourceService* said) {
        const auto address = *api::parseListenerAddress("127.0.0.1:8445");
        QVERIFY(m_service->listen(address).has_value());
        m_window = std::make_unique<MainWindow>(
            WindowServices{*m_service, m_demo, m_operations, m_decisions, {}, {address}, std::nullopt, said});
        m_window->resize(1600, 1000);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    /// As in a window that looks at what another program records.
    void attach() {
        api::ServiceStatus status = m_service->status();
        status.listeners.clear();
        status.attached = api::AttachedStatus{"77"};
        m_service->setStatus(status);
    }
    void press(int row) {
        QTRY_VERIFY(list()->model()->rowCount() > row);
        const QRect place = list()->visualRect(list()->model()->index(row, 0));
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, place.center());
    }
    QListView* list() const { return find<QListView>("sources.list"); }
    template <typename Widget>
    Widget* find(const char* name) const {
        return m_window->findChild<Widget*>(QLatin1String(name));
    }
    QString text(const char* name) const { return find<QLabel>(name)->text(); }

    QTemporaryDir m_state;
    test::FakeDemo m_demo;
    test::FakeOperations m_operations;
    test::FakeDecisions m_decisions;
    std::unique_ptr<test::FakeSourceService> m_said;
    std::unique_ptr<test::FakeService> m_service;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(WindowSourcesTest)
#include "window_sources_test.moc"
