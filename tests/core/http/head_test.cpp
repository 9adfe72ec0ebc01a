// SPDX-License-Identifier: Apache-2.0
#include "core/http/head.h"

#include <QTest>
#include <string>

using namespace mirrorscope;

namespace {

/// "line|name=value|name=value"
QByteArray shown(const http::Head& head) {
    std::string out(head.requestLine());
    for (const http::Field& field : head.fields()) {
        out += "|" + std::string(field.name) + "=" + std::string(field.value);
    }
    return QByteArray::fromStdString(out);
}

}  // namespace

class HeadTest : public QObject {
    Q_OBJECT

private slots:
    void reading_data();
    void reading();
    void lookUp();
    void oneListOfManyLines();
    void viewsPointIntoTheBytes();
    void listElements_data();
    void listElements();
    void trimmed_data();
    void trimmed();
};

void HeadTest::reading_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& bytes, const QByteArray& expected) {
        QTest::newRow(name) << bytes << expected;
    };
    row("usual", "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n", "GET / HTTP/1.1|Host=a|Accept=*/*");
    row("empty", "", "");
    row("only an empty line", "\r\n", "");
    row("request line alone", "GET / HTTP/1.1", "GET / HTTP/1.1");
    row("order, case and duplicates", "G\r\nb: 1\r\nA: 2\r\nB: 3\r\n\r\n", "G|b=1|A=2|B=3");
    row("white space around values", "G\r\na:1\r\nb: \t 2 \t\r\nc:\r\nd:   \r\n\r\n", "G|a=1|b=2|c=|d=");
    row("white space before the colon stays", "G\r\nHost : a\r\n\r\n", "G|Host =a");
    row("colons in values", "G\r\nHost: a:80\r\n:x: y\r\n\r\n", "G|Host=a:80|=x: y");
    row("no colon", "G\r\nnonsense\r\nHost: a\r\n\r\n", "G|nonsense=|Host=a");
    row("fold keeps its line end", "G\r\na: 1\r\n  2\r\nb: 3\r\n\r\n", "G|a=1\r\n  2|b=3");
    row("fold of two lines", "G\r\na: 1\r\n\t2\r\n 3\r\n\r\n", "G|a=1\r\n\t2\r\n 3");
    row("fold behind the request line", "G\r\n a: 1\r\n\r\n", "G| a=1");
    row("bare LF", "G\nHost: a\nB: c\n\n", "G|Host=a|B=c");
    row("bare CR stays", "G\r\na: 1\r2\r\n\r\n", "G|a=1\r2");
    row("leading empty lines", "\r\n\r\nG\r\nHost: a\r\n\r\n", "G|Host=a");
    row("body is not read", "G\r\nHost: a\r\n\r\nX: y\r\n", "G|Host=a");
    row("cut in a line", "G\r\nHost: a\r\nAcc", "G|Host=a|Acc=");
    row("NUL", QByteArray("G\r\na\0b: c\0d\r\n\r\n", 15), QByteArray("G|a\0b=c\0d", 9));
    row("other bytes", "\x16\x03\x01\xff", "\x16\x03\x01\xff");
}

void HeadTest::reading() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    const std::string text = bytes.toStdString();
    QCOMPARE(shown(http::Head(text)), expected);
}

void HeadTest::lookUp() {
    const http::Head head("G\r\nHost: first\r\nx-a: 1\r\nHOST: second\r\nEmpty:\r\n\r\n");
    QCOMPARE(head.value("host"), std::optional<std::string_view>("first"));
    QCOMPARE(head.values("Host"), (std::vector<std::string_view>{"first", "second"}));
    QCOMPARE(head.value("Empty"), std::optional<std::string_view>(""));
    QVERIFY(head.has("X-A"));
    QVERIFY(!head.has("X-"));
    QVERIFY(!head.value("missing"));
    QVERIFY(head.values("missing").empty());
}

void HeadTest::oneListOfManyLines() {
    const http::Head head("G\r\nX-F: a, b\r\nHost: c\r\nx-f: ,d\r\nX-F:\r\n\r\n");
    QCOMPARE(head.listed("X-F"), (std::vector<std::string_view>{"a", "b", "d"}));
    QVERIFY(head.listed("missing").empty());
}

void HeadTest::viewsPointIntoTheBytes() {
    const std::string bytes = "G / HTTP/1.1\r\nHost:  a.test \r\n\r\n";
    const http::Head head(bytes);
    QCOMPARE(head.fields().front().value.data() - bytes.data(), std::ptrdiff_t{21});
    QCOMPARE(head.requestLine().data() - bytes.data(), std::ptrdiff_t{0});
}

void HeadTest::listElements_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");  // joined by |
    const auto row = [](const char* value, const char* expected) {
        QTest::newRow(*value == '\0' ? "(empty)" : value) << QByteArray(value) << QByteArray(expected);
    };
    row("", "");
    row("a", "a");
    row("a, b,c", "a|b|c");
    row(" a \t,\tb ", "a|b");
    row(",, ,a,,b,", "a|b");
    row(" , ", "");
    row("a b, c;d=e", "a b|c;d=e");
}

void HeadTest::listElements() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    const std::string text = value.toStdString();
    std::string joined;
    for (const std::string_view element : http::listElements(text)) {
        joined += (joined.empty() ? "" : "|") + std::string(element);
    }
    QCOMPARE(QByteArray::fromStdString(joined), expected);
}

void HeadTest::trimmed_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("both ends") << QByteArray(" \ta b\t ") << QByteArray("a b");
    QTest::newRow("nothing to cut") << QByteArray("a") << QByteArray("a");
    QTest::newRow("only white space") << QByteArray(" \t ") << QByteArray();
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("line ends stay") << QByteArray("\r\na\v") << QByteArray("\r\na\v");
}

void HeadTest::trimmed() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const std::string bytes = text.toStdString();
    QCOMPARE(QByteArray::fromStdString(std::string(http::trimmed(bytes))), expected);
}

QTEST_GUILESS_MAIN(HeadTest)
#include "head_test.moc"
