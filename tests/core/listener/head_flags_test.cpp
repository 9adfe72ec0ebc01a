// SPDX-License-Identifier: Apache-2.0
#include "core/listener/head_flags.h"

#include <QTest>
#include <string>

using namespace mirrorscope;

class HeadFlagsTest : public QObject {
    Q_OBJECT

private slots:
    void flags_data();
    void flags();
};

namespace {

/// A head with these fields behind its request line; the answer's status is 204 unless told.
void row(const char* name, const QByteArray& line, const QByteArray& fields, const QByteArray& flags = {},
         int status = 204) {
    QTest::newRow(name) << line + " HTTP/1.1\r\n" + fields + "\r\n" << flags << status;
}

void targets() {
    row("usual", "GET /", "Host: a\r\n");
    row("unknown method", "BREW /", "Host: a\r\n", "unknown-method");
    row("lower case is another method", "get /", "Host: a\r\n", "unknown-method");
    row("WebDAV is known", "PROPFIND /", "Host: a\r\n");
    row("asterisk", "OPTIONS *", "Host: a\r\n");
    row("asterisk of others", "GET *", "Host: a\r\n", "bad-target");
    row("relative", "GET index.html", "Host: a\r\n", "bad-target");
    row("fragment", "GET /a#b", "Host: a\r\n", "bad-target");
    row("absolute", "GET http://a/", "Host: a\r\n", "absolute-form");
    row("absolute in another case", "GET HTTP://A/", "Host: a\r\n", "absolute-form");
    row("another host", "GET http://b/", "Host: a\r\n", "absolute-form,host-mismatch");
    row("another port", "GET http://a:81/", "Host: a\r\n", "absolute-form,host-mismatch");
    row("another scheme", "GET ftp://b/", "Host: a\r\n", "absolute-form");
    row("CONNECT", "CONNECT a:443", "Host: a\r\n", "connect", 405);
}

void hosts() {
    row("no Host", "GET /", "");
    row("two Hosts", "GET /", "Host: a\r\nHost: a\r\n", "host-duplicate", 400);
    row("port", "GET /", "Host: a:8080\r\n");
    row("empty port", "GET /", "Host: a:\r\n");
    row("bad port", "GET /", "Host: a:b\r\n", "host-invalid", 400);
    row("port over 65535", "GET /", "Host: a:65536\r\n", "host-invalid", 400);
    row("IPv6", "GET /", "Host: [::1]:80\r\n");
    row("path in the Host", "GET /", "Host: a/b\r\n", "host-invalid", 400);
    row("user in the Host", "GET /", "Host: u@a\r\n", "host-invalid", 400);
    row("space in the Host", "GET /", "Host: a b\r\n", "host-invalid", 400);
    row("bytes over 127 in the Host", "GET /", "Host: \xc3\xa9\r\n", "host-invalid", 400);
}

void characters() {
    row("UTF-8 in a value", "GET /", "A: \xc3\xa9\r\n");
    row("other bytes in a value", "GET /", "A: \xe9\r\n", "non-utf8");
    row("UTF-8 in the target", "GET /\xc3\xa9", "", "non-ascii-target");
    row("other bytes in the target", "GET /\xe9", "", "non-utf8");
    row("right to left", "GET /", "A: \xe2\x80\xae\r\n", "bidi");
    row("zero width in the target", "GET /\xe2\x80\x8b", "", "bidi,non-ascii-target");
}

void fields() {
    row("upgrade", "GET /", "Connection: Upgrade\r\nUpgrade: websocket\r\n", "upgrade");
    row("usual options", "GET /", "Connection: keep-alive, TE, close\r\n");
    row("end-to-end header", "GET /", "Connection: close, X-Forwarded-For\r\n", "hop-by-hop");
    row("not a token", "GET /", "Connection: a b\r\n", "connection-invalid");
    row("Proxy-Connection names none", "GET /", "Proxy-Connection: x\r\n");
    row("Proxy-Connection not a token", "GET /", "Proxy-Connection: a b\r\n", "connection-invalid");
    row("fold", "GET /", "A: b\r\n c\r\n", "obs-fold");
    row("nearly a coding", "GET /", "Transfer_Encoding: chunked\r\n", "suspicious-name");
    row("nearly a length", "GET /", "Content.Length: 5\r\n", "suspicious-name");
    row("without its hyphen", "GET /", "ContentLength: 5\r\n", "suspicious-name");
    row("others with underscores", "GET /", "X_Token: 5\r\n");
    row("body on GET", "GET /", "Content-Length: 1\r\n", "body-on-get");
    row("no body on GET", "GET /", "Content-Length: 0\r\n");
    row("chunks on HEAD", "HEAD /", "Transfer-Encoding: chunked\r\n", "body-on-head");
    row("body on DELETE", "DELETE /", "Content-Length: 1\r\n");
}

void sizes() {
    row("8 KiB", "GET /", "A: " + QByteArray(8192 - 23, 'x') + "\r\n");
    row("over 8 KiB", "GET /", "A: " + QByteArray(8192 - 22, 'x') + "\r\n", "large-head");
    row("100 fields", "GET /", QByteArray("A: b\r\n").repeated(100));
    row("101 fields", "GET /", QByteArray("A: b\r\n").repeated(101), "many-fields");
    row("2000 fields are why it is large", "GET /", QByteArray("A: b\r\n").repeated(2000), "many-fields");
}

}  // namespace

void HeadFlagsTest::flags_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("flags");
    QTest::addColumn<int>("status");
    targets();
    hosts();
    characters();
    fields();
    sizes();
}

void HeadFlagsTest::flags() {
    QFETCH(QByteArray, head);
    const std::string_view bytes(head.data(), static_cast<std::size_t>(head.size()));
    listener::ParsedHead parsed;
    listener::Violation violation;
    listener::Framing framing;
    traffic::FlagSet found;
    QVERIFY(listener::RequestParser::parse(bytes, parsed, violation));
    QVERIFY(decideFraming(parsed, {}, found, framing, violation));
    markHead(bytes, parsed, framing, found);
    QFETCH(QByteArray, flags);
    QFETCH(int, status);
    QCOMPARE(QByteArray::fromStdString(found.text()), flags);
    QCOMPARE(framing.status, status);
}

QTEST_GUILESS_MAIN(HeadFlagsTest)
#include "head_flags_test.moc"
