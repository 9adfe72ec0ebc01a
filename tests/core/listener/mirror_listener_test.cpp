// SPDX-License-Identifier: Apache-2.0
// A real MirrorListener over TCP, with a journal that does as it is told.
#include "core/listener/mirror_listener.h"

#include <QTest>
#include <boost/asio/executor_work_guard.hpp>

#include "core/listener/answer_dispatcher.h"
#include "tests/core/listener/malformed_corpus.h"
#include "tests/support/memory_sink.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using test::MemorySink;
using traffic::RequestFlag;
using traffic::RequestForm;

namespace {

const std::string kGet = "GET /x HTTP/1.1\r\nHost: shop.example\r\n\r\n";

std::string getOf(int number) {
    return "GET /" + std::to_string(number) + " HTTP/1.1\r\nHost: shop.example\r\n\r\n";
}

/// A listener on a free loopback port with its I/O thread and its sink.
class Bench {
public:
    explicit Bench(listener::Limits limits = {}, std::vector<base::IpNetwork> allow = {}) {
        m_sink.setReceiver(m_answers);
        listener::ListenerOptions options;
        options.port = 0;
        options.limits = limits;
        options.allow = std::move(allow);
        m_listener = *listener::MirrorListener::open(m_io, std::move(options), m_sink, m_clock);
        m_thread = std::thread([this] { m_io.run(); });
    }
    ~Bench() {
        m_listener->stop();
        m_work.reset();
        m_io.stop();
        m_thread.join();
    }

    MemorySink& sink() { return m_sink; }
    listener::MirrorListener& listener() { return *m_listener; }
    std::uint16_t port() const { return m_listener->port(); }
    listener::ListenerCounters counters() const { return m_listener->counters(); }
    test::Socket connect(const std::string& = {}) const { return std::move(*test::Socket::connect(port())); }

private:
    base::SystemClock m_clock;
    boost::asio::io_context m_io{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_work{m_io.get_executor()};
    listener::AnswerDispatcher m_answers{m_io};
    MemorySink m_sink;
    std::shared_ptr<listener::MirrorListener> m_listener;
    std::thread m_thread;
};

int statusOf(test::ResponseReader& reader) {
    const auto response = reader.next();
    return response ? response->status : 0;
}

bool balances(const listener::ListenerCounters& counters) {
    return counters.received == counters.stored + counters.refused + counters.inFlight;
}

}  // namespace

class MirrorListenerTest : public QObject {
    Q_OBJECT

private slots:
    void corpus_data();
    void corpus();
    void answersKeepTheirOrder();
    void refusalsAre503_data();
    void refusalsAre503();
    void patienceEndsBeforeTheDisk();
    void lateIsStoredAndMarked();
    void countersBalanceAlways();
    void continueComesFirst();
    void oldConnections();
    void deadlines_data();
    void deadlines();
    void idleConnectionsEnd();
    void connectionLimit();
    void allowList();
    void longBodies();
    void headOnly();
    void headsTogether();
    void halfClosedSendersGetTheirAnswers();
    void vanishedSendersAreStored();
    void stopAnswersWhatIsInFlight();
    void openFailures();
};

void MirrorListenerTest::corpus_data() {
    QTest::addColumn<int>("index");
    const auto cases = test::malformedCorpus();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (!cases[i].needsTime) {
            QTest::addRow("%d %s", cases[i].id, cases[i].name.c_str()) << static_cast<int>(i);
        }
    }
}

