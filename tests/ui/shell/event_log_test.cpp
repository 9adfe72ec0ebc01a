// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/event_log.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include "ui/shell/events_model.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::shell;
using namespace std::chrono_literals;

namespace {

constexpr base::WallTime kStart{std::chrono::seconds(1'700'000'000)};

api::ServiceStatus running() {
    api::ServiceStatus status;
    api::ListenerStatus listener;
    listener.address = *api::parseListenerAddress("mesh=127.0.0.1:8446");
    listener.listening = true;
    status.listeners = {listener};
    return status;
}

}  // namespace

class EventLogTest : public QObject {
    Q_OBJECT

private slots:
    void whatWasBeforeIsNoEvent() {
        EventLog log;
        api::ServiceStatus status = running();
        status.listeners[0].refused = 77;
        QVERIFY(!log.noteStatus(status, kStart));
        QVERIFY(!log.noteStatus(status, kStart + 1s));
        QVERIFY(log.events().empty());
    }

    void listenersStopAndFail() {
        EventLog log;
        api::ServiceStatus status = running();
        log.noteStatus(status, kStart);
        status.listeners[0].listening = false;
        QVERIFY(log.noteStatus(status, kStart + 1s));
        QCOMPARE(log.events()[0].what, QStringLiteral("Listener “mesh” stopped: nothing is received"));
        status.listeners[0].failure = base::Error{base::ErrorCode::AddressInUse, {"127.0.0.1:8446"}};
        log.noteStatus(status, kStart + 2s);
        QCOMPARE(log.events()[0].what, QStringLiteral("Listener “mesh” cannot start"));
        QVERIFY(log.events()[0].action == EventAction::ListenerSettings);
        log.noteStatus(running(), kStart + 3s);
        QCOMPARE(log.events()[0].what, QStringLiteral("Listener “mesh” started"));
        QCOMPARE(log.events().size(), std::size_t{3});
    }

    void refusalsOfOneBurstAreOneEntry() {
        EventLog log;
        api::ServiceStatus status = running();
        log.noteStatus(status, kStart);
        for (const auto& [after, refused] :
             {std::pair{1, 4}, std::pair{5, 1200}, std::pair{30, 1204}, std::pair{31, 2}}) {
            status.listeners[0].refused = static_cast<std::uint64_t>(refused);
            QVERIFY(log.noteStatus(status, kStart + std::chrono::seconds(after)));
        }
        QCOMPARE(log.events().size(), std::size_t{2});
        QCOMPARE(log.events()[1].what, QStringLiteral("1,200 requests refused: not stored in time"));
        QCOMPARE(log.events()[0].what,
                 QStringLiteral("6 requests refused: not stored in time"));  // it counted anew
    }

    void refusedPeersAreTold() {
        EventLog log;
        api::ServiceStatus status = running();
        log.noteStatus(status, kStart);
        status.listeners[0].peers = {{.peer = "10.0.0.5", .notAllowed = 3}};
        log.noteStatus(status, kStart + 1s);
        QCOMPARE(log.events()[0].what, QStringLiteral("3 connections refused: not on the allow-list"));
        QVERIFY(log.events()[0].action == EventAction::WhyNothing);
    }

    void sourcesFallSilentAndComeBack() {
        EventLog log;
        SourceState mesh{
            .id = 2, .name = QStringLiteral("mesh"), .silent = false, .usual = {}, .openErrors = 1};
        QVERIFY(!log.noteSources({mesh}, kStart));
        mesh.silent = true;
        mesh.usual = QStringLiteral("usual rate 151/s");
        QVERIFY(log.noteSources({mesh}, kStart + 1s));
        QVERIFY(!log.noteSources({mesh}, kStart + 2s));
        QCOMPARE(log.events()[0].what, QStringLiteral("mesh is silent"));
        QCOMPARE(log.events()[0].source, traffic::SourceId{2});
        mesh.silent = false;
        mesh.openErrors = 2;
        log.noteSources({mesh}, kStart + 3s);
        QCOMPARE(log.events()[1].what, QStringLiteral("mesh sends again"));
        QVERIFY(log.events()[0].action == EventAction::ShowFindings);
    }

    void itIsBounded() {
        EventLog log;
        api::ServiceStatus status = running();
        for (int i = 0; i < 2000; ++i) {
            status.listeners[0].listening = i % 2 == 0;
            log.noteStatus(status, kStart + std::chrono::seconds(i));
        }
        QCOMPARE(log.events().size(), EventLog::kMost);
        QVERIFY(log.events().front().at > log.events().back().at);
    }

    void theTableShowsIt() {
        EventLog log;
        EventsModel model(log);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        log.noteSources(
            {{.id = 1, .name = QStringLiteral("<b>x"), .silent = true, .usual = {}, .openErrors = 0}},
            kStart);
        model.refresh();
        model.setTimeZone(QTimeZone::utc());
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, EventsModel::Time).data().toString(), QStringLiteral("22:13:20"));
        QCOMPARE(model.index(0, EventsModel::What).data().toString(), QStringLiteral("<b>x is silent"));
        QVERIFY(!model.index(0, EventsModel::What)
                     .data(Qt::ToolTipRole)
                     .toString()
                     .contains(QStringLiteral("<b>")));
        QCOMPARE(model.index(0, EventsModel::Action).data().toString(), QStringLiteral("Check the mirror…"));
    }
};

QTEST_MAIN(EventLogTest)
#include "event_log_test.moc"
