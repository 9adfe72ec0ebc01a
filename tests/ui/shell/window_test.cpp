// SPDX-License-Identifier: GPL-3.0-or-later
// The window over a service whose state a test decides.
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

#include "tests/ui/shell/fake_service.h"
#include "ui/filter/filter_state.h"
#include "ui/requests/requests_view.h"
#include "ui/requests/table_columns.h"
#include "ui/shell/application.h"
#include "ui/shell/keys_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

namespace {

const api::ListenerAddress kAddress = *api::parseListenerAddress("127.0.0.1:8445");

test::FakeSession oneRequest() {
    test::FakeSession session;
    traffic::RequestRow row;
    row.id = 1;
    row.method = "GET";
    row.target = "/";
    row.state = traffic::RequestState::Clean;
    session.requests = {row};
    return session;
}

}  // namespace

class WindowTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_state.isValid());
        qputenv("XDG_STATE_HOME", m_state.path().toUtf8());
        prepareApplication(*qApp, true);
    }

    void cleanup() { m_window.reset(); }

    void firstStartSaysWhatToDo() {
        open({});
        QVERIFY(seen<QWidget>("page.first-start"));
        QVERIFY(!seen<QWidget>("page.triage"));
        QVERIFY(!seen<QWidget>("dock.detail"));
        QVERIFY(seen<QWidget>("sources.empty"));
        QVERIFY(find<QLabel>("first-start.state")
                    ->text()
                    .contains(QStringLiteral("listening on 127.0.0.1:8445")));
        find<QPushButton>("first-start.copy")->click();
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("curl -i http://127.0.0.1:8445/hello -H 'X-Test: 1'"));
    }

    void demoStartsAndStops() {
        open({});
        find<QPushButton>("first-start.demo")->click();
        QVERIFY(m_demo.isRunning());
        QVERIFY(seen<QWidget>("banner.demo"));
        find<QPushButton>("banner.demo.stop")->click();
        QVERIFY(!m_demo.isRunning());
        QTRY_VERIFY(!seen<QWidget>("banner.demo"));
    }

    void listeningStopsAndStarts() {
        open({});
        QAction* stop = m_window->actions().stopListening;
        QAction* start = m_window->actions().startListening;
        QVERIFY(stop->isEnabled() && !start->isEnabled());
        stop->trigger();
        QVERIFY(find<QLabel>("first-start.state")->text().contains(QStringLiteral("Listening is off")));
        QVERIFY(!seen<QLabel>("first-start.command"));
        QCOMPARE(find<QLabel>("status.listener.text")->text(), QStringLiteral("Listening is off"));
        start->trigger();
        QVERIFY(stop->isEnabled());
    }

    void storedRequestsShowTheTables() {
        open(oneRequest());
        QVERIFY(seen<QWidget>("page.triage"));
        QVERIFY(seen<QWidget>("dock.detail"));
        m_window->actions().showRequests->trigger();
        QTRY_COMPARE(find<QAbstractItemView>("requests")->model()->rowCount(), 1);
    }

    void conditionsBecomeBanners() {
        open({});
        api::ServiceStatus status = m_service->status();
        status.storageFailure = base::Error{base::ErrorCode::StorageFull, {"/home/a.mscope"}};
        status.listeners[0].refused = 918;
        m_service->setStatus(status);
        QTRY_VERIFY(seen<QWidget>("banner.storage"));
        QCOMPARE(find<QLabel>("status.refused.text")->text(), QStringLiteral("Refused 918"));
        status.storageFailure.reset();
        m_service->setStatus(status);
        QTRY_VERIFY(!seen<QWidget>("banner.storage"));
    }

    void sessionThatCannotBeOpened() {
        m_service = std::make_unique<test::FakeService>(test::FakeSession{});
        m_window = std::make_unique<MainWindow>(
            WindowServices{*m_service,
                           m_demo,
                           m_operations,
                           m_decisions,
                           {},
                           {kAddress},
                           base::Error{base::ErrorCode::SessionLocked, {"/a", "17"}}});
        m_window->show();
        QVERIFY(seen<QWidget>("banner.session"));
        QVERIFY(!m_window->actions().startListening->isEnabled());
        QVERIFY(!m_window->actions().listenerSettings->isEnabled());
    }

    void aCopyUnderWayIsCancelled() {
        open(oneRequest());
        QAction* save = m_window->actions().saveCopy;
        QVERIFY(save->isEnabled());
        m_operations.wasCancelled = false;
        m_window->session().saveCopy("/tmp/copy.mscope");
        QVERIFY(!save->isEnabled());
        QTRY_VERIFY(seen<QProgressDialog>("dialog.session-progress"));
        auto* progress = find<QProgressDialog>("dialog.session-progress");
        QTRY_COMPARE(progress->value(), progress->maximum() / 2);
        progress->findChild<QPushButton*>()->click();
        QTRY_VERIFY(m_operations.wasCancelled);
        QTRY_VERIFY(save->isEnabled());
        QVERIFY(find<QMessageBox>("dialog.session-result") == nullptr);
    }

    void closingTheWindowCancelsTheCopy() {
        open(oneRequest());
        m_operations.wasCancelled = false;
        m_window->session().saveCopy("/tmp/copy.mscope");
        m_window.reset();
        QVERIFY(m_operations.wasCancelled);
    }

    void aNewSessionThatCannotBeginSaysWhy() {
        open(oneRequest());
        m_window->session().begin("/data/there.mscope");
        QTRY_VERIFY(find<QMessageBox>("dialog.session-result") != nullptr);
        QVERIFY(find<QMessageBox>("dialog.session-result")->text().contains(QStringLiteral("there.mscope")));
        QVERIFY(m_window->actions().newSession->isEnabled());
    }

    void anotherSessionOpensInAWindowOfItsOwn() {
        open(oneRequest());
        m_window->session().open("/data/other.mscope");
        QCOMPARE(QString::fromStdString(m_opened.string()), QStringLiteral("/data/other.mscope"));
    }

    void whatIsOnlyLookedAtBeginsNoNewSession() {
        m_operations.isAttached = true;
        open(oneRequest());
        m_operations.isAttached = false;
        QVERIFY(!m_window->actions().newSession->isEnabled());
        QVERIFY(m_window->actions().saveCopy->isEnabled());
    }

    void themeSwitchesLive() {
        open({});
        const auto middle = [this] {
            return m_window->grab().toImage().pixelColor(m_window->width() / 2, 300);
        };
        m_window->actions().themeLight->trigger();
        const QColor light = middle();
        m_window->actions().themeDark->trigger();
        const QColor dark = middle();
        QVERIFY(light.lightness() > 200);
        QVERIFY(dark.lightness() < 60);
        m_window->actions().themeLight->trigger();
        QCOMPARE(middle(), light);
        QCOMPARE(LayoutStore().theme(), QStringLiteral("light"));
    }

    void layoutIsKeptAndReset() {
        open(oneRequest());
        auto* sources = find<QDockWidget>("dock.sources");
        sources->toggleViewAction()->trigger();
        QVERIFY(sources->isHidden());
        m_window->close();
        open(oneRequest());
        QVERIFY(find<QDockWidget>("dock.sources")->isHidden());
        m_window->actions().resetLayout->trigger();
        QVERIFY(!find<QDockWidget>("dock.sources")->isHidden());
    }

    void sizesHaveTheirRules_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("boardWidth");
        QTest::newRow("standard") << QSize(1600, 1000) << 264;
        QTest::newRow("laptop") << QSize(1280, 800) << 196;
        QTest::newRow("smallest") << QSize(1024, 680) << 48;
    }

    void sizesHaveTheirRules() {
        QFETCH(QSize, size);
        QFETCH(int, boardWidth);
        open(oneRequest());
        m_window->resize(size);
        QTRY_COMPARE(find<QDockWidget>("dock.sources")->width(), boardWidth);
        QCOMPARE(m_window->size(), size);
    }

    void spacePausesButStillPressesButtons() {
        open(oneRequest());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        find<QAbstractItemView>("attacks")->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(m_window->actions().pause->isChecked());
        QCOMPARE(m_window->actions().pause->text(), QStringLiteral("Follow"));
        auto* clear = find<QToolButton>("toolbar.pause");
        clear->setFocusPolicy(Qt::StrongFocus);
        clear->setFocus();
        QTest::keyClick(clear, Qt::Key_Space);
        QVERIFY(!m_window->actions().pause->isChecked());
    }

    void theGroupingIsKept() {
        open(oneRequest());
        auto* group = find<QToolButton>("attacks.group");
        QVERIFY(group->isVisible());
        QVERIFY(group->focusPolicy() & Qt::TabFocus);
        group->menu()->findChild<QAction*>(QStringLiteral("first.client"))->trigger();
        group->menu()->findChild<QAction*>(QStringLiteral("then.type"))->trigger();
        const QString name = QStringLiteral("Attacks, grouped by client, then type");
        QCOMPARE(find<QAbstractItemView>("attacks")->accessibleName(), name);
        open(oneRequest());
        QCOMPARE(find<QAbstractItemView>("attacks")->accessibleName(), name);
        QCOMPARE(find<QToolButton>("attacks.group")->accessibleName(), name);
        find<QToolButton>("attacks.group")
            ->menu()
            ->findChild<QAction*>(QStringLiteral("first.type"))
            ->trigger();
        QCOMPARE(find<QAbstractItemView>("attacks")->accessibleName(),
                 QStringLiteral("Attacks, grouped by type"));
    }

    void keysReachTheFilter() {
        open(oneRequest());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("filter.edit"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("host:a"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(m_window->filter().text(), QStringLiteral("host:a"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left, Qt::AltModifier);
        QVERIFY(m_window->filter().filter().isEmpty());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(m_window->filter().text(), QStringLiteral("host:a"));
        find<QAbstractItemView>("attacks")->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(m_window->filter().filter().isEmpty());
    }

    void columnsComeBackWithTheWindow() {
        open(oneRequest());
        auto& columns = find<requests::RequestsView>("requests")->columns();
        columns.addHeader(QStringLiteral("X-Canary"));
        columns.setShown(QStringLiteral("flags"), true);
        columns.setTimeMode(requests::TimeMode::Utc);
        m_window->close();
        open(oneRequest());
        auto& again = find<requests::RequestsView>("requests")->columns();
        QVERIFY(again.isShown(QStringLiteral("header:X-Canary")));
        QVERIFY(again.isShown(QStringLiteral("flags")));
        QCOMPARE(again.layout().timeMode, requests::TimeMode::Utc);
        m_window->actions().resetLayout->trigger();
        QVERIFY(!again.isShown(QStringLiteral("header:X-Canary")));
        QVERIFY(!again.isShown(QStringLiteral("flags")));
        m_window->close();
    }

    void headerColumnIsAskedFor() {
        open(oneRequest());
        inDialog([](QWidget& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("header-name.name"))->setText(QStringLiteral("Host"));
            QTest::keyClick(&dialog, Qt::Key_Return);
        });
        emit find<requests::RequestsView>("requests")->headerColumnWanted();
        QTRY_VERIFY(
            find<requests::RequestsView>("requests")->columns().isShown(QStringLiteral("header:Host")));
    }

    void goToSaysWhenThereIsNoSuchRequest() {
        open(oneRequest());
        inDialog([](QWidget& dialog) {
            auto* edit = dialog.findChild<QLineEdit*>(QStringLiteral("go-to.id"));
            QTest::keyClicks(edit, QStringLiteral("99"));
            QTest::keyClick(edit, Qt::Key_Return);
            QVERIFY(dialog.findChild<QLabel*>(QStringLiteral("go-to.error"))
                        ->text()
                        .contains(QStringLiteral("1 to 1")));
            edit->setText(QStringLiteral("1"));
            QTest::keyClick(edit, Qt::Key_Return);
        });
        m_window->actions().goToId->trigger();
        QVERIFY(seen<QAbstractItemView>("requests"));
    }

    void everyShortcutIsInTheListOfKeys() {
        open({});
        int withKeys = 0;
        for (const QAction* action : m_window->actions().focusFilter->parent()->findChildren<QAction*>()) {
            withKeys += action->shortcuts().isEmpty() ? 0 : 1;
        }
        inDialog([withKeys](QWidget& dialog) {
            auto* tree = dialog.findChild<QTreeWidget*>(QStringLiteral("keys.list"));
            int rows = 0;
            for (int i = 0; i < tree->topLevelItemCount(); ++i) {
                rows += tree->topLevelItem(i)->childCount();
            }
            QVERIFY(rows > withKeys);
            dialog.close();
        });
        m_window->actions().keys->trigger();
    }

private:
    void open(test::FakeSession session) {
        m_demo.stop();
        m_window.reset();
        m_service = std::make_unique<test::FakeService>(std::move(session));
        QVERIFY(m_service->listen(kAddress).has_value());
        m_window = std::make_unique<MainWindow>(WindowServices{*m_service,
                                                               m_demo,
                                                               m_operations,
                                                               m_decisions,
                                                               [this](const std::filesystem::path& path) {
                                                                   m_opened = path;
                                                                   return true;
                                                               },
                                                               {kAddress},
                                                               std::nullopt});
        m_window->resize(1600, 1000);
        m_window->show();
    }

    template <typename Widget>
    Widget* find(const char* name) const {
        return m_window->findChild<Widget*>(QLatin1String(name));
    }

    template <typename Widget>
    bool seen(const char* name) const {
        const auto all = m_window->findChildren<Widget*>(QLatin1String(name));
        return std::any_of(all.begin(), all.end(), [](const Widget* one) { return one->isVisible(); });
    }

    /// Runs in the dialog that the next statement opens.
    void inDialog(std::function<void(QWidget&)> work) {
        QTimer::singleShot(0, this, [work = std::move(work)] {
            QWidget* dialog = QApplication::activeModalWidget();
            QVERIFY(dialog != nullptr);
            work(*dialog);
        });
    }

    QTemporaryDir m_state;
    test::FakeDemo m_demo;
    test::FakeOperations m_operations;
    test::FakeDecisions m_decisions;
    std::filesystem::path m_opened;
    std::unique_ptr<test::FakeService> m_service;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
