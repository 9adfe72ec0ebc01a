// SPDX-License-Identifier: Apache-2.0
// What one sender may cost, over TCP with small limits; and who may send at all.
#include "core/listener/mirror_listener.h"

#include <QTest>
#include <boost/asio/ip/tcp.hpp>

#include "tests/core/listener/running_listener.h"

using namespace mirrorscope;
using test::kGet;
using test::MemorySink;
using test::RunningListener;
using test::statusOf;
using traffic::RequestFlag;
using traffic::RequestForm;

class ListenerLimitsTest : public QObject {
    Q_OBJECT

private slots:
    void deadlines_data();
    void deadlines();
    void idleConnectionsEnd();
    void connectionLimit();
    void allowList_data();
    void allowList();
    void refusedAndEmptyByAddress();
    void loopback6();
    void longBodies();
    void headsTogether();
    void openFailures();
    void allowedLaterWhileItRuns();
    void keepsWhatOtherProtocolsBeganWith();
};

void ListenerLimitsTest::deadlines_data() {
    QTest::addColumn<QString>("sent");
    QTest::addColumn<int>("flag");
    QTest::newRow("head") << "GET /x HTTP/1.1\r\nHost: a" << static_cast<int>(RequestFlag::HeadTimeout);
    QTest::newRow("body") << "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhell"
                          << static_cast<int>(RequestFlag::BodyTimeout);
    QTest::newRow("chunks") << "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"
                            << static_cast<int>(RequestFlag::BodyTimeout);
}

void ListenerLimitsTest::deadlines() {
    QFETCH(QString, sent);
    QFETCH(int, flag);
    listener::Limits limits = test::patientLimits();
    limits.headDeadline = limits.bodyDeadline = std::chrono::milliseconds(60);
    RunningListener running(limits);
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(sent.toStdString()));
    QCOMPARE(statusOf(reader), 408);
    const auto stored = running.sink().stored();
    QCOMPARE(stored.size(), std::size_t{1});
    QVERIFY(stored[0]->request.flags.has(static_cast<RequestFlag>(flag)));
    QCOMPARE(static_cast<int>(stored[0]->request.form), static_cast<int>(RequestForm::Incomplete));
    QCOMPARE(stored[0]->request.offset, std::optional<std::uint64_t>(sent.size()));
}

void ListenerLimitsTest::idleConnectionsEnd() {
    listener::Limits limits = test::patientLimits();
    limits.idleTime = std::chrono::milliseconds(60);
    RunningListener running(limits);
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 204);
    QVERIFY(socket.receive().empty());
}

void ListenerLimitsTest::connectionLimit() {
    listener::Limits limits = test::patientLimits();
    limits.connections = 2;
    RunningListener running(limits);
    auto first = running.connect();
    auto second = running.connect();
    QVERIFY(test::becomesTrue([&] { return running.counters().connections == 2; }));
    auto third = running.connect();
    QVERIFY(third.receive().empty());
    QCOMPARE(running.counters().connectionsRefused, std::uint64_t{1});
    test::ResponseReader reader(first);
    QVERIFY(first.send(kGet));
    QCOMPARE(statusOf(reader), 204);
}

void ListenerLimitsTest::allowList_data() {
    QTest::addColumn<QString>("allow");
    QTest::addColumn<QString>("from");
    QTest::addColumn<bool>("mayConnect");
    QTest::newRow("loopback needs no list") << "" << "127.0.0.2" << true;
    QTest::newRow("on the list") << "127.0.0.1/32" << "127.0.0.1" << true;
    QTest::newRow("beside the list") << "127.0.0.1/32" << "127.0.0.2" << false;
    QTest::newRow("below the block") << "127.0.0.4/31" << "127.0.0.3" << false;
    QTest::newRow("first of the block") << "127.0.0.4/31" << "127.0.0.4" << true;
    QTest::newRow("last of the block") << "127.0.0.4/31" << "127.0.0.5" << true;
    QTest::newRow("above the block") << "127.0.0.4/31" << "127.0.0.6" << false;
    QTest::newRow("everybody of the family") << "0.0.0.0/0" << "127.9.9.9" << true;
    QTest::newRow("the other family") << "::/0" << "127.0.0.1" << false;
    QTest::newRow("loopback is not on every list") << "10.0.0.0/8" << "127.0.0.1" << false;
}