void MirrorListenerTest::corpus() {
    static const auto cases = test::malformedCorpus();
    QFETCH(int, index);
    const test::CorpusCase& one = cases[static_cast<std::size_t>(index)];
    Bench bench;
    auto socket = bench.connect();
    QVERIFY(socket.send(one.bytes));
    socket.finishSending();
    test::ResponseReader reader(socket);
    int last = 0;
    for (int status = statusOf(reader); status != 0; status = statusOf(reader)) {
        last = status;
    }
    QVERIFY(test::becomesTrue([&] { return bench.counters().connections == 0; }));
    std::size_t requests = 0;
    traffic::FlagSet flags;
    for (const auto& delivery : bench.sink().stored()) {
        QVERIFY(!delivery->request.target.starts_with(test::kCanary));
        requests += delivery->request.form == RequestForm::NotHttp ? 0 : 1;
        flags |= delivery->request.flags;
    }
    QCOMPARE(requests, one.requests);
    QCOMPARE(flags.has(RequestFlag::BytesAfterClose), one.flags.contains("bytes-after-close"));
    QCOMPARE(bench.counters().connectionsEmpty, std::uint64_t{one.flags.contains("empty-connection")});
    if (one.status) {
        QCOMPARE(last, *one.status);
    } else if (requests > 0) {
        QCOMPARE(last, 204);
    }
}

void MirrorListenerTest::answersKeepTheirOrder() {
    Bench bench;
    auto socket = bench.connect();
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
    const auto stored = bench.sink().stored();
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
    Bench bench;
    auto socket = bench.connect();
    test::ResponseReader reader(socket);
    bench.sink().setMode(static_cast<MemorySink::Mode>(mode));
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 503);
    bench.sink().setMode(MemorySink::Mode::Store);
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 204);
    const auto counters = bench.counters();
    QCOMPARE(counters.received, std::uint64_t{2});
    QCOMPARE(counters.refused, std::uint64_t{1});
    QCOMPARE(counters.stored, std::uint64_t{1});
}

void MirrorListenerTest::patienceEndsBeforeTheDisk() {
    listener::Limits limits;
    limits.patience = std::chrono::milliseconds(50);
    Bench bench(limits);
    bench.sink().setMode(MemorySink::Mode::Hold);
    auto socket = bench.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 503);
    bench.sink().setMode(MemorySink::Mode::Store);
    QVERIFY(socket.send(getOf(2)));
    QCOMPARE(statusOf(reader), 204);
    QCOMPARE(bench.sink().stored().size(), std::size_t{1});
    QCOMPARE(bench.sink().stored()[0]->request.target, std::string("/2"));
    QCOMPARE(bench.counters().refused, std::uint64_t{1});
    QVERIFY(balances(bench.counters()));
}

void MirrorListenerTest::lateIsStoredAndMarked() {
    listener::Limits limits;
    limits.patience = std::chrono::milliseconds(50);
    Bench bench(limits);
    bench.sink().setMode(MemorySink::Mode::Hold);
    auto socket = bench.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kGet));
    QVERIFY(test::becomesTrue([&] { return bench.sink().offered() == 1; }));
    bench.sink().claimHeld();
    QCOMPARE(statusOf(reader), 503);
    QCOMPARE(bench.counters().inFlight, std::uint64_t{1});
    bench.sink().setMode(MemorySink::Mode::Store);
    QVERIFY(test::becomesTrue([&] { return bench.counters().stored == 1; }));
    QCOMPARE(bench.counters().late, std::uint64_t{1});
    QVERIFY(bench.sink().stored()[0]->isLate());
}

