// SPDX-License-Identifier: GPL-3.0-or-later
// The window over a real service: requests come over sockets.
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <algorithm>

#include "core/pipeline/attached_mirror_service.h"
#include "core/pipeline/demo_traffic.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/session_decisions.h"
#include "core/pipeline/session_keeper.h"
#include "tests/ui/shell/real_service.h"
#include "ui/charts/rate_chart.h"
#include "ui/filter/filter_state.h"
#include "ui/shell/application.h"
#include "ui/shell/main_window.h"
#include "ui/text/byte_view.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

namespace {

constexpr std::string_view kHarmless = "GET /hello HTTP/1.1\r\nHost: shop.example.com\r\n\r\n";
constexpr std::string_view kAttack =
    "GET /item?id=1%27%20UNION%20SELECT%20password%20FROM%20users--%20 HTTP/1.1\r\nHost: shop.example.com\r\n"
    "User-Agent: Mozilla/5.0\r\nAccept: */*\r\n\r\n";
/// Rules take a second to load; slow machines take longer.
constexpr int kPatience = 60'000;

}  // namespace

class WindowLiveTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_directory.isValid());
        qputenv("XDG_STATE_HOME", m_directory.path().toUtf8());
        prepareApplication(*qApp, true);
    }

    void init() {
        // A loaded disk is no failure here.
        auto real = test::openRealService(m_directory.filePath(QStringLiteral("%1.mscope").arg(++m_sessions)),
                                          {{"limits.patience", "60s"}});
        QVERIFY(real.service);
        m_service = std::move(real.service);
        m_keeper = std::move(real.keeper);
        m_address = real.address;
    }

    void cleanup() {
        m_window.reset();
        m_service.reset();
    }

    void aRequestAndItsAttackAppear() {
        m_service->startAnalysisInBackground();
        open();
        QVERIFY(send(kHarmless));
        QTRY_COMPARE(rows("requests"), 1);
        QVERIFY(send(kAttack));
        QTRY_COMPARE(rows("requests"), 2);
        // One group with one attack.
        QTRY_VERIFY_WITH_TIMEOUT(rows("attacks") == 1, kPatience);
        auto* attacks = find<QAbstractItemView>("attacks");
        const QModelIndex group = attacks->model()->index(0, 0);
        QCOMPARE(attacks->model()->rowCount(group), 1);
        QCOMPARE(group.siblingAtColumn(1).data().toString(), QStringLiteral("SQL injection"));
        QTRY_COMPARE(find<QLabel>("attacks.count.found")->text(), QStringLiteral("1 attack"));

        attacks->setCurrentIndex(attacks->model()->index(0, 0, group));
        auto* detail = m_window->findChild<detail::DetailPane*>();
        QTRY_COMPARE(detail->request(), traffic::RequestId{2});
        QCOMPARE(detail->tab(), detail::DetailPane::Tab::Hits);
        const auto showsTheBytes = [detail] {
            const auto views = detail->findChildren<text::ByteView*>();
            return std::any_of(views.begin(), views.end(), [](const text::ByteView* view) {
                return view->isVisible() && view->bytes() == kAttack;
            });
        };
        QTRY_VERIFY(showsTheBytes());
        detail->setTab(detail::DetailPane::Tab::Raw);
        QTRY_VERIFY(showsTheBytes());

        theme::Theme::instance().setMode(theme::Theme::Mode::Light);
        QTRY_VERIFY(attacks->palette().color(QPalette::Base).lightness() > 200);
        theme::Theme::instance().setMode(theme::Theme::Mode::Dark);
        QTRY_VERIFY(attacks->palette().color(QPalette::Base).lightness() < 60);
        QVERIFY(showsTheBytes());

        // The chart and the sources follow from roll-ups.
        auto* chart = find<charts::RateChart>("chart");
        QTRY_VERIFY_WITH_TIMEOUT(chart->data().series.size() == 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(find<QAbstractItemView>("sources.list")->model()->rowCount(), 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(find<QAbstractItemView>("sources.types")->model()->rowCount(), 1,
                                  kPatience);
    }

    /// An attack is decided in the window, then by another program; a new hit makes it new.
    void triageOfARealSession() {
        m_service->startAnalysisInBackground();
        open();
        QVERIFY(send(kAttack));
        QTRY_VERIFY_WITH_TIMEOUT(rows("attacks") == 1, kPatience);
        auto* attacks = find<QAbstractItemView>("attacks");
        const QModelIndex group = attacks->model()->index(0, 0);
        const auto triage = [&] {
            constexpr int kTriage = 10;
            return attacks->model()->index(0, kTriage, group).data().toString();
        };
        attacks->setCurrentIndex(attacks->model()->index(0, 0, group));
        QTRY_VERIFY_WITH_TIMEOUT(hasStoredHits(1) && attacks->isVisible(), kPatience);
        decide(traffic::TriageState::Archived);
        QTRY_COMPARE_WITH_TIMEOUT(triage(), QStringLiteral("Archived"), kPatience);
        const std::filesystem::path session = m_service->status().session;
        const base::SystemClock clock;
        pipeline::SessionDecisions others(clock);
        QVERIFY(others.decide(session, {1}, traffic::TriageState::Escalated, "").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(triage(), QStringLiteral("Escalated"), kPatience);
        QVERIFY(attacks->currentIndex().isValid());
        QVERIFY(send(kAttack));
        QTRY_COMPARE_WITH_TIMEOUT(triage(), QStringLiteral("New"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(hasStoredHits(2), kPatience);
        decide(traffic::TriageState::Confirmed);
        QTRY_COMPARE_WITH_TIMEOUT(triage(), QStringLiteral("Confirmed"), kPatience);
        m_window->actions().undoDecision->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(triage(), QStringLiteral("New"), kPatience);
    }

    void aClickOnASourceShowsOnlyItAndAgainAll() {
        open();
        QVERIFY(send(kHarmless));
        auto* sources = find<QAbstractItemView>("sources.list");
        QTRY_COMPARE_WITH_TIMEOUT(sources->model()->rowCount(), 1, kPatience);
        const QModelIndex index = sources->model()->index(0, 0);
        const QPoint middle = sources->visualRect(index).center();
        QTest::mouseClick(sources->viewport(), Qt::LeftButton, {}, middle);
        QCOMPARE(m_window->filter().onlyValue(query::FieldId::Source), index.data().toString().toStdString());
        QTRY_COMPARE(rows("requests"), 1);
        QTest::mouseClick(sources->viewport(), Qt::LeftButton, {}, middle);
        QVERIFY(m_window->filter().filter().isEmpty());
    }

    void theFilterNarrowsTheRequests() {
        open();
        QVERIFY(send(kHarmless));
        QVERIFY(send(kAttack));
        QTRY_COMPARE(rows("requests"), 2);
        m_window->filter().setText(QStringLiteral("path~\"/hello\""));
        QTRY_COMPARE(rows("requests"), 1);
        m_window->filter().undo();
        QTRY_COMPARE(rows("requests"), 2);
    }

    void aHeaderLineNarrowsTheRequests() {
        open();
        QVERIFY(send(kHarmless));
        QVERIFY(send(kAttack));
        QTRY_COMPARE(rows("requests"), 2);
        auto* pane = m_window->findChild<detail::DetailPane*>();
        pane->showRequest(2);
        pane->setTab(detail::DetailPane::Tab::Headers);
        auto* headers = find<QAbstractItemView>("detail.headers");
        QTRY_COMPARE(headers->model()->rowCount(), 3);
        headers->setCurrentIndex(headers->model()->index(1, 2));
        const auto choose = [&](int action) {
            QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, headers->mapToGlobal(QPoint()));
            QApplication::sendEvent(headers->viewport(), &event);
            auto* menu = find<QMenu>("detail.headers.menu");
            menu->actions().at(action)->trigger();
            menu->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        };
        choose(0);
        QCOMPARE(m_window->filter().text(), QStringLiteral("header.user-agent:Mozilla/5.0"));
        QTRY_COMPARE(rows("requests"), 1);
        m_window->filter().undo();
        choose(1);
        QCOMPARE(m_window->filter().text(), QStringLiteral("header.user-agent!=Mozilla/5.0"));
        QTRY_COMPARE(rows("requests"), 1);
        // What arrives is judged by the store: the feed knows no headers.
        QVERIFY(send(kHarmless));
        QTRY_COMPARE(rows("requests"), 2);
        QVERIFY(send(kAttack));
        QVERIFY(send(kHarmless));
        QTRY_COMPARE(rows("requests"), 3);
    }

    void pausingStopsTheViewAndNotTheStore() {
        open();
        QVERIFY(send(kHarmless));
        QTRY_COMPARE(rows("requests"), 1);
        m_window->actions().pause->trigger();
        QVERIFY(send(kHarmless));
        QTRY_VERIFY(find<QLabel>("status.stored.text")->text().startsWith(QStringLiteral("Stored 2 ")));
        QCOMPARE(rows("requests"), 1);
        m_window->actions().pause->trigger();
        QTRY_COMPARE(rows("requests"), 2);
    }

    void stoppingReallyStops() {
        open();
        m_window->actions().stopListening->trigger();
        QTRY_VERIFY(!test::Socket::connect(m_address.port));
        QCOMPARE(find<QLabel>("status.listener.text")->text(), QStringLiteral("Listening is off"));
        m_window->actions().startListening->trigger();
        QVERIFY(send(kHarmless));
    }

    void anAddressInUseSaysSoAndCanBeTriedAgain() {
        auto other =
            std::make_unique<Holder>(m_directory.filePath(QStringLiteral("other.mscope")), m_address);
        QVERIFY(other->holds());
        QVERIFY(!m_service->listen(m_address).has_value());
        show();
        QTRY_VERIFY(find<QWidget>("banner.listener") != nullptr);
        QVERIFY(
            find<QLabel>("status.listener.text")->text().contains(QStringLiteral("1 of 1 listeners down")));
        other.reset();
        find<QPushButton>("banner.listener.retry")->click();
        QVERIFY(send(kHarmless));
        QTRY_VERIFY(find<QWidget>("banner.listener") == nullptr);
    }

    void theDialogMovesTheListener() {
        open();
        const std::uint16_t port = test::freePort();
        QTimer::singleShot(0, this, [port] {
            QWidget* dialog = QApplication::activeModalWidget();
            QVERIFY(dialog != nullptr);
            auto* address = dialog->findChild<QLineEdit*>(QStringLiteral("listener.address"));
            auto* start = dialog->findChild<QPushButton*>(QStringLiteral("listener.start"));
            auto* error = dialog->findChild<QLabel*>(QStringLiteral("listener.error"));
            address->setText(QStringLiteral("localhost"));
            start->click();
            QVERIFY(error->isVisible());
            QVERIFY(error->text().contains(QStringLiteral("127.0.0.1")));
            address->setText(QStringLiteral("192.0.2.1"));
            start->click();
            QVERIFY(error->isVisible());
            QCOMPARE(address->text(), QStringLiteral("192.0.2.1"));
            address->setText(QStringLiteral("127.0.0.1"));
            dialog->findChild<QSpinBox*>(QStringLiteral("listener.port"))->setValue(port);
            start->click();
            QVERIFY(!error->isVisible());
            dialog->close();
        });
        m_window->actions().listenerSettings->trigger();
        QVERIFY(test::Socket::connect(port).has_value());
        QTRY_VERIFY(!test::Socket::connect(m_address.port).has_value());
    }

    void aNewSessionBeginsUnderTheSameListener() {
        open();
        QVERIFY(send(kHarmless));
        QTRY_COMPARE(rows("requests"), 1);
        const QString next = m_directory.filePath("next.mscope");
        m_window->session().begin(next.toStdString());
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("next.mscope – Mirrorscope"));
        QCOMPARE(rows("requests"), 0);
        QVERIFY(send(kAttack));
        QVERIFY(send(kAttack));
        QTRY_COMPARE(rows("requests"), 2);
        QTRY_COMPARE_WITH_TIMEOUT(find<QAbstractItemView>("sources.list")->model()->rowCount(), 1, kPatience);
        // The detail is read from the new session, not from the one before.
        auto* requests = find<QAbstractItemView>("requests");
        requests->setCurrentIndex(requests->model()->index(0, 0));
        QTRY_VERIFY(m_window->findChild<detail::DetailPane*>()->request() != 0);
    }

    void aCopyIsASessionOfItsOwn() {
        open();
        QVERIFY(send(kHarmless));
        QTRY_COMPARE(rows("requests"), 1);
        const QString copy = m_directory.filePath("copy.mscope");
        m_window->session().saveCopy(copy.toStdString());
        QTRY_VERIFY(find<QMessageBox>("dialog.session-result") != nullptr);
        auto attached = pipeline::AttachedMirrorService::open(copy.toStdString());
        QVERIFY(attached.has_value());
        QCOMPARE((*attached)->status().lastRequest, traffic::RequestId{1});
    }

    void marksAreWrittenFilteredAndTakenBack() {
        open();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(send(kHarmless));
        QVERIFY(send(kHarmless));
        QTRY_COMPARE(rows("requests"), 2);
        m_window->actions().showRequests->trigger();
        auto* requests = find<QAbstractItemView>("requests");
        QTRY_VERIFY(requests->isVisible());  // the first page goes with the next status
        requests->setFocus();
        requests->setCurrentIndex(requests->model()->index(0, 1));
        QTest::keyClick(requests, Qt::Key_M);
        QTRY_VERIFY(
            m_window->actions().undoDecision->text().contains(QStringLiteral("Follow up, request 1")));
        m_window->filter().setText(QStringLiteral("mark:follow-up"));
        QTRY_COMPARE(rows("requests"), 1);
        m_window->actions().undoDecision->trigger();
        QTRY_COMPARE(rows("requests"), 0);
        m_window->actions().redoDecision->trigger();
        QTRY_COMPARE(rows("requests"), 1);
    }

    void demoTrafficArrives() {
        open();
        m_window->startDemo();
        QTRY_VERIFY(find<QWidget>("banner.demo") != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(rows("requests") > 50, kPatience);
        m_window->actions().stopDemo->trigger();
        QVERIFY(!m_demo.isRunning());
    }

private:
    /// Another service that holds an address.
    class Holder {
    public:
        Holder(const QString& session, const api::ListenerAddress& address) {
            config::Settings settings;
            if (settings.set("session", session.toStdString()).has_value()) {
                auto opened = pipeline::LocalMirrorService::open(*pipeline::ServiceOptions::from(settings));
                m_service = opened.has_value() ? std::move(*opened) : nullptr;
            }
            m_holds = m_service && m_service->listen(address).has_value();
        }
        bool holds() const { return m_holds; }

    private:
        std::unique_ptr<pipeline::LocalMirrorService> m_service;
        bool m_holds = false;
    };

    void open() {
        QVERIFY(m_service->listen(m_address).has_value());
        show();
    }

    void show() {
        m_window = std::make_unique<MainWindow>(
            WindowServices{*m_service, m_demo, *m_keeper, m_decisions, {}, {m_address}, std::nullopt});
        m_window->resize(1600, 1000);
        m_window->show();
    }

    bool send(std::string_view request) const {
        const auto answer = test::exchange(m_address.port, request);
        return answer && answer->status == 204;
    }

    /// Live rows come before the hits that a decision is about.
    bool hasStoredHits(traffic::RequestId request) const {
        const auto hits = (*m_service->queries())->hits({}, {});
        return hits.has_value() && std::ranges::any_of(*hits, [&](const traffic::HitRow& row) {
                   return row.requestId == request && row.attackId != 0;
               });
    }

    void decide(traffic::TriageState state) const {
        m_window->actions().triage[static_cast<std::size_t>(state)]->trigger();
    }

    template <typename Widget>
    Widget* find(const char* name) const {
        return m_window->findChild<Widget*>(QLatin1String(name));
    }
    int rows(const char* view) const { return find<QAbstractItemView>(view)->model()->rowCount(); }

    QTemporaryDir m_directory;
    int m_sessions = 0;
    pipeline::DemoTraffic m_demo;
    std::unique_ptr<pipeline::LocalMirrorService> m_service;
    std::unique_ptr<pipeline::SessionKeeper> m_keeper;
    base::SystemClock m_clock;
    pipeline::SessionDecisions m_decisions{m_clock};
    api::ListenerAddress m_address;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(WindowLiveTest)
#include "window_live_test.moc"
