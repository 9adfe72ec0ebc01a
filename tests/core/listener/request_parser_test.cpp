// SPDX-License-Identifier: Apache-2.0
#include "core/listener/request_parser.h"

#include <QTest>
#include <string>

using namespace mirrorscope;
using listener::ParsedHead;
using listener::RequestParser;

namespace {

std::string_view view(const QByteArray& bytes) {
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

/// "name=value|name=value", "~" behind a folded one; or "flag offset".
QByteArray outcome(const QByteArray& fields) {
    ParsedHead parsed;
    listener::Violation violation;
    const QByteArray head = "GET / HTTP/1.1\r\n" + fields + "\r\n";
    std::string text;
    if (!RequestParser::parse(view(head), parsed, violation)) {
        text = std::string(traffic::flagName(violation.flag)) + " " + std::to_string(violation.offset);
        return QByteArray::fromStdString(text + (violation.reason.empty() ? " without a reason" : ""));
    }
    for (const auto& field : parsed.fields) {
        text += (text.empty() ? "" : "|") + std::string(field.name) + "=" + std::string(field.value) +
                (field.folded ? "~" : "");
    }
    return QByteArray::fromStdString(text);
}

}  // namespace

class RequestParserTest : public QObject {
    Q_OBJECT

private slots:
    void fields_data();
    void fields();
    void refusals_data();
    void refusals();
    void requestLine();
    void offsetsAreThoseOfTheLines();
    void longValues_data();
    void longValues();
    void manyFields();
    void oneHeadAfterAnother();
};

void RequestParserTest::fields_data() {
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& fields, const QByteArray& expected) {
        QTest::newRow(name) << fields << expected;
    };
    row("none", "", "");
    row("order, case and duplicates", "b: 1\r\nA: 2\r\nB: 3\r\nb: 1\r\n", "b=1|A=2|B=3|b=1");
    row("white space around values", "A:1\r\nB: \t 2 \t\r\nC:\r\nD:   \r\n", "A=1|B=2|C=|D=");
    row("white space inside", "A: 1  2\t3\r\n", "A=1  2\t3");
    row("colons", "Host: a:80\r\nB: :\r\n", "Host=a:80|B=:");
    row("bytes over 127", "A: \xc3\xa9\xff\r\n", "A=\xc3\xa9\xff");
    row("every token character", "!#$%&'*+-.^_`|~09az: x\r\n", "!#$%&'*+-.^_`|~09az=x");
    row("fold", "A: 1\r\n  2\r\nB: 3\r\n", "A=1    2~|B=3");
    row("folds", "A: 1\r\n\t2\r\n 3 \r\n", "A=1  \t2   3~");
    row("fold of nothing", "A:\r\n 1\r\n", "A=1~");
    row("fold of white space", "A: 1\r\n \r\nB: 2\r\n", "A=1~|B=2");
    row("two folded fields", "A: 1\r\n 2\r\nB: 3\r\n 4\r\n", "A=1   2~|B=3   4~");
    row("framing names keep their letters", "Connection: x\r\nCONTENT-LENGTH: y\r\ntransfer-encoding: z\r\n",
        "Connection=x|CONTENT-LENGTH=y|transfer-encoding=z");
    row("lists that Beast refuses", "Connection: a b,,\"c\"\r\nUpgrade: ,\r\nProxy-Connection: ;\r\n",
        "Connection=a b,,\"c\"|Upgrade=,|Proxy-Connection=;");
    row("lengths that Beast refuses", "Content-Length: +5\r\nContent-Length: x\r\n",
        "Content-Length=+5|Content-Length=x");
    row("codings that Beast refuses", "Transfer-Encoding: gzip, chunked\r\nTransfer-Encoding: x\r\n",
        "Transfer-Encoding=gzip, chunked|Transfer-Encoding=x");
}

void RequestParserTest::fields() {
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, expected);
    QCOMPARE(outcome(fields), expected);
}

