// SPDX-License-Identifier: Apache-2.0
#include "core/listener/framing.h"

#include <QTest>
#include <string>

using namespace mirrorscope;
using listener::Framing;

namespace {

std::string described(const Framing& framing) {
    const char* body = framing.body == Framing::Body::None     ? "none"
                       : framing.body == Framing::Body::Length ? "length"
                                                               : "chunked";
    std::string text = body;
    text += framing.body == Framing::Body::Length ? " " + std::to_string(framing.length) : "";
    text += framing.close ? " close" : "";
    text += framing.keepAlive10 ? " keep10" : "";
    text += framing.expectsContinue ? " continue" : "";
    text += framing.status != 204 ? " " + std::to_string(framing.status) : "";
    return text;
}

/// "body [flags]", or "refused offset status [flags]".
QByteArray outcome(const QByteArray& bytes) {
    listener::ParsedHead parsed;
    listener::Violation violation;
    const std::string_view head(bytes.data(), static_cast<std::size_t>(bytes.size()));
    if (!listener::RequestParser::parse(head, parsed, violation)) {
        return "not parsed";
    }
    traffic::FlagSet flags;
    Framing framing;
    listener::Limits limits;
    limits.bodyAnnouncedBytes = 1'000'000;
    std::string text;
    if (decideFraming(parsed, limits, flags, framing, violation)) {
        text = described(framing);
    } else {
        text = "refused " + std::to_string(violation.offset) + " " + std::to_string(violation.status);
        text += violation.reason.empty() ? " without a reason" : "";
        text += flags.has(violation.flag) ? "" : " without its flag";
    }
    return QByteArray::fromStdString(text + (flags.empty() ? "" : " [" + flags.text() + "]"));
}

}  // namespace

class FramingTest : public QObject {
    Q_OBJECT

private slots:
    void framing_data();
    void framing();
    void declaredLengthIsKept();

private:
    void lengths();
    void codings();
    void connections();
};

/// Offsets: the first field begins at byte 17.
void FramingTest::framing_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("expected");
    lengths();
    codings();
    connections();
}

namespace {

void row(const char* name, const QByteArray& fields, const QByteArray& expected,
         const QByteArray& line = "POST / HTTP/1.1") {
    QTest::newRow(name) << line + "\r\n" + fields + "\r\n" << expected;
}

}  // namespace

void FramingTest::lengths() {
    row("no body", "", "none");
    row("length", "Content-Length: 5\r\n", "length 5");
    row("length in any case", "cONTENT-lENGTH:5\r\n", "length 5");
    row("zero", "Content-Length: 0\r\n", "none");
    row("leading zeros", "Content-Length: 0005\r\n", "length 5");
    row("the same twice", "Content-Length: 5\r\nContent-Length: 05\r\n", "length 5 [cl-duplicate]");
    row("two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n", "refused 36 400 [cl-conflict]");
    row("a list", "Content-Length: 5, 5\r\n", "refused 17 400 [cl-invalid]");
    row("plus", "Content-Length: +5\r\n", "refused 17 400 [cl-invalid]");
    row("minus", "Content-Length: -5\r\n", "refused 17 400 [cl-invalid]");
    row("hexadecimal", "Content-Length: 0x5\r\n", "refused 17 400 [cl-invalid]");
    row("empty", "Content-Length:\r\n", "refused 17 400 [cl-invalid]");
    row("space inside", "Content-Length: 1 0\r\n", "refused 17 400 [cl-invalid]");
    row("over 64 bits", "Content-Length: 18446744073709551616\r\n", "refused 17 400 [cl-overflow]");
    row("largest", "Content-Length: 18446744073709551615\r\n", "refused 17 413 [body-too-large]");
    row("what may be announced", "Content-Length: 1000000\r\n", "length 1000000");
    row("more than that", "Content-Length: 1000001\r\n", "refused 17 413 [body-too-large]");
    row("folded", "Content-Length:\r\n 5\r\n", "refused 17 400 [cl-invalid,obs-fold]");
}