void MirrorListenerTest::countersBalanceAlways() {
    Bench bench;
    std::atomic<bool> done{false};
    std::thread sender([&] {
        for (int i = 0; i < 300; ++i) {
            bench.sink().setMode(i % 3 == 0   ? MemorySink::Mode::Refuse
                                 : i % 3 == 1 ? MemorySink::Mode::Fail
                                              : MemorySink::Mode::Store);
            auto socket = bench.connect();
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
        fine = fine && balances(bench.counters());
        ++looks;
    }
    sender.join();
    QVERIFY(fine);
    QVERIFY(looks > 0);
    QVERIFY(test::becomesTrue([&] { return bench.counters().inFlight == 0; }));
    QCOMPARE(bench.counters().received, std::uint64_t{600});
}

void MirrorListenerTest::continueComesFirst() {
    Bench bench;
    auto socket = bench.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"));
    QCOMPARE(statusOf(reader), 100);
    QVERIFY(socket.send("hello"));
    QCOMPARE(statusOf(reader), 204);
    QCOMPARE(bench.sink().stored()[0]->request.body, std::string("hello"));
}

void MirrorListenerTest::oldConnections() {
    Bench bench;
    auto kept = bench.connect();
    test::ResponseReader reader(kept);
    QVERIFY(kept.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    const auto first = reader.next();
    QVERIFY(first && first->head.find("Connection: keep-alive") != first->head.npos);
    QVERIFY(kept.send("GET /2 HTTP/1.0\r\n\r\n"));
    const auto second = reader.next();
    QVERIFY(second && second->head.find("Connection: close") != second->head.npos);
    QVERIFY(kept.receive().empty());
}

void MirrorListenerTest::deadlines_data() {
    QTest::addColumn<QString>("sent");
    QTest::addColumn<int>("flag");
    QTest::newRow("head") << "GET /x HTTP/1.1\r\nHost: a" << static_cast<int>(RequestFlag::HeadTimeout);
    QTest::newRow("body") << "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhell"
                          << static_cast<int>(RequestFlag::BodyTimeout);
    QTest::newRow("chunks") << "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"
                            << static_cast<int>(RequestFlag::BodyTimeout);
}

void MirrorListenerTest::deadlines() {
    QFETCH(QString, sent);
    QFETCH(int, flag);
    listener::Limits limits;
    limits.headDeadline = limits.bodyDeadline = std::chrono::milliseconds(60);
    Bench bench(limits);
    auto socket = bench.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(sent.toStdString()));
    QCOMPARE(statusOf(reader), 408);
    const auto stored = bench.sink().stored();
    QCOMPARE(stored.size(), std::size_t{1});
    QVERIFY(stored[0]->request.flags.has(static_cast<RequestFlag>(flag)));
    QCOMPARE(static_cast<int>(stored[0]->request.form), static_cast<int>(RequestForm::Incomplete));
    QCOMPARE(stored[0]->request.offset, std::optional<std::uint64_t>(sent.size()));
}

void MirrorListenerTest::idleConnectionsEnd() {
    listener::Limits limits;
    limits.idleTime = std::chrono::milliseconds(60);
    Bench bench(limits);
    auto socket = bench.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 204);
    QVERIFY(socket.receive().empty());
}

void MirrorListenerTest::connectionLimit() {
    listener::Limits limits;
    limits.connections = 2;
    Bench bench(limits);
    auto first = bench.connect();
    auto second = bench.connect();
    QVERIFY(test::becomesTrue([&] { return bench.counters().connections == 2; }));
    auto third = bench.connect();
    QVERIFY(third.receive().empty());
    QCOMPARE(bench.counters().connectionsRefused, std::uint64_t{1});
    test::ResponseReader reader(first);
    QVERIFY(first.send(kGet));
    QCOMPARE(statusOf(reader), 204);
}

void MirrorListenerTest::allowList() {
    Bench bench({}, {*base::IpNetwork::parse("10.0.0.0/8")});
    auto socket = bench.connect();
    QVERIFY(socket.receive().empty());
    QCOMPARE(bench.counters().connectionsRefused, std::uint64_t{1});
    QCOMPARE(bench.counters().received, std::uint64_t{0});
}

void MirrorListenerTest::longBodies() {
    listener::Limits limits;
    limits.bodyKeptBytes = 1000;
    Bench bench(limits);
    auto socket = bench.connect();
    test::ResponseReader reader(socket);
    std::string body(300'000, 'b');
    body[299'999] = 'c';
    QVERIFY(socket.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n" + body + kGet));
    QCOMPARE(statusOf(reader), 204);
    QCOMPARE(statusOf(reader), 204);
    const auto& request = bench.sink().stored()[0]->request;
    QVERIFY(request.flags.has(RequestFlag::BodyCut));
    QCOMPARE(request.body.size(), std::size_t{1000});
    QCOMPARE(request.bodyLength, std::uint64_t{300'000});
    QCOMPARE(request.bodyDigest, base::sha256(body));
}

void MirrorListenerTest::headOnly() {
    Bench bench;
    {
        auto socket = bench.connect();
        QVERIFY(socket.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n"));
    }
    QVERIFY(test::becomesTrue([&] { return bench.counters().stored == 1; }));
    const auto& request = bench.sink().stored()[0]->request;
    QCOMPARE(static_cast<int>(request.form), static_cast<int>(RequestForm::HeadOnly));
    QVERIFY(request.flags.has(RequestFlag::HeadOnly));
    QCOMPARE(request.declaredLength, std::optional<std::uint64_t>(300'000));
}

void MirrorListenerTest::headsTogether() {
    listener::Limits limits;
    limits.allHeadsBytes = 50'000;
    Bench bench(limits);
    std::vector<test::Socket> sockets;
    int refused = 0;
    for (int i = 0; i < 10; ++i) {
        sockets.push_back(bench.connect());
        QVERIFY(sockets.back().send("GET / HTTP/1.1\r\nX: " + std::string(10'000, 'x')));
    }
    QVERIFY(test::becomesTrue([&] { return bench.counters().stored >= 5; }));
    for (const auto& delivery : bench.sink().stored()) {
        refused += delivery->request.flags.has(RequestFlag::HeadTooLarge) ? 1 : 0;
    }
    QVERIFY(refused >= 5);
}

void MirrorListenerTest::halfClosedSendersGetTheirAnswers() {
    Bench bench;
    bench.sink().setMode(MemorySink::Mode::Hold);
    auto socket = bench.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(getOf(1) + getOf(2)));
    socket.finishSending();
    QVERIFY(test::becomesTrue([&] { return bench.sink().offered() == 2; }));
    bench.sink().setMode(MemorySink::Mode::Store);
    QCOMPARE(statusOf(reader), 204);
    QCOMPARE(statusOf(reader), 204);
    QCOMPARE(statusOf(reader), 0);
}

void MirrorListenerTest::vanishedSendersAreStored() {
    Bench bench;
    bench.sink().setMode(MemorySink::Mode::Hold);
    {
        auto socket = bench.connect();
        QVERIFY(socket.send(kGet));
        QVERIFY(test::becomesTrue([&] { return bench.sink().offered() == 1; }));
    }
    bench.sink().setMode(MemorySink::Mode::Store);
    QVERIFY(
        test::becomesTrue([&] { return bench.counters().stored == 1 && bench.counters().connections == 0; }));
}

void MirrorListenerTest::stopAnswersWhatIsInFlight() {
    Bench bench;
    bench.sink().setMode(MemorySink::Mode::Hold);
    auto socket = bench.connect();
    auto idle = bench.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kGet));
    QVERIFY(test::becomesTrue([&] { return bench.sink().offered() == 1; }));
    bench.listener().stop();
    QVERIFY(idle.receive().empty());
    bench.sink().setMode(MemorySink::Mode::Store);
    QCOMPARE(statusOf(reader), 204);
    QVERIFY(!test::exchange(bench.port(), kGet).has_value());
}

void MirrorListenerTest::openFailures() {
    Bench bench;
    boost::asio::io_context io;
    MemorySink sink;
    base::SystemClock clock;
    listener::ListenerOptions options;
    options.port = bench.port();
    QCOMPARE(listener::MirrorListener::open(io, options, sink, clock).error().code,
             base::ErrorCode::AddressInUse);
    options.address = *base::parseAddress("0.0.0.0");
    QCOMPARE(listener::MirrorListener::open(io, options, sink, clock).error().code,
             base::ErrorCode::AllowListRequired);
    options.allow = {*base::IpNetwork::parse("10.0.0.0/8")};
    options.address = *base::parseAddress("192.0.2.1");
    QCOMPARE(listener::MirrorListener::open(io, options, sink, clock).error().code,
             base::ErrorCode::AddressUnavailable);
}

QTEST_GUILESS_MAIN(MirrorListenerTest)
#include "mirror_listener_test.moc"
