// SPDX-License-Identifier: Apache-2.0
// A real listener over TCP, with a journal that does as it is told: who is answered what, and when.
#include "core/listener/mirror_listener.h"

#include <QTest>
#include <atomic>

#include "tests/core/listener/running_listener.h"

using namespace mirrorscope;
using test::kGet;
using test::MemorySink;
using test::RunningListener;
using test::statusOf;
using traffic::RequestFlag;
using traffic::RequestForm;

namespace {

std::string getOf(int number) {
    return "GET /" + std::to_string(number) + " HTTP/1.1\r\nHost: shop.example\r\n\r\n";
}

bool balances(const listener::ListenerCounters& counters) {
    return counters.received == counters.stored + counters.refused + counters.inFlight;
}

}  // namespace

class MirrorListenerTest : public QObject {
    Q_OBJECT

private slots:
    void answersKeepTheirOrder();
    void refusalsAre503_data();
    void refusalsAre503();
    void patienceEndsBeforeTheDisk();
    void lateIsStoredAndMarked();
    void countersBalanceAlways();
    void continueComesFirst();
    void oldConnections();
    void methods_data();
    void methods();
    void headOnly();
    void halfClosedSendersGetTheirAnswers();
    void vanishedSendersAreStored();
    void stopAnswersWhatIsInFlight();
    void enqueuePromisesNothing();
};

void MirrorListenerTest::answersKeepTheirOrder() {
    RunningListener running;
    auto socket = running.connect();
    std::string bytes;
    constexpr int kRequests = 500;
    for (int i = 0; i < kRequests; ++i) {
        bytes += i % 100 == 99 ? "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" : getOf(i);
    }
    QVERIFY(socket.send(bytes));
    test::ResponseReader reader(socket);
    for (int i = 0; i < kRequests; ++i) {
        QCOMPARE(statusOf(reader), i % 100 == 99 ? 400 : 204);
    }
    const auto stored = running.sink().stored();
    QCOMPARE(stored.size(), std::size_t{kRequests});
    QCOMPARE(stored[7]->request.target, std::string("/7"));
    QCOMPARE(stored[498]->request.head, getOf(498));
}

void MirrorListenerTest::refusalsAre503_data() {
    QTest::addColumn<int>("mode");
    QTest::newRow("queue full") << static_cast<int>(MemorySink::Mode::Refuse);
    QTest::newRow("commit failed") << static_cast<int>(MemorySink::Mode::Fail);
}

void MirrorListenerTest::refusalsAre503() {
    QFETCH(int, mode);
    RunningListener running;
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    running.sink().setMode(static_cast<MemorySink::Mode>(mode));
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 503);
    running.sink().setMode(MemorySink::Mode::Store);
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 204);
    const auto counters = running.counters();
    QCOMPARE(counters.received, std::uint64_t{2});
    QCOMPARE(counters.refused, std::uint64_t{1});
    QCOMPARE(counters.stored, std::uint64_t{1});
}

void MirrorListenerTest::patienceEndsBeforeTheDisk() {
    listener::Limits limits = test::patientLimits();
    limits.patience = std::chrono::milliseconds(50);
    RunningListener running(limits);
    running.sink().setMode(MemorySink::Mode::Hold);
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 503);
    running.sink().setMode(MemorySink::Mode::Store);
    QVERIFY(socket.send(getOf(2)));
    QCOMPARE(statusOf(reader), 204);
    QCOMPARE(running.sink().stored().size(), std::size_t{1});
    QCOMPARE(running.sink().stored()[0]->request.target, std::string("/2"));
    QCOMPARE(running.counters().refused, std::uint64_t{1});
    QVERIFY(balances(running.counters()));
}

void MirrorListenerTest::lateIsStoredAndMarked() {
    listener::Limits limits = test::patientLimits();
    limits.patience = std::chrono::milliseconds(50);
    RunningListener running(limits);
    running.sink().setMode(MemorySink::Mode::Begin);
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 503);
    QCOMPARE(running.counters().inFlight, std::uint64_t{1});
    running.sink().setMode(MemorySink::Mode::Store);
    QVERIFY(test::becomesTrue([&] { return running.counters().stored == 1; }));
    QCOMPARE(running.counters().late, std::uint64_t{1});
    QVERIFY(running.sink().stored()[0]->isLate());
}

void MirrorListenerTest::countersBalanceAlways() {
    RunningListener running;
    std::atomic<bool> done{false};
    std::thread sender([&] {
        for (int i = 0; i < 300; ++i) {
            running.sink().setMode(i % 3 == 0   ? MemorySink::Mode::Refuse
                                   : i % 3 == 1 ? MemorySink::Mode::Fail
                                                : MemorySink::Mode::Store);
            auto socket = running.connect();
            socket.send(kGet + getOf(i));
            test::ResponseReader reader(socket);
            statusOf(reader);
            statusOf(reader);
        }
        done = true;
    });
    std::uint64_t looks = 0;
    bool fine = true;
    while (!done) {
        fine = fine && balances(running.counters());
        ++looks;
    }
    sender.join();
    QVERIFY(fine);
    QVERIFY(looks > 0);
    QVERIFY(test::becomesTrue([&] { return running.counters().inFlight == 0; }));
    QCOMPARE(running.counters().received, std::uint64_t{600});
}

