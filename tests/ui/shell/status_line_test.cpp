// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_line.h"

#include <QTest>

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;
using namespace std::chrono_literals;

namespace {

api::ServiceStatus listening() {
    api::ServiceStatus status;
    api::ListenerStatus listener;
    listener.address = *api::parseListenerAddress("127.0.0.1:8445");
    listener.listening = true;
    status.listeners = {listener};
    status.queueLimitBytes = 64 * 1024 * 1024;
    return status;
}

}  // namespace

class StatusLineTest : public QObject {
    Q_OBJECT

private slots:
    void listener() {
        QCOMPARE(listenerField({}, false).text, QStringLiteral("Listening is off"));
        api::ServiceStatus status = listening();
        QCOMPARE(listenerField(status, false).text, QStringLiteral("Listening on 127.0.0.1:8445"));
        QCOMPARE(listenerField(status, true).text, QStringLiteral("127.0.0.1:8445"));
        status.listeners.push_back(status.listeners[0]);
        QCOMPARE(listenerField(status, true).text, QStringLiteral("127.0.0.1:8445 and 1 more"));
        status.listeners[1].listening = false;
        status.listeners[1].failure = base::Error{base::ErrorCode::AddressInUse, {"127.0.0.1:8445"}};
        QCOMPARE(listenerField(status, true).text, QStringLiteral("1 of 2 listeners down"));
        QCOMPARE(listenerField(status, true).role, theme::Role::Critical);
    }

    void queue() {
        api::ServiceStatus status = listening();
        QCOMPARE(queueField(status, false).text, QStringLiteral("Queue 0 of 64 MiB"));
        status.queuedBytes = 200 * 1024;
        QCOMPARE(queueField(status, false).text, QStringLiteral("Queue 0.2 of 64 MiB"));
        QCOMPARE(queueField(status, true).text, QStringLiteral("Queue 0.2 MiB"));
        status.queuedBytes = 60 * 1024 * 1024;
        QCOMPARE(queueField(status, false).text, QStringLiteral("Queue 60 of 64 MiB"));
        QCOMPARE(queueField(status, false).role, theme::Role::High);
    }

    void refusalsOfAllListenersShow() {
        api::ServiceStatus status = listening();
        QCOMPARE(refusedField(status).text, QStringLiteral("Refused 0"));
        QVERIFY(!refusedField(status).icon);
        status.listeners[0].refused = 1204;
        status.listeners.push_back(status.listeners[0]);
        QCOMPARE(refusedField(status).text, QStringLiteral("Refused 2,408"));
        QCOMPARE(refusedField(status).role, theme::Role::High);
    }

    void stored() {
        api::ServiceStatus status = listening();
        status.lastRequest = 4'812'306;
        status.sessionBytes = 3328599654;
        QCOMPARE(storedField(status, false).text, QStringLiteral("Stored 4,812,306 (3.1 GiB)"));
        QCOMPARE(storedField(status, true).text, QStringLiteral("Stored 4.8 M (3.1 GiB)"));
        QVERIFY(storedField(status, false).spoken.isEmpty());
        status.removed = {12'000, 34'567, {}};
        QCOMPARE(storedField(status, false).spoken,
                 QStringLiteral("Retention has removed 12,000 requests, up to number 34567"));
    }

    void analysis_data() {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("milliseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("off") << static_cast<int>(api::AnalysisState::Off) << 0 << "Analysis off";
        QTest::newRow("loading") << static_cast<int>(api::AnalysisState::Loading) << 0 << "Loading rules";
        QTest::newRow("failed") << static_cast<int>(api::AnalysisState::Failed) << 0
                                << "Analysis stopped, 31,402 waiting";
        const int running = static_cast<int>(api::AnalysisState::Running);
        QTest::newRow("keeps up") << running << 299 << "Analysis up to date";
        QTest::newRow("little") << running << 412 << "Analysis 0.4 s behind";
        QTest::newRow("much") << running << 48'000 << "Analysis 48 s behind, 31,402 waiting";
    }

    void analysis() {
        QFETCH(int, state);
        QFETCH(int, milliseconds);
        QFETCH(QString, text);
        api::ServiceStatus status;
        status.analysis.state = static_cast<api::AnalysisState>(state);
        status.analysis.behind = std::chrono::milliseconds(milliseconds);
        status.analysis.verdictBacklog = 31'402;
        QCOMPARE(analysisField(status).text, text);
    }

    void judgingAnewHasNumbers() {
        api::ServiceStatus status = listening();
        status.analysis.state = api::AnalysisState::Running;
        status.analysis.reanalysis = {1200, 4800};
        QCOMPARE(analysisField(status).text, QStringLiteral("Judging anew, 1,200 of 4,800"));
    }

    void rateComesFromTheCounter() {
        StatusLine line;
        api::ServiceStatus status = listening();
        const auto start = std::chrono::steady_clock::time_point(1h);
        line.setStatus(status, start);
        status.listeners[0].received = 871;
        line.setStatus(status, start + 1s);
        auto* rate = line.findChild<StatusField*>(QStringLiteral("status.rate"));
        QCOMPARE(rate->text(), QStringLiteral("871 requests/s"));
        line.setNarrow(true);
        QCOMPARE(rate->text(), QStringLiteral("871/s"));
    }
};

QTEST_MAIN(StatusLineTest)
#include "status_line_test.moc"
