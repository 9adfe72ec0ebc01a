// SPDX-License-Identifier: Apache-2.0
// Connections that do not behave: what they send is kept, what they cost is bounded.
#include "core/listener/session.h"

#include <QTest>

#include "tests/core/listener/running_listener.h"

using namespace mirrorscope;
using std::chrono::milliseconds;
using test::kGet;
using test::MemorySink;
using test::RunningListener;
using test::statusOf;
using traffic::RequestFlag;
using traffic::RequestForm;

namespace {

const std::string kPostHead =
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";

std::string repeated(const std::string& request, int times) {
    std::string bytes;
    for (int i = 0; i < times; ++i) {
        bytes += request;
    }
    return bytes;
}

}  // namespace

class SessionTest : public QObject {
    Q_OBJECT

private slots:
    void pipelinesBeyondTheLimitAreAllAnswered_data();
    void pipelinesBeyondTheLimitAreAllAnswered();
    void continueWaitsForItsTurn();
    void noContinueForABodyThatCame();
    void sendersThatNeverReadAreEnded();
    void nothingKeepsAnEndedConnectionOpen();
    void resetsLoseNothingThatWasSent();
    void stopKeepsWhatWasBeingRead();
    void stopTakesWhatWasPipelined();
    void bodiesTogether();
    void headsOfWaitingBodiesCount();
    void failingSinkIsAnIncident();
};

void SessionTest::pipelinesBeyondTheLimitAreAllAnswered_data() {
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("status");
    QTest::newRow("stored") << static_cast<int>(MemorySink::Mode::Store) << 204;
    QTest::newRow("refused at once") << static_cast<int>(MemorySink::Mode::Refuse) << 503;
    QTest::newRow("failed") << static_cast<int>(MemorySink::Mode::Fail) << 503;
    QTest::newRow("never settled") << static_cast<int>(MemorySink::Mode::Hold) << 503;
}

void SessionTest::pipelinesBeyondTheLimitAreAllAnswered() {
    QFETCH(int, mode);
    QFETCH(int, status);
    listener::Limits limits = test::patientLimits();
    limits.pipelined = 8;
    if (status == 503) {
        limits.patience = milliseconds(20);
    }
    RunningListener running(limits);
    running.sink().setMode(static_cast<MemorySink::Mode>(mode));
    auto socket = running.connect();
    QVERIFY(socket.send(repeated(kGet, 100)));
    test::ResponseReader reader(socket);
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(statusOf(reader), status);
    }
    QCOMPARE(running.counters().received, std::uint64_t{100});
    QCOMPARE(running.counters().inFlight, std::uint64_t{0});
}

void SessionTest::continueWaitsForItsTurn() {
    RunningListener running;
    running.sink().setMode(MemorySink::Mode::Hold);
    auto socket = running.connect();
    QVERIFY(socket.send(kGet + kPostHead));
    QVERIFY(test::becomesTrue([&] { return running.sink().offered() == 1; }));
    running.sink().setMode(MemorySink::Mode::Store);
    test::ResponseReader reader(socket);
    QCOMPARE(statusOf(reader), 204);
    QCOMPARE(statusOf(reader), 100);
    QVERIFY(socket.send("hello"));
    QCOMPARE(statusOf(reader), 204);
}

void SessionTest::noContinueForABodyThatCame() {
    RunningListener running;
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kPostHead + "hello"));
    QCOMPARE(statusOf(reader), 204);
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 204);
    socket.finishSending();
    QCOMPARE(statusOf(reader), 0);
}

void SessionTest::sendersThatNeverReadAreEnded() {
    listener::Limits limits = test::patientLimits();
    limits.idleTime = limits.headDeadline = milliseconds(300);
    RunningListener running(limits);
    running.sink().setMode(MemorySink::Mode::Refuse);
    auto socket = running.connect();
    const std::string many = repeated("GET / HTTP/1.1\r\n\r\n", 10'000);
    int sent = 0;
    while (sent < 100 && socket.send(many)) {
        ++sent;
    }
    QVERIFY(sent < 100);  // 1,000,000 requests have 55 MB of answers: more than sockets hold
    QVERIFY(test::becomesTrue([&] { return running.counters().connections == 0; }));
}

void SessionTest::nothingKeepsAnEndedConnectionOpen() {
    RunningListener running;
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send("nonsense\r\n\r\n"));
    QCOMPARE(statusOf(reader), 400);
    QVERIFY(test::becomesTrue([&] { return !socket.send("x"); }, milliseconds(5000)));
    QCOMPARE(running.counters().received, std::uint64_t{1});
}