/// Offsets: the first field begins at byte 16.
void RequestParserTest::refusals_data() {
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& fields, const QByteArray& expected) {
        QTest::newRow(name) << fields << expected;
    };
    row("no colon", "A: b\r\nnonsense\r\n", "bad-field 22");
    row("no name", ": b\r\n", "bad-field 16");
    row("space before the colon", "A : b\r\n", "bad-field 17");
    row("parenthesis in a name", "A(b: c\r\n", "bad-field 17");
    row("bytes over 127 in a name", "\xc3\xa9: c\r\n", "bad-field 16");
    row("escape in a value", "A: \x1b[0m\r\n", "ctl-in-value 19");
    row("vertical tab in a value", "A: b\r\nC: d\x0b\r\n", "ctl-in-value 26");
    row("DEL in a value", "A: \x7f\r\n", "ctl-in-value 19");
    row("control in a fold", "A: b\r\n c\x01\r\n", "ctl-in-value 24");
    row("fold of nothing", " A: b\r\n", "obs-fold 16");
    row("white space line first", "\t\r\n", "obs-fold 16");
}

void RequestParserTest::refusals() {
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, expected);
    QCOMPARE(outcome(fields), expected);
}

void RequestParserTest::requestLine() {
    ParsedHead parsed;
    listener::Violation violation;
    const std::string head = "m-SEARCH http://a/?b=%00#c\xff HTTP/1.7\r\nA: b\r\n\r\n";
    QVERIFY(RequestParser::parse(head, parsed, violation));
    QCOMPARE(std::string(parsed.method), std::string("m-SEARCH"));
    QCOMPARE(std::string(parsed.target), std::string("http://a/?b=%00#c\xff"));
    QCOMPARE(std::string(parsed.version), std::string("HTTP/1.7"));
    QVERIFY(parsed.target.data() == head.data() + 9);  // a view, not a copy
}

void RequestParserTest::offsetsAreThoseOfTheLines() {
    ParsedHead parsed;
    listener::Violation violation;
    QVERIFY(RequestParser::parse("GET / HTTP/1.1\r\nA: 1\r\n 2\r\nB: 3\r\n\r\n", parsed, violation));
    QCOMPARE(parsed.fields[0].offset, std::size_t{16});
    QCOMPARE(parsed.fields[1].offset, std::size_t{26});
}

void RequestParserTest::longValues_data() {
    QTest::addColumn<QByteArray>("between");
    QTest::newRow("one line") << QByteArray();
    QTest::newRow("folded") << QByteArray("\r\n ");
}

/// http::fields of Boost 1.81 throws above 65,533 bytes, its folding ends at 4,096.
void RequestParserTest::longValues() {
    QFETCH(QByteArray, between);
    for (const int length : {4096, 5000, 65'533, 65'536, 200'000}) {
        const QByteArray half(length / 2, 'x');
        QCOMPARE(outcome("A: " + half + between + half + "\r\nB: c\r\n").size(),
                 2 * half.size() + 6 + (between.isEmpty() ? 0 : 4));
    }
}

void RequestParserTest::manyFields() {
    ParsedHead parsed;
    listener::Violation violation;
    std::string head = "GET / HTTP/1.1\r\n";
    for (int i = 0; i < 20'000; ++i) {
        head += "a:b\r\n";
    }
    QVERIFY(RequestParser::parse(head + "\r\n", parsed, violation));
    QCOMPARE(parsed.fields.size(), std::size_t{20'000});
}

void RequestParserTest::oneHeadAfterAnother() {
    ParsedHead parsed;
    listener::Violation violation;
    QVERIFY(RequestParser::parse("GET /long HTTP/1.1\r\nA: 1\r\n 2\r\nB: 3\r\n\r\n", parsed, violation));
    QVERIFY(!RequestParser::parse("GET / HTTP/1.1\r\nnonsense\r\n\r\n", parsed, violation));
    QVERIFY(RequestParser::parse("PUT / HTTP/1.0\r\nC: 4\r\n\r\n", parsed, violation));
    QCOMPARE(parsed.fields.size(), std::size_t{1});
    QCOMPARE(std::string(parsed.fields[0].name), std::string("C"));
    QCOMPARE(std::string(parsed.method), std::string("PUT"));
}

QTEST_GUILESS_MAIN(RequestParserTest)
#include "request_parser_test.moc"
