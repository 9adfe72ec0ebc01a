// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/forwarded_hops.h"

#include <QTest>
#include <string>

using namespace mirrorscope;
using forwarding::ForwardedAddress;

namespace {

/// "1.2.3.4 5.6.7.8:80 - !": nobody is "-", invalid is "!".
std::string shown(const forwarding::ForwardedHops& hops) {
    std::string out;
    for (const ForwardedAddress& hop : hops.hops) {
        out += out.empty() ? "" : " ";
        switch (hop.form) {
            case ForwardedAddress::Form::Address:
                out += hop.address.to_string() + (hop.port ? "#" + std::to_string(*hop.port) : "");
                break;
            case ForwardedAddress::Form::Nobody:
                out += "-";
                break;
            case ForwardedAddress::Form::Invalid:
                out += "!";
                break;
        }
    }
    return out;
}

}  // namespace

class ForwardedHopsTest : public QObject {
    Q_OBJECT

private slots:
    void lists_data();
    void lists();
    void longListKeepsTheRightEnd();
};

void ForwardedHopsTest::lists_data() {
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* lines, const char* expected) {
        QTest::newRow(name) << QByteArray(lines) << QByteArray(expected);
    };
    row("none", "Host: a\r\n", "");
    row("one", "X-Forwarded-For: 10.1.2.3\r\n", "10.1.2.3");
    row("several", "X-Forwarded-For: 203.0.113.7, 198.51.100.2,127.0.0.2\r\n",
        "203.0.113.7 198.51.100.2 127.0.0.2");
    row("two lines", "X-Forwarded-For: 1.1.1.1\r\nx-forwarded-for: 2.2.2.2, 3.3.3.3\r\n",
        "1.1.1.1 2.2.2.2 3.3.3.3");
    row("empty elements", "X-Forwarded-For: ,, 1.1.1.1 ,,\r\n", "1.1.1.1");
    row("ports", "X-Forwarded-For: 1.1.1.1:4711, [2001:db8::1]:443, 2001:db8::2\r\n",
        "1.1.1.1#4711 2001:db8::1#443 2001:db8::2");
    row("mapped", "X-Forwarded-For: ::ffff:192.0.2.1\r\n", "192.0.2.1");
    row("nobody", "X-Forwarded-For: unknown, _hidden, 1.1.1.1\r\n", "- - 1.1.1.1");
    row("garbage", "X-Forwarded-For: 1.2.3.4' OR 1=1--, unknown, _hidden, [::1%25eth0]:99999\r\n", "! - - !");
    row("names and numbers", "X-Forwarded-For: localhost, 1.2.3, 256.1.1.1, 1.2.3.4:99999, 010.1.1.1\r\n",
        "! ! ! ! !");
    row("fold", "X-Forwarded-For: 1.1.1.1,\r\n 2.2.2.2\r\n", "1.1.1.1 !");
    row("quotes never close", "X-Forwarded-For: \"1.1.1.1, 2.2.2.2\r\n", "! 2.2.2.2");
}

void ForwardedHopsTest::lists() {
    QFETCH(QByteArray, lines);
    QFETCH(QByteArray, expected);
    const std::string bytes = "GET / HTTP/1.1\r\n" + lines.toStdString() + "\r\n";
    const http::Head head(bytes);
    const auto hops = forwarding::readXForwardedFor(head);
    QCOMPARE(QByteArray::fromStdString(shown(hops)), expected);
    QCOMPARE(hops.invalid, expected.contains('!'));
    QVERIFY(!hops.cut);
}

void ForwardedHopsTest::longListKeepsTheRightEnd() {
    std::string bytes = "GET / HTTP/1.1\r\nX-Forwarded-For: 9.9.9.9\r\nX-Forwarded-For: ";
    for (int i = 0; i < 10'000; ++i) {
        bytes += "1.1.1.1,";
    }
    bytes += "2.2.2.2\r\n\r\n";
    const http::Head head(bytes);
    const auto hops = forwarding::readXForwardedFor(head);
    QVERIFY(hops.cut);
    QCOMPARE(hops.hops.size(), forwarding::kMostHops);
    QCOMPARE(hops.hops.back().address.to_string(), std::string("2.2.2.2"));
    QCOMPARE(hops.hops.front().address.to_string(), std::string("1.1.1.1"));
}

class ForwardedHeaderTest : public QObject {
    Q_OBJECT

private slots:
    void elements_data();
    void elements();
};

void ForwardedHeaderTest::elements_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* value, const char* expected) {
        QTest::newRow(name) << QByteArray(value) << QByteArray(expected);
    };
    row("plain", "for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60");
    row("quoted v6", "for=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17#4711");
    row("two", "for=192.0.2.43, For=\"[::1]\"", "192.0.2.43 ::1");
    row("without for", "proto=https, for=192.0.2.1", "192.0.2.1");
    row("unknown", "for=unknown;by=_secret", "-");
    row("comma in quotes", "for=\"a,b\"", "!");
    row("name", "for=proxy", "!");
}

void ForwardedHeaderTest::elements() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    const std::string bytes = "GET / HTTP/1.1\r\nForwarded: " + value.toStdString() + "\r\n\r\n";
    const http::Head head(bytes);
    QCOMPARE(QByteArray::fromStdString(shown(forwarding::readForwarded(head))), expected);
}

int main(int argc, char** argv) {
    ForwardedHopsTest list;
    ForwardedHeaderTest header;
    const int failed = QTest::qExec(&list, argc, argv);
    return failed + QTest::qExec(&header, argc, argv);
}
#include "forwarded_hops_test.moc"