void SessionTest::resetsLoseNothingThatWasSent() {
    for (int i = 0; i < 20; ++i) {
        RunningListener running;
        running.sink().setMode(MemorySink::Mode::Hold);
        auto socket = running.connect();
        QVERIFY(socket.send(kGet + "POST /half HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf"));
        QVERIFY(test::becomesTrue([&] { return running.sink().offered() == 1; }));
        // The answer meets the reset, or the reset comes first.
        running.sink().setMode(MemorySink::Mode::Store);
        socket.abort();
        QVERIFY(test::becomesTrue([&] { return running.counters().stored == 2; }));
        const auto& half = running.sink().stored()[1]->request;
        QVERIFY(half.form == RequestForm::Incomplete);
        QCOMPARE(half.body, std::string("half"));
        QVERIFY(test::becomesTrue([&] { return running.counters().connections == 0; }));
    }
}

void SessionTest::stopKeepsWhatWasBeingRead() {
    RunningListener running;
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kPostHead));
    QCOMPARE(statusOf(reader), 100);
    running.listener().stop();
    QCOMPARE(statusOf(reader), 503);
    const auto& request = running.sink().stored().at(0)->request;
    QVERIFY(request.form == RequestForm::Incomplete);
    QCOMPARE(request.reason, std::string("The listener was stopped before the end"));
    QCOMPARE(request.head, kPostHead);
}

void SessionTest::stopTakesWhatWasPipelined() {
    listener::Limits limits = test::patientLimits();
    limits.pipelined = 2;
    RunningListener running(limits);
    running.sink().setMode(MemorySink::Mode::Hold);
    auto socket = running.connect();
    QVERIFY(socket.send(repeated(kGet, 10)));
    QVERIFY(test::becomesTrue([&] { return running.sink().offered() == 2; }));
    running.listener().stop();
    running.sink().setMode(MemorySink::Mode::Store);
    test::ResponseReader reader(socket);
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(statusOf(reader), 204);
    }
    QCOMPARE(statusOf(reader), 0);
}

void SessionTest::bodiesTogether() {
    listener::Limits limits = test::patientLimits();
    limits.allBodiesBytes = 2500;
    RunningListener running(limits);
    std::vector<test::Socket> sockets;
    const std::string body(1000, 'b');
    for (int i = 0; i < 4; ++i) {
        sockets.push_back(running.connect());
        test::ResponseReader reader(sockets.back());
        QVERIFY(
            sockets.back().send("POST / HTTP/1.1\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n"));
        QCOMPARE(statusOf(reader), 100);
        QVERIFY(sockets.back().send(body));
    }
    std::size_t kept = 0;
    for (auto& socket : sockets) {
        test::ResponseReader reader(socket);
        QVERIFY(socket.send("e"));
        QCOMPARE(statusOf(reader), 204);
    }
    for (const auto& delivery : running.sink().stored()) {
        const auto& request = delivery->request;
        kept += request.body.size();
        QCOMPARE(request.bodyLength, std::uint64_t{1001});
        QVERIFY(request.bodyDigest == base::sha256(body + "e"));
        QCOMPARE(request.flags.has(RequestFlag::BodyCut), request.body.size() < 1001);
        QCOMPARE(request.body, (body + "e").substr(0, request.body.size()));
    }
    QVERIFY(kept >= 2500 && kept < 4004);
}

void SessionTest::headsOfWaitingBodiesCount() {
    listener::Limits limits = test::patientLimits();
    limits.allHeadsBytes = 10'000;
    RunningListener running(limits);
    auto first = running.connect();
    test::ResponseReader firstReader(first);
    QVERIFY(first.send("POST / HTTP/1.1\r\nContent-Length: 1\r\nExpect: 100-continue\r\nX: " +
                       std::string(9'000, 'x') + "\r\n\r\n"));
    QCOMPARE(statusOf(firstReader), 100);
    auto second = running.connect();
    test::ResponseReader secondReader(second);
    QVERIFY(second.send("GET / HTTP/1.1\r\nX: " + std::string(2'000, 'x')));
    QCOMPARE(statusOf(secondReader), 431);
    QVERIFY(first.send("b"));
    QCOMPARE(statusOf(firstReader), 204);
}

void SessionTest::failingSinkIsAnIncident() {
    RunningListener running;
    running.sink().setMode(MemorySink::Mode::Throw);
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 503);
    QCOMPARE(running.counters().incidents, std::uint64_t{1});
    QCOMPARE(running.counters().refused, std::uint64_t{1});
    running.sink().setMode(MemorySink::Mode::Store);
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 204);
}

QTEST_GUILESS_MAIN(SessionTest)
#include "session_test.moc"
