// SPDX-License-Identifier: Apache-2.0
#include "core/http/request_target.h"

#include <QTest>
#include <string>

using namespace mirrorscope;
using http::TargetForm;

namespace {

QByteArray bytesOf(std::string_view text) {
    return QByteArray::fromStdString(std::string(text));
}

}  // namespace

class RequestTargetTest : public QObject {
    Q_OBJECT

private slots:
    void targets_data();
    void targets();
    void hostAndPort_data();
    void hostAndPort();
    void ports_data();
    void ports();
    void decoding_data();
    void decoding();
    void requestLines_data();
    void requestLines();
};

void RequestTargetTest::targets_data() {
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("form");
    QTest::addColumn<QByteArray>("parts");  // scheme|authority|path|query, query "-" when there is none
    const auto row = [](const char* target, TargetForm form, const char* parts) {
        QTest::newRow(*target == '\0' ? "(empty)" : target)
            << QByteArray(target) << static_cast<int>(form) << QByteArray(parts);
    };
    row("/", TargetForm::Origin, "||/|-");
    row("/a/b?c=d", TargetForm::Origin, "||/a/b|c=d");
    row("/a?", TargetForm::Origin, "||/a|");
    row("/a?b?c", TargetForm::Origin, "||/a|b?c");
    row("/http://x/y", TargetForm::Origin, "||/http://x/y|-");
    row("//a", TargetForm::Origin, "||//a|-");
    row("/a%2fb%zz", TargetForm::Origin, "||/a%2fb%zz|-");
    row("*", TargetForm::Asterisk, "||*|-");
    row("http://a.test:81/b?c", TargetForm::Absolute, "http|a.test:81|/b|c");
    row("http://a.test", TargetForm::Absolute, "http|a.test||-");
    row("http://a.test?c", TargetForm::Absolute, "http|a.test||c");
    row("HTTPS://u@[::1]:8/x", TargetForm::Absolute, "HTTPS|u@[::1]:8|/x|-");
    row("a.test:443", TargetForm::Authority, "|a.test:443||-");
    row("[::1]:443", TargetForm::Authority, "|[::1]:443||-");
    row("a.test", TargetForm::Other, "||a.test|-");
    row("a.test:x", TargetForm::Other, "||a.test:x|-");
    row("a/b:80", TargetForm::Other, "||a/b:80|-");
    row("://a", TargetForm::Other, "||://a|-");
    row("?a", TargetForm::Other, "|||a");
    row("", TargetForm::Other, "|||-");
}

void RequestTargetTest::targets() {
    QFETCH(QByteArray, target);
    QFETCH(int, form);
    QFETCH(QByteArray, parts);
    const std::string text = target.toStdString();
    const http::RequestTarget split = http::splitTarget(text);
    QCOMPARE(static_cast<int>(split.form), form);
    QCOMPARE(bytesOf(split.scheme) + "|" + bytesOf(split.authority) + "|" + bytesOf(split.path) + "|" +
                 (split.hasQuery ? bytesOf(split.query) : "-"),
             parts);
}

void RequestTargetTest::hostAndPort_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("port");  // -1: none
    const auto row = [](const char* text, const char* host, int port) {
        QTest::newRow(*text == '\0' ? "(empty)" : text) << QByteArray(text) << QByteArray(host) << port;
    };
    row("", "", -1);
    row("a.test", "a.test", -1);
    row("a.test:80", "a.test", 80);
    row("a.test:", "a.test", -1);
    row("a.test:65535", "a.test", 65535);
    row("a.test:65536", "a.test", -1);
    row("a.test:8x", "a.test", -1);
    row(":80", "", 80);
    row("[::1]", "[::1]", -1);
    row("[::1]:80", "[::1]", 80);
    row("[::1]:", "[::1]", -1);
    row("::1", "::1", -1);
    row("2001:db8::1:80", "2001:db8::1:80", -1);
}

void RequestTargetTest::hostAndPort() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, host);
    QFETCH(int, port);
    const std::string bytes = text.toStdString();
    const http::HostPort split = http::splitHostPort(bytes);
    QCOMPARE(bytesOf(split.host), host);
    QCOMPARE(split.port ? static_cast<int>(*split.port) : -1, port);
}

void RequestTargetTest::ports_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("port");
    const auto row = [](const char* text, int port) {
        QTest::newRow(*text == '\0' ? "(empty)" : text) << QByteArray(text) << port;
    };
    row("0", 0);
    row("8445", 8445);
    row("00080", 80);
    row("65535", 65535);
    for (const char* text : {"", "65536", "-1", "+80", " 80", "80 ", "8a", "0x50", "99999999999999999999"}) {
        row(text, -1);
    }
}

void RequestTargetTest::ports() {
    QFETCH(QByteArray, text);
    QFETCH(int, port);
    const auto read = http::parsePort(text.toStdString());
    QCOMPARE(read ? static_cast<int>(*read) : -1, port);
}

void RequestTargetTest::decoding_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* text, const QByteArray& expected) {
        QTest::newRow(*text == '\0' ? "(empty)" : text) << QByteArray(text) << expected;
    };
    row("", "");
    row("a+b", "a+b");
    row("%41%7a", "Az");
    row("%2F%2f", "//");
    row("%2541", "%41");  // once
    row("%00", QByteArray(1, '\0'));
    row("%ff", "\xff");
    row("%", "%");
    row("%4", "%4");
    row("%4g%g4", "%4g%g4");
    row("%%41", "%A");
}

void RequestTargetTest::decoding() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(bytesOf(http::percentDecoded(text.toStdString())), expected);
}

void RequestTargetTest::requestLines_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("parts");  // method|target|version
    const auto row = [](const char* line, const char* parts) {
        QTest::newRow(*line == '\0' ? "(empty)" : line) << QByteArray(line) << QByteArray(parts);
    };
    row("GET / HTTP/1.1", "GET|/|HTTP/1.1");
    row("GET /a b HTTP/1.1", "GET|/a b|HTTP/1.1");
    row("GET /x HTTP/1.1 HTTP/1.0", "GET|/x HTTP/1.1|HTTP/1.0");
    row("GET  / HTTP/1.1", "GET| /|HTTP/1.1");
    row("GET /", "GET|/|");
    row("GET", "GET||");
    row("", "||");
    row(" / HTTP/1.1", "|/|HTTP/1.1");
    row("GET HTTP/1.1", "GET|HTTP/1.1|");
}

void RequestTargetTest::requestLines() {
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, parts);
    const std::string text = line.toStdString();
    const http::RequestLine split = http::splitRequestLine(text);
    QCOMPARE(bytesOf(split.method) + "|" + bytesOf(split.target) + "|" + bytesOf(split.version), parts);
}

QTEST_GUILESS_MAIN(RequestTargetTest)
#include "request_target_test.moc"