void FramingTest::codings() {
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    const QByteArray refused = "refused 17 400 [te-invalid]";
    row("chunked", chunked, "chunked");
    row("chunked in any case", "transfer-encoding:CHUNKED\r\n", "chunked");
    row("behind another", "Transfer-Encoding: gzip, chunked\r\n", "chunked [te-coding]");
    row("on two lines", "Transfer-Encoding: gzip\r\n" + chunked, "chunked [te-coding]");
    row("empty elements", "Transfer-Encoding: ,chunked,\r\n", "chunked [te-empty-element]");
    row("before another", "Transfer-Encoding: chunked, gzip\r\n", refused);
    row("twice", "Transfer-Encoding: chunked, chunked\r\n", refused);
    row("twice on two lines", chunked + chunked, "refused 45 400 [te-invalid]");
    row("not at all", "Transfer-Encoding: gzip\r\n", refused);
    row("identity", "Transfer-Encoding: identity\r\n", refused);
    row("nothing", "Transfer-Encoding:\r\n", refused);
    row("parameter", "Transfer-Encoding: chunked;q=1\r\n", refused);
    row("quoted", "Transfer-Encoding: \"chunked\"\r\n", refused);
    row("nearly", "Transfer-Encoding: xchunked\r\n", refused);
    row("with a length", "Content-Length: 5\r\n" + chunked, "chunked close 400 [cl+te]");
    row("with a bad length", "Content-Length: x\r\n" + chunked, "refused 17 400 [cl+te,cl-invalid]");
    row("with two lengths", "Content-Length: 5\r\nContent-Length: 5\r\n" + chunked,
        "chunked close 400 [cl+te,cl-duplicate]");
    row("bad with a length", "Transfer-Encoding: x\r\nContent-Length: 5\r\n",
        "refused 17 400 [cl+te,te-invalid]");
    row("in HTTP/1.0", chunked, "chunked close 400 [te-in-http10]", "POST / HTTP/1.0");
    row("in HTTP/1.0 kept", chunked + "Connection: keep-alive\r\n", "chunked close keep10 400 [te-in-http10]",
        "POST / HTTP/1.0");
    row("folded coding", "Transfer-Encoding:\r\n chunked\r\n", "refused 17 400 [obs-fold]");
    row("folded host", "Host: a\r\n b\r\n", "refused 17 400 [obs-fold]");
    row("other folds", "Content-Length: 5\r\nX: a\r\n b\r\n", "length 5");
}

void FramingTest::connections() {
    const QByteArray old = "GET / HTTP/1.0";
    row("close", "Connection: close\r\n", "none close");
    row("close in a list", "Connection: te, Close\r\n", "none close");
    row("close on a second line", "Connection: te\r\nConnection: close\r\n", "none close");
    row("only nearly", "Connection: closed\r\n", "none");
    row("keep-alive needs nothing", "Connection: keep-alive\r\n", "none");
    row("HTTP/1.0 closes", "", "none close", old);
    row("HTTP/1.0 kept", "Connection: Keep-Alive\r\n", "none keep10", old);
    row("HTTP/1.0 in two minds", "Connection: keep-alive, close\r\n", "none close keep10", old);
    row("HTTP/1.2", "", "none", "GET / HTTP/1.2");
    row("continue", "Content-Length: 5\r\nExpect: 100-continue\r\n", "length 5 continue");
    row("continue in any case", "Content-Length: 5\r\nExpect: 100-Continue\r\n", "length 5 continue");
    row("another expectation", "Content-Length: 5\r\nExpect: x\r\n", "length 5");
    row("continue in HTTP/1.0", "Content-Length: 5\r\nExpect: 100-continue\r\n", "length 5 close",
        "POST / HTTP/1.0");
    row("CONNECT", "", "none close 405 [connect]", "CONNECT a:443 HTTP/1.1");
    row("CONNECT with a body", "Content-Length: 5\r\n", "none close 405 [connect]", "CONNECT a:443 HTTP/1.1");
    row("CONNECT with nonsense", "Content-Length: x\r\n", "none close 405 [connect]", "CONNECT a:1 HTTP/1.1");
    row("CONNECT with a fold", "Host: a\r\n b\r\n", "refused 22 400 [obs-fold]", "CONNECT a:1 HTTP/1.1");
}

void FramingTest::framing() {
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, expected);
    QCOMPARE(outcome(head), expected);
}

void FramingTest::declaredLengthIsKept() {
    listener::ParsedHead parsed;
    listener::Violation violation;
    const std::string head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 7\r\n\r\n";
    QVERIFY(listener::RequestParser::parse(head, parsed, violation));
    traffic::FlagSet flags;
    Framing framing;
    QVERIFY(decideFraming(parsed, {}, flags, framing, violation));
    QCOMPARE(framing.declaredLength, std::optional<std::uint64_t>(7));
}

QTEST_GUILESS_MAIN(FramingTest)
#include "framing_test.moc"