void ListenerLimitsTest::allowList() {
    QFETCH(QString, allow);
    QFETCH(QString, from);
    QFETCH(bool, mayConnect);
    std::vector<base::IpNetwork> networks;
    if (!allow.isEmpty()) {
        networks.push_back(*base::IpNetwork::parse(allow.toStdString()));
    }
    RunningListener running(test::patientLimits(), networks);
    auto socket = running.connect(from.toStdString());
    test::ResponseReader reader(socket);
    socket.send(kGet);
    QCOMPARE(statusOf(reader), mayConnect ? 204 : 0);
    QCOMPARE(running.counters().connectionsRefused, std::uint64_t{!mayConnect});
    QCOMPARE(running.counters().received, std::uint64_t{mayConnect});
    if (mayConnect) {
        QCOMPARE(running.sink().stored()[0]->request.peer, from.toStdString());
    }
}

void ListenerLimitsTest::refusedAndEmptyByAddress() {
    listener::Limits limits = test::patientLimits();
    limits.connections = 1;
    RunningListener running(limits, {*base::IpNetwork::parse("127.0.0.1/32")});
    auto first = running.connect();
    QVERIFY(test::becomesTrue([&] { return running.counters().connections == 1; }));
    QVERIFY(running.connect("127.0.0.1").receive().empty());
    QVERIFY(running.connect("127.0.0.2").receive().empty());
    QVERIFY(running.connect("127.0.0.2").receive().empty());
    first.send("\r\n\r\n");
    first.finishSending();
    QVERIFY(first.receive().empty());
    QVERIFY(test::becomesTrue([&] { return running.counters().connectionsEmpty == 1; }));
    const auto peers = running.listener().peers();
    QCOMPARE(peers.size(), std::size_t{2});
    QCOMPARE(peers[0].peer, std::string("127.0.0.1"));  // the last seen first
    QCOMPARE(peers[0].overLimit, std::uint64_t{1});
    QCOMPARE(peers[0].notAllowed, std::uint64_t{0});
    QCOMPARE(peers[0].empty, std::uint64_t{1});
    QVERIFY(peers[0].firstSeen <= peers[0].lastSeen);
    QCOMPARE(peers[1].peer, std::string("127.0.0.2"));
    QCOMPARE(peers[1].notAllowed, std::uint64_t{2});
    QCOMPARE(running.counters().connectionsRefused, std::uint64_t{3});
}

void ListenerLimitsTest::loopback6() {
    boost::asio::io_context io;
    boost::system::error_code failed;
    const boost::asio::ip::tcp::endpoint place(boost::asio::ip::address_v6::loopback(), 0);
    boost::asio::ip::tcp::acceptor probe(io);
    probe.open(place.protocol(), failed);
    if (!failed) {
        probe.bind(place, failed);
    }
    if (failed) {
        QSKIP(("no IPv6 loopback here: " + failed.message()).c_str());
    }
    const auto refuse = {*base::IpNetwork::parse("::2/128")};
    for (const bool allowed : {true, false}) {
        RunningListener running(
            test::patientLimits(),
            allowed ? std::vector<base::IpNetwork>{} : std::vector<base::IpNetwork>(refuse),
            listener::Acknowledge::Commit, "::1");
        auto socket = test::Socket::connect(running.port(), "::1");
        QVERIFY(socket.has_value());
        test::ResponseReader reader(*socket);
        socket->send(kGet);
        QCOMPARE(statusOf(reader), allowed ? 204 : 0);
        const auto peers = running.listener().peers();
        QCOMPARE(peers.size(), std::size_t{!allowed});
        if (!allowed) {
            QCOMPARE(peers[0].peer, std::string("::1"));
            QCOMPARE(peers[0].notAllowed, std::uint64_t{1});
        }
    }
}

