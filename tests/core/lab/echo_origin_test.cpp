// SPDX-License-Identifier: Apache-2.0
// The application behind the lab's proxy.
#include "core/lab/echo_origin.h"

#include <QTest>

#include "tests/support/socket.h"

using namespace mirrorscope;
using namespace mirrorscope::lab;

class EchoOriginTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhatCame();
    void keepsTheConnection();
    void agreesToBodies();
    void endsWithOpenConnections();

private:
    static std::unique_ptr<EchoOrigin> start() {
        auto origin = EchoOrigin::start();
        return origin ? std::move(*origin) : nullptr;
    }
};

void EchoOriginTest::saysWhatCame() {
    const auto origin = start();
    QVERIFY(origin != nullptr);
    const auto answer = test::exchange(
        origin->port(), "PUT /cart?id=1 HTTP/1.1\r\nHost: a\r\nX-One: two\r\nContent-Length: 5\r\n\r\nhello");
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 200);
    QVERIFY2(answer->body.starts_with("PUT /cart?id=1 HTTP/1.1\r\n"), answer->body.c_str());
    QVERIFY(answer->body.find("X-One: two\r\n") != std::string::npos);
    QVERIFY(answer->body.ends_with("body: 5 bytes\n"));
    QCOMPARE(origin->requests(), 1U);
}

void EchoOriginTest::keepsTheConnection() {
    const auto origin = start();
    QVERIFY(origin != nullptr);
    auto socket = test::Socket::connect(origin->port());
    QVERIFY(socket.has_value());
    test::ResponseReader reader(*socket);
    QVERIFY(socket->send(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"));
    const auto first = reader.next();
    QVERIFY(first && first->body.ends_with("body: 3 bytes\n"));
    const std::string large(9U << 20U, 'x');  // more than the largest probe
    QVERIFY(socket->send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(large.size()) +
                         "\r\nConnection: close\r\n\r\n" + large));
    const auto second = reader.next();
    QVERIFY(second && second->body.ends_with("body: 9437184 bytes\n"));
    QCOMPARE(socket->receive(), "");
    QCOMPARE(origin->requests(), 2U);
}

/// Traefik hands Expect on, and holds the body back.
void EchoOriginTest::agreesToBodies() {
    const auto origin = start();
    QVERIFY(origin != nullptr);
    auto socket = test::Socket::connect(origin->port());
    QVERIFY(socket.has_value());
    QVERIFY(
        socket->send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: "
                     "close\r\n\r\n"));
    QVERIFY(socket->receive().starts_with("HTTP/1.1 100 Continue\r\n"));
    QVERIFY(socket->send("ok"));
    QVERIFY(socket->receive().starts_with("HTTP/1.1 200 OK\r\n"));
}

void EchoOriginTest::endsWithOpenConnections() {
    auto origin = start();
    QVERIFY(origin != nullptr);
    auto half = test::Socket::connect(origin->port());
    QVERIFY(half.has_value() && half->send("GET / HTT"));
    origin.reset();
    QCOMPARE(half->receive(), "");
}

QTEST_GUILESS_MAIN(EchoOriginTest)
#include "echo_origin_test.moc"