void MirrorListenerTest::continueComesFirst() {
    RunningListener running;
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"));
    QCOMPARE(statusOf(reader), 100);
    QVERIFY(socket.send("hello"));
    QCOMPARE(statusOf(reader), 204);
    QCOMPARE(running.sink().stored()[0]->request.body, std::string("hello"));
}

void MirrorListenerTest::oldConnections() {
    RunningListener running;
    auto kept = running.connect();
    test::ResponseReader reader(kept);
    QVERIFY(kept.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    const auto first = reader.next();
    QVERIFY(first && first->head.find("Connection: keep-alive") != first->head.npos);
    QVERIFY(kept.send("GET /2 HTTP/1.0\r\n\r\n"));
    const auto second = reader.next();
    QVERIFY(second && second->head.find("Connection: close") != second->head.npos);
    QVERIFY(kept.receive().empty());
}

void MirrorListenerTest::methods_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("status");
    QTest::newRow("HEAD") << "HEAD /x" << 204;
    QTest::newRow("OPTIONS") << "OPTIONS *" << 204;
    QTest::newRow("PURGE") << "PURGE /x" << 204;
    QTest::newRow("CONNECT") << "CONNECT a:443" << 405;
}

/// What follows an answer is the next answer: no body, whatever the method. Nothing follows CONNECT.
void MirrorListenerTest::methods() {
    QFETCH(QString, line);
    QFETCH(int, status);
    RunningListener running;
    auto socket = running.connect();
    QVERIFY(socket.send(line.toStdString() + " HTTP/1.1\r\nHost: a\r\n\r\n" + kGet));
    test::ResponseReader reader(socket);
    QCOMPARE(statusOf(reader), status);
    QCOMPARE(statusOf(reader), status == 405 ? 0 : 204);
    QCOMPARE(running.sink().stored().size(), status == 405 ? std::size_t{1} : std::size_t{2});
    QCOMPARE(running.sink().stored()[0]->request.trailing, status == 405 ? kGet : std::string());
}

void MirrorListenerTest::headOnly() {
    RunningListener running;
    {
        auto socket = running.connect();
        QVERIFY(socket.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n"));
    }
    QVERIFY(test::becomesTrue([&] { return running.counters().stored == 1; }));
    const auto& request = running.sink().stored()[0]->request;
    QCOMPARE(static_cast<int>(request.form), static_cast<int>(RequestForm::HeadOnly));
    QVERIFY(request.flags.has(RequestFlag::HeadOnly));
    QCOMPARE(request.declaredLength, std::optional<std::uint64_t>(300'000));
}

void MirrorListenerTest::halfClosedSendersGetTheirAnswers() {
    RunningListener running;
    running.sink().setMode(MemorySink::Mode::Hold);
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(getOf(1) + getOf(2)));
    socket.finishSending();
    QVERIFY(test::becomesTrue([&] { return running.sink().offered() == 2; }));
    running.sink().setMode(MemorySink::Mode::Store);
    QCOMPARE(statusOf(reader), 204);
    QCOMPARE(statusOf(reader), 204);
    QCOMPARE(statusOf(reader), 0);
}

void MirrorListenerTest::vanishedSendersAreStored() {
    RunningListener running;
    running.sink().setMode(MemorySink::Mode::Hold);
    {
        auto socket = running.connect();
        QVERIFY(socket.send(kGet));
        QVERIFY(test::becomesTrue([&] { return running.sink().offered() == 1; }));
    }
    running.sink().setMode(MemorySink::Mode::Store);
    QVERIFY(test::becomesTrue(
        [&] { return running.counters().stored == 1 && running.counters().connections == 0; }));
}

void MirrorListenerTest::stopAnswersWhatIsInFlight() {
    RunningListener running;
    running.sink().setMode(MemorySink::Mode::Hold);
    auto socket = running.connect();
    auto idle = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kGet));
    QVERIFY(test::becomesTrue([&] { return running.sink().offered() == 1; }));
    running.listener().stop();
    QVERIFY(idle.receive().empty());
    running.sink().setMode(MemorySink::Mode::Store);
    QCOMPARE(statusOf(reader), 204);
    QVERIFY(!test::exchange(running.port(), kGet).has_value());
}

void MirrorListenerTest::enqueuePromisesNothing() {
    RunningListener running({}, {}, listener::Acknowledge::Enqueue);
    running.sink().setMode(MemorySink::Mode::Hold);
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kGet + "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"));
    QCOMPARE(statusOf(reader), 202);
    QCOMPARE(statusOf(reader), 400);
    QCOMPARE(running.counters().inFlight, std::uint64_t{2});
    running.sink().setMode(MemorySink::Mode::Fail);
    QVERIFY(test::becomesTrue([&] { return running.counters().refused == 2; }));
    running.sink().setMode(MemorySink::Mode::Refuse);
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 503);
}

QTEST_GUILESS_MAIN(MirrorListenerTest)
#include "mirror_listener_test.moc"
