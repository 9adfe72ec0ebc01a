// SPDX-License-Identifier: Apache-2.0
#include "core/listener/request_line.h"

#include <QTest>
#include <string>

using namespace mirrorscope;

namespace {

/// "flag offset status", or nothing when it may be a request.
QByteArray outcome(const QByteArray& line, std::size_t offset, bool first) {
    const auto violation = listener::checkRequestLine(
        std::string_view(line.data(), static_cast<std::size_t>(line.size())), offset, first);
    if (!violation) {
        return {};
    }
    return QByteArray::fromStdString(std::string(traffic::flagName(violation->flag)) + " " +
                                     std::to_string(violation->offset) + " " +
                                     std::to_string(violation->status));
}

}  // namespace

class RequestLineTest : public QObject {
    Q_OBJECT

private slots:
    void lines_data();
    void lines();
    void refusalsSayWhy();
};

void RequestLineTest::lines_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("first");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& line, const QByteArray& expected = {},
                        bool first = true) { QTest::newRow(name) << line << first << expected; };
    row("usual", "GET / HTTP/1.1");
    row("old", "GET / HTTP/1.0");
    row("a minor version to come", "GET / HTTP/1.2");
    row("any token is a method", "a!#$%&'*+-.^_`|~9 / HTTP/1.1");
    row("any target", "GET index.html#x HTTP/1.1");
    row("bytes over 127 in the target", "GET /\xc3\xa9\xff HTTP/1.1");
    row("authority", "CONNECT a:443 HTTP/1.1");
    row("empty", "", "bad-request-line 10 400");
    row("one word", "GET", "bad-request-line 10 400");
    row("HTTP/0.9", "GET /", "bad-request-line 13 400");
    row("no target", "GET  HTTP/1.1", "bad-request-line 13 400");
    row("two spaces", "GET  / HTTP/1.1", "bad-request-line 13 400");
    row("space first", " GET / HTTP/1.1", "bad-request-line 10 400");
    row("space last", "GET / HTTP/1.1 ", "bad-request-line 16 400");
    row("space in the target", "GET /a b HTTP/1.1", "bad-request-line 17 400");
    row("tab between", "GET\t/ HTTP/1.1", "bad-method 13 400");
    row("tab in the target", "GET /a\tb HTTP/1.1", "bad-request-line 14 400");
    row("DEL in the target", "GET /a\x7f HTTP/1.1", "bad-request-line 14 400");
    row("not a token", "GE(T / HTTP/1.1", "bad-method 12 400");
    row("bytes over 127 in the method", "G\xc3\x89T / HTTP/1.1", "bad-method 11 400");
    row("HTTP/2.0", "GET / HTTP/2.0", "bad-version 16 505");
    row("HTTP/0.9 said", "GET / HTTP/0.9", "bad-version 16 505");
    row("lower case", "GET / http/1.1", "bad-request-line 16 400");
    row("two digits", "GET / HTTP/1.10", "bad-version 16 400");
    row("no minor", "GET / HTTP/1", "bad-version 16 400");
    row("comma", "GET / HTTP/1,1", "bad-version 16 400");
    row("a response", "HTTP/1.1 200 OK", "response-on-request 10 400");
    row("SSH", "SSH-2.0-OpenSSH_9.2", "ssh 10 0");
    row("HTTP/2", "PRI * HTTP/2.0", "http2-preface 10 0");
    row("PROXY protocol", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2", "proxy-protocol 10 400");
    row("SSH behind a request", "SSH-2.0-OpenSSH_9.2", "bad-request-line 10 400", false);
    row("HTTP/2 behind a request", "PRI * HTTP/2.0", "bad-version 16 505", false);
    row("PROXY behind a request", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2", "bad-request-line 21 400", false);
}

void RequestLineTest::lines() {
    QFETCH(QByteArray, line);
    QFETCH(bool, first);
    QFETCH(QByteArray, expected);
    QCOMPARE(outcome(line, 10, first), expected);
}

void RequestLineTest::refusalsSayWhy() {
    for (const char* line : {"", "GET", "GET /", "G( / HTTP/1.1", "GET / HTTP/3", "SSH-", "HTTP/1.1 200"}) {
        const auto violation = listener::checkRequestLine(line, 0, true);
        QVERIFY2(violation && !violation->reason.empty(), line);
    }
}

QTEST_GUILESS_MAIN(RequestLineTest)
#include "request_line_test.moc"
