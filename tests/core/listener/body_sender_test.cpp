// SPDX-License-Identifier: Apache-2.0
// Large bodies over TCP: part by part to the sink, slower when it is slow, given up when it stands still.
#include "core/listener/body_sender.h"

#include <QTest>
#include <thread>

#include "tests/core/listener/running_listener.h"

using namespace mirrorscope;
using listener::kPartBytes;
using std::chrono::milliseconds;
using test::kGet;
using test::MemorySink;
using test::RunningListener;
using test::statusOf;
using traffic::RequestForm;

namespace {

std::string headFor(std::size_t bytes) {
    return "POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n";
}

std::string bodyOf(std::size_t bytes) {
    std::string body(bytes, '\0');
    for (std::size_t i = 0; i < bytes; ++i) {
        body[i] = static_cast<char>(i * 31 + i / 65'536);
    }
    return body;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) {
        all += part;
    }
    return all;
}

bool balances(const listener::ListenerCounters& counters) {
    return counters.received == counters.stored + counters.refused + counters.inFlight;
}

}  // namespace

class BodySenderTest : public QObject {
    Q_OBJECT

private slots:
    void largeBodyArrivesEqual();
    void waitsForASlowSink();
    void givesUp_data();
    void givesUp();
    void diesInTheMiddle();
    void manyTogether();
    void ourPausesCostTheSenderNothing();
};

void BodySenderTest::largeBodyArrivesEqual() {
    RunningListener running;
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    const std::string body = bodyOf(16U << 20U);
    QVERIFY(socket.send(headFor(body.size()) + body + kGet));
    QCOMPARE(statusOf(reader), 204);
    QCOMPARE(statusOf(reader), 204);  // the connection goes on
    const auto request = running.sink().stored().front()->request;
    QVERIFY(joined(running.sink().parts(request.bodyParts)) == body);
    QCOMPARE(request.partsBytes, std::uint64_t{body.size()});
    QVERIFY(request.bodyDigest == base::sha256(body));
    QVERIFY(balances(running.counters()));
}

/// Two parts are on their way, no third is read; all of it comes when the sink goes on.
void BodySenderTest::waitsForASlowSink() {
    RunningListener running;
    running.sink().setMode(MemorySink::Mode::Begin);
    auto socket = running.connect();
    const std::string body = bodyOf(16U << 20U);
    std::thread sender([&] { socket.send(headFor(body.size()) + body); });
    const bool two = test::becomesTrue([&] { return running.sink().offeredParts() == 2; });
    auto other = running.connect();
    test::ResponseReader otherReader(other);
    QVERIFY(other.send(kGet));  // seen by the listener after whatever it read of the body meanwhile
    test::becomesTrue([&] { return running.sink().offered() == 1; });
    const std::size_t whileWaiting = running.sink().offeredParts();
    running.sink().setMode(MemorySink::Mode::Store);
    test::ResponseReader reader(socket);
    const int status = statusOf(reader);
    sender.join();
    QVERIFY(two);
    QCOMPARE(whileWaiting, std::size_t{2});
    QCOMPARE(status, 204);
    QCOMPARE(statusOf(otherReader), 204);
    QVERIFY(joined(running.sink().parts(1)) == body);
}

void BodySenderTest::givesUp_data() {
    QTest::addColumn<int>("mode");
    QTest::newRow("never taken") << static_cast<int>(MemorySink::Mode::Hold);
    QTest::newRow("never written") << static_cast<int>(MemorySink::Mode::Begin);
    QTest::newRow("refused") << static_cast<int>(MemorySink::Mode::Refuse);
    QTest::newRow("failed") << static_cast<int>(MemorySink::Mode::Fail);
    QTest::newRow("throws") << static_cast<int>(MemorySink::Mode::Throw);
}

