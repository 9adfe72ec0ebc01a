// SPDX-License-Identifier: Apache-2.0
#include "core/listener/head_framer.h"

#include <QTest>
#include <string>

using namespace mirrorscope;
using listener::HeadFramer;
using State = HeadFramer::State;

namespace {

listener::Limits smallLimits() {
    listener::Limits limits;
    limits.headBytes = 64;
    limits.leadingLines = 3;
    return limits;
}

/// "state taken", or "flag offset status taken" when it refused; past the request line as a reader goes.
QByteArray outcome(const QByteArray& bytes, bool first, std::size_t piece) {
    const listener::Limits limits = smallLimits();
    HeadFramer framer(limits, first);
    std::string_view rest(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bool lineSeen = false;
    while (!rest.empty() && framer.state() != State::Complete && framer.state() != State::Refused) {
        rest.remove_prefix(framer.feed(rest.substr(0, std::min(piece, rest.size()))));
        lineSeen = lineSeen || framer.state() == State::RequestLine;
    }
    const auto number = [](std::size_t value) { return QByteArray::number(static_cast<qulonglong>(value)); };
    if (framer.state() == State::Refused) {
        const auto& violation = framer.violation();
        return QByteArray::fromStdString(std::string(traffic::flagName(violation.flag))) + " " +
               number(violation.offset) + " " + QByteArray::number(violation.status) + " " +
               number(framer.taken());
    }
    const char* state = framer.state() == State::Complete ? "complete " : lineSeen ? "line " : "more ";
    return state + number(framer.taken());
}

}  // namespace

class HeadFramerTest : public QObject {
    Q_OBJECT

private slots:
    void outcomes_data();
    void outcomes();
    void requestLineIsToldOnce();
    void leadingLines();
    void nothingHasStartedYet();
    void refusalsSayWhy();
};

void HeadFramerTest::outcomes_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("first");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& bytes, const QByteArray& expected,
                        bool first = true) { QTest::newRow(name) << bytes << first << expected; };
    row("whole", "GET / HTTP/1.1\r\nA: b\r\n\r\n", "complete 24");
    row("no field", "GET / HTTP/1.1\r\n\r\n", "complete 18");
    row("the body is not taken", "GET / HTTP/1.1\r\n\r\nbody", "complete 18");
    row("line alone", "GET / HTTP/1.1\r\n", "line 16");
    row("without its last LF", "GET / HTTP/1.1\r\n\r", "line 17");
    row("in the line", "GET /", "more 5");
    row("empty lines before", "\r\n\r\nGET / HTTP/1.1\r\n\r\n", "complete 22");
    row("too many empty lines", "\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\n\r\n", "bad-request-line 7 400 8");
    row("LF alone", "\n", "bare-lf 0 400 1");
    row("LF ends the line", "GET / HTTP/1.1\nA: b", "bare-lf 14 400 15");
    row("LF ends a field", "GET / HTTP/1.1\r\nA: b\n", "bare-lf 20 400 21");
    row("LF ends the head", "GET / HTTP/1.1\r\nA: b\r\n\n", "bare-lf 22 400 23");
    row("CR in the line", "GET /\rx HTTP/1.1\r\n", "bare-cr 5 400 7");
    row("CR in a field", "GET / HTTP/1.1\r\nA: b\rc\r\n", "bare-cr 20 400 22");
    row("CR CR LF", "GET / HTTP/1.1\r\r\n", "bare-cr 14 400 16");
    row("NUL in a field", QByteArray("GET / HTTP/1.1\r\nA: \0\r\n", 22), "nul 19 400 20");
    row("NUL in the target", QByteArray("GET /\0 HTTP/1.1\r\n", 17), "nul 5 400 6");
    row("other controls are the parser's", "GET / HTTP/1.1\r\nA: \x1b\r\n\r\n", "complete 24");
    row("bytes over 127", "GET /\xff HTTP/1.1\r\nA: \x80\r\n\r\n", "complete 25");
    row("TLS", "\x16\x03\x01", "not-http 0 400 1");
    row("control in the method", "GE\x01T / HTTP/1.1\r\n", "not-http 2 400 3");
    row("the same behind a request", "\x16\x03\x01", "bad-request-line 0 400 1", false);
    row("PROXY protocol v2", QByteArray("\r\n\r\n\0\r\nQUIT\n", 12), "proxy-protocol 4 400 5");
    row("PROXY protocol behind a request", QByteArray("\r\n\r\n\0\r\nQUIT\n", 12), "bad-request-line 4 400 5",
        false);
    row("line over the limit", "GET /" + QByteArray(80, 'x'), "head-too-large 64 414 64");
    row("fields over the limit", "GET / HTTP/1.1\r\nA: " + QByteArray(80, 'x'), "head-too-large 64 431 64");
    row("exactly the limit", "GET / HTTP/1.1\r\nA: " + QByteArray(41, 'x') + "\r\n\r\n", "complete 64");
    row("one over the limit", "GET / HTTP/1.1\r\nA: " + QByteArray(42, 'x') + "\r\n\r\n",
        "head-too-large 64 431 64");
}

void HeadFramerTest::outcomes() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, first);
    QFETCH(QByteArray, expected);
    for (const std::size_t piece : {1000, 1, 2, 3, 7}) {
        QCOMPARE(outcome(bytes, first, piece), expected);
    }
}

void HeadFramerTest::requestLineIsToldOnce() {
    const listener::Limits limits;
    HeadFramer framer(limits, true);
    const std::string_view head = "GET / HTTP/1.1\r\nA: b\r\n\r\n";
    QCOMPARE(framer.feed(head), std::size_t{16});
    QVERIFY(framer.state() == State::RequestLine);
    QCOMPARE(framer.feed(head.substr(16)), std::size_t{8});
    QVERIFY(framer.state() == State::Complete);
    QCOMPARE(framer.feed("GET"), std::size_t{0});  // it is done
}

void HeadFramerTest::leadingLines() {
    const listener::Limits limits;
    HeadFramer framer(limits, true);
    framer.feed("\r\n\r\nGET / HTTP/1.1\r\n");
    QCOMPARE(framer.lineStart(), std::size_t{4});
    QVERIFY(framer.hasLeadingLines());
}

void HeadFramerTest::nothingHasStartedYet() {
    const listener::Limits limits;
    HeadFramer framer(limits, true);
    QVERIFY(!framer.hasStarted());
    framer.feed("\r\n\r");
    QVERIFY(!framer.hasStarted());
    framer.feed("\nG");
    QVERIFY(framer.hasStarted());
}

void HeadFramerTest::refusalsSayWhy() {
    const listener::Limits limits;
    for (const char* bytes : {"\n", "\rx", "\x01", "GET / HTTP/1.1\n"}) {
        HeadFramer framer(limits, true);
        framer.feed(bytes);
        QVERIFY2(framer.state() == State::Refused && !framer.violation().reason.empty(), bytes);
    }
}

QTEST_GUILESS_MAIN(HeadFramerTest)
#include "head_framer_test.moc"