void ListenerLimitsTest::longBodies() {
    listener::Limits limits = test::patientLimits();
    limits.bodyKeptBytes = 1000;
    RunningListener running(limits);
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    std::string body(300'000, 'b');
    body[299'999] = 'c';
    QVERIFY(socket.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n" + body + kGet));
    QCOMPARE(statusOf(reader), 204);
    QCOMPARE(statusOf(reader), 204);
    const auto& request = running.sink().stored()[0]->request;
    QVERIFY(request.flags.has(RequestFlag::BodyCut));
    QCOMPARE(request.body.size(), std::size_t{1000});
    QCOMPARE(request.bodyLength, std::uint64_t{300'000});
    QCOMPARE(request.bodyDigest, base::sha256(body));
}

void ListenerLimitsTest::headsTogether() {
    listener::Limits limits = test::patientLimits();
    limits.allHeadsBytes = 50'000;
    RunningListener running(limits);
    std::vector<test::Socket> sockets;
    int refused = 0;
    for (int i = 0; i < 10; ++i) {
        sockets.push_back(running.connect());
        QVERIFY(sockets.back().send("GET / HTTP/1.1\r\nX: " + std::string(10'000, 'x')));
    }
    QVERIFY(test::becomesTrue([&] { return running.counters().stored >= 5; }));
    for (const auto& delivery : running.sink().stored()) {
        refused += delivery->request.flags.has(RequestFlag::HeadTooLarge) ? 1 : 0;
    }
    QVERIFY(refused >= 5);
}

void ListenerLimitsTest::openFailures() {
    RunningListener running;
    boost::asio::io_context io;
    MemorySink sink;
    base::SystemClock clock;
    listener::ListenerOptions options;
    options.port = running.port();
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

void ListenerLimitsTest::allowedLaterWhileItRuns() {
    const auto other = *base::IpNetwork::parse("127.0.0.9/32");
    RunningListener running(test::patientLimits(), {other});
    QVERIFY(running.connect().receive().empty());
    running.listener().setAllow({other, *base::IpNetwork::parse("127.0.0.1/32")});
    auto socket = running.connect();
    test::ResponseReader reader(socket);
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 204);
    QVERIFY(running.connect("127.0.0.2").receive().empty());
    // Who is let in stays in.
    running.listener().setAllow({other});
    QVERIFY(running.connect().receive().empty());
    QVERIFY(socket.send(kGet));
    QCOMPARE(statusOf(reader), 204);
}

void ListenerLimitsTest::keepsWhatOtherProtocolsBeganWith() {
    RunningListener running;
    const std::string hello =
        std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) + std::string(300, 'r');
    auto tls = running.connect();
    QVERIFY(tls.send(hello));
    tls.finishSending();
    tls.receive();
    QVERIFY(test::becomesTrue([&] { return !running.listener().peers().empty(); }));
    const auto peers = running.listener().peers();
    QCOMPARE(peers[0].peer, std::string("127.0.0.1"));
    QCOMPARE(peers[0].unreadable, std::uint64_t{1});
    QCOMPARE(peers[0].empty, std::uint64_t{0});
    QVERIFY(!peers[0].firstBytes.empty() && peers[0].firstBytes.size() <= traffic::kFirstBytes);
    QVERIFY(hello.starts_with(peers[0].firstBytes));
    // A mistake behind a good request is the client's.
    auto proxy = running.connect();
    QVERIFY(proxy.send(kGet + "SSH-2.0-OpenSSH\r\n"));
    proxy.finishSending();
    proxy.receive();
    QVERIFY(test::becomesTrue([&] { return running.counters().malformed == 2; }));
    QCOMPARE(running.listener().peers()[0].unreadable, std::uint64_t{1});
}

QTEST_GUILESS_MAIN(ListenerLimitsTest)
#include "listener_limits_test.moc"