/// 503, counted as refused, and the connection is as good as before.
void BodySenderTest::givesUp() {
    QFETCH(int, mode);
    listener::Limits limits = test::patientLimits();
    limits.patience = milliseconds(50);
    RunningListener running(limits);
    running.sink().setMode(static_cast<MemorySink::Mode>(mode));
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    const std::string body = bodyOf(16U << 20U);
    QVERIFY(socket.send(headFor(body.size()) + body));
    QCOMPARE(statusOf(reader), 503);
    QCOMPARE(running.counters().refused, std::uint64_t{1});
    QCOMPARE(running.counters().inFlight, std::uint64_t{0});
    QCOMPARE(running.sink().offered(), std::size_t{0});  // the request itself was not
    running.sink().setMode(MemorySink::Mode::Store);
    int status = 503;
    for (int i = 0; i < 100 && status == 503; ++i) {  // while what was held is settled
        QVERIFY(socket.send(kGet));
        status = statusOf(reader);
    }
    QCOMPARE(status, 204);
    QVERIFY(balances(running.counters()));
}

void BodySenderTest::diesInTheMiddle() {
    RunningListener running;
    const std::string body = bodyOf(4 * kPartBytes);
    const std::size_t sent = 3 * kPartBytes + 77;
    {
        auto socket = running.connect();
        QVERIFY(socket.send(headFor(body.size()) + body.substr(0, sent)));
    }
    QVERIFY(test::becomesTrue([&] { return running.counters().stored == 1; }));
    const auto request = running.sink().stored().front()->request;
    QVERIFY(request.form == RequestForm::Incomplete);
    QCOMPARE(request.bodyLength, std::uint64_t{sent});
    QCOMPARE(request.bodyKept(), std::uint64_t{sent});
    QVERIFY(joined(running.sink().parts(request.bodyParts)) == body.substr(0, sent));
}

/// More parts at once than the gate lets through.
void BodySenderTest::manyTogether() {
    RunningListener running;
    running.sink().setMode(MemorySink::Mode::Begin);
    const std::string body = bodyOf(5 * kPartBytes + 3);
    std::vector<test::Socket> sockets;
    for (int i = 0; i < 40; ++i) {
        sockets.push_back(running.connect());
    }
    std::vector<std::thread> senders;
    for (auto& socket : sockets) {
        senders.emplace_back([&] { socket.send(headFor(body.size()) + body); });
    }
    const bool full = test::becomesTrue([&] { return running.sink().offeredParts() == 32; });
    running.sink().setMode(MemorySink::Mode::Store);
    int stored = 0;
    for (auto& socket : sockets) {
        test::ResponseReader reader(socket);
        stored += statusOf(reader) == 204 ? 1 : 0;
    }
    for (std::thread& sender : senders) {
        sender.join();
    }
    QVERIFY(full);
    QCOMPARE(stored, 40);
    for (const auto& delivery : running.sink().stored()) {
        QVERIFY(joined(running.sink().parts(delivery->request.bodyParts)) == body);
    }
}

/// The sink stands still for longer than a body may take; the sender was ready all the time.
void BodySenderTest::ourPausesCostTheSenderNothing() {
    listener::Limits limits = test::patientLimits();
    limits.bodyDeadline = milliseconds(1500);
    RunningListener running(limits);
    running.sink().setMode(MemorySink::Mode::Begin);
    auto socket = running.connect();
    const std::string body = bodyOf(16U << 20U);
    std::thread sender([&] { socket.send(headFor(body.size()) + body); });
    const bool two = test::becomesTrue([&] { return running.sink().offeredParts() == 2; });
    QTest::qWait(2000);  // nothing to see but that nothing happens
    const auto received = running.counters().received;
    running.sink().setMode(MemorySink::Mode::Store);
    test::ResponseReader reader(socket);
    const int status = statusOf(reader);
    sender.join();
    QVERIFY(two);
    QCOMPARE(received, std::uint64_t{0});
    QCOMPARE(status, 204);
}

QTEST_GUILESS_MAIN(BodySenderTest)
#include "body_sender_test.moc"
