// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/curl_command.h"

#include <QTest>
#include <algorithm>

#include "tests/core/exchange/shell_reader.h"

using namespace mirrorscope;

namespace {

traffic::RequestDetail detailOf(std::string head, std::string body = {}) {
    traffic::RequestDetail detail;
    detail.request.head = std::move(head);
    detail.request.bodyLength = body.size();
    detail.request.body = std::move(body);
    return detail;
}

test::ShellCommand commandOf(const traffic::RequestDetail& detail,
                             const exchange::CurlOptions& options = {}) {
    return test::readShell(exchange::curlCommand(detail, options)).value_or(test::ShellCommand{});
}

/// "a|b|c"
QByteArray joined(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) {
        out += (out.empty() ? "" : "|") + text;
    }
    return QByteArray::fromStdString(out);
}

constexpr char kStart[] = "-q|-g|--path-as-is|--noproxy|*|";

}  // namespace

class CurlCommandTest : public QObject {
    Q_OBJECT

private slots:
    void words_data();
    void words();
    void comments_data();
    void comments();
    void whatTheClientAskedFor();
    void destinationOfTheUser();
    void bodyOfAnyBytes();
    void noCommandForWhatIsNoRequest_data();
    void noCommandForWhatIsNoRequest();
    void text();
};

void CurlCommandTest::words_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const QByteArray& head, const QByteArray& body,
                        const QByteArray& words) { QTest::newRow(name) << head << body << words; };
    row("get", "GET /a?b=c HTTP/1.1\r\nHost: x\r\nUser-Agent: u\r\nAccept: */*\r\n\r\n", "",
        "--http1.1|-X|GET|-H|Host: x|-H|User-Agent: u|-H|Accept: */*|http://x/a?b=c");
    row("curl's own headers are silenced", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n", "b",
        "--http1.1|-X|POST|-H|Host: x|-H|Content-Length: "
        "1|-H|User-Agent:|-H|Accept:|-H|Content-Type:|-H|Expect:|"
        "--data-binary|@-|http://x/");
    row("Host not first, other case", "GET / HTTP/1.0\r\naccept:1\r\nHOST: x\r\nuser-agent: \r\n\r\n", "",
        "--http1.0|-X|GET|-H|Host:|-H|accept:1|-H|HOST: x|-H|user-agent;|http://x/");
    row("two Hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\nAccept: a\r\nUser-Agent: b\r\n\r\n", "",
        "--http1.1|-X|GET|-H|Host:|-H|Host: x|-H|Host: y|-H|Accept: a|-H|User-Agent: b|http://x/");
    row("repeated headers",
        "GET / HTTP/1.1\r\nHost: x\r\nA: 1\r\na: 2\r\nAccept;: z\r\nA: 1\r\nAccept:\r\n\r\n", "",
        "--http1.1|-X|GET|-H|Host: x|-H|A: 1|-H|a: 2|-H|A: 1|-H|Accept;|-H|User-Agent:|http://x/");
    row("odd target", "GET /a b#c HTTP/1.1\r\nHost: x\r\nAccept: a\r\nUser-Agent: b\r\n\r\n", "",
        "--http1.1|-X|GET|-H|Host: x|-H|Accept: a|-H|User-Agent: b|--request-target|/a b#c|http://x/");
    row("absolute target", "OPTIONS * HTTP/1.1\r\nHost: x:81\r\nAccept: a\r\nUser-Agent: b\r\n\r\n", "",
        "--http1.1|-X|OPTIONS|-H|Host: x:81|-H|Accept: a|-H|User-Agent: b|--request-target|*|http://x:81/");
    row("globs", "GET /{a,b}[1-9] HTTP/1.1\r\nHost: [::1]:81\r\nAccept: a\r\nUser-Agent: b\r\n\r\n", "",
        "--http1.1|-X|GET|-H|Host: [::1]:81|-H|Accept: a|-H|User-Agent: b|--request-target|/{a,b}[1-9]|"
        "http://[::1]:81/");
    row("head", "HEAD / HTTP/1.1\r\nHost: x\r\nAccept: a\r\nUser-Agent: b\r\n\r\n", "",
        "--http1.1|--head|-H|Host: x|-H|Accept: a|-H|User-Agent: b|http://x/");
    row("chunked and empty",
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nAccept: a\r\nUser-Agent: b\r\n\r\n", "",
        "--http1.1|-X|PUT|-H|Host: x|-H|Transfer-Encoding: chunked|-H|Accept: a|-H|User-Agent: "
        "b|-H|Content-Type:|"
        "-H|Expect:|--data-binary|@-|http://x/");
    row("name that curl takes for a file",
        "GET / HTTP/1.1\r\nHost: x\r\n@/etc/passwd: a\r\n@file\r\nAccept: a\r\nUser-Agent: b\r\n\r\n", "",
        "--http1.1|-X|GET|-H|Host: x|-H|Accept: a|-H|User-Agent: b|http://x/");
    row("hostile host", "GET / HTTP/1.1\r\nHost: a@b/$(id)\r\nAccept: a\r\nUser-Agent: b\r\n\r\n", "",
        "--http1.1|-X|GET|-H|Host: a@b/$(id)|-H|Accept: a|-H|User-Agent: b|http://host.invalid/");
    row("hostile method", "`id`'$ / HTTP/1.1\r\nHost: x\r\nAccept: a\r\nUser-Agent: b\r\n\r\n", "",
        "--http1.1|-X|`id`'$|-H|Host: x|-H|Accept: a|-H|User-Agent: b|http://x/");
}

void CurlCommandTest::words() {
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, words);
    const auto command = commandOf(detailOf(head.toStdString(), body.toStdString()));
    QCOMPARE(joined(command.words), kStart + words);
    QCOMPARE(QByteArray::fromStdString(command.piped), body);
}

void CurlCommandTest::comments_data() {
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("comment");
    QTest::newRow("nothing") << QByteArray("A: b\r\n") << QByteArray();
    QTest::newRow("fold") << QByteArray("A: b\r\n  c\r\n")
                          << QByteArray("Folded header lines are joined with a space.");
    QTest::newRow("line feeds") << QByteArray("A: b\n")
                                << QByteArray("Lines ended with LF alone, curl ends them with CR LF.");
    QTest::newRow("no colon") << QByteArray("A b\r\n: c\r\nB: \rc\r\n")
                              << QByteArray("3 header lines are left out: curl cannot send them.");
    QTest::newRow("NUL") << QByteArray("A: b\0c\r\n", 8)
                         << QByteArray("1 header lines are left out: curl cannot send them.");
    QTest::newRow("white space") << QByteArray("A:  \r\n")
                                 << QByteArray("White space of empty header values is left out.");
    QTest::newRow("too long") << QByteArray("A: ") + QByteArray(140'000, 'x') + "\r\n"
                              << QByteArray("1 header lines are left out: curl cannot send them.");
}

void CurlCommandTest::comments() {
    QFETCH(QByteArray, lines);
    QFETCH(QByteArray, comment);
    const auto command = commandOf(detailOf("GET / HTTP/1.1\r\nHost: x\r\n" + lines.toStdString() + "\r\n"));
    QVERIFY(!command.words.empty());
    QCOMPARE(joined(command.comments), comment);
}

void CurlCommandTest::whatTheClientAskedFor() {
    auto detail =
        detailOf("POST / HTTP/1.1\r\nhost: shop.example-shadow\r\nContent-Length: 9\r\n\r\n", "abc");
    detail.request.bodyLength = 9;
    detail.request.trailers = "X: y\r\n";
    detail.request.trailing = "GET";
    detail.row.context.host = "shop.example";
    detail.row.context.scheme = "https";
    detail.row.context.port = 8443;
    const auto command = commandOf(detail);
    const auto has = [&](const char* word) {
        return std::ranges::find(command.words, word) != command.words.end();
    };
    QVERIFY(has("host: shop.example:8443"));
    QVERIFY(has("Content-Length: 3"));
    QVERIFY(has("https://shop.example:8443/"));
    QCOMPARE(
        joined(command.comments),
        QByteArray(
            "The body is cut: 3 of 9 bytes were kept.|Trailers are left out: curl sends none.|Bytes behind "
            "the request are left out.|The Host line is that of the client: the proxy wrote another one "
            "into its copy.|Content-Length is that of the body sent here, not the one announced."));
    const auto received = commandOf(detail, {.destination = {}, .asReceived = true});
    QVERIFY(std::ranges::find(received.words, "host: shop.example-shadow") != received.words.end());
}

void CurlCommandTest::destinationOfTheUser() {
    const auto detail = detailOf("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(commandOf(detail, {.destination = "https://staging:1/"}).words.back(),
             std::string("https://staging:1/a"));
    QCOMPARE(commandOf(detail, {.destination = {}, .hiddenSecrets = 2}).comments.at(0),
             std::string("Hidden secrets: 2. Put them in where REDACTED stands."));
}

void CurlCommandTest::bodyOfAnyBytes() {
    std::string body;
    for (int i = 0; i < 2000; ++i) {
        body += static_cast<char>(i);
        const auto command = commandOf(detailOf("POST / HTTP/1.1\r\nHost: x\r\n\r\n", body));
        QVERIFY(command.piped == body);
    }
}

void CurlCommandTest::noCommandForWhatIsNoRequest_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02$(id)\r\n", 11);
    QTest::newRow("method") << QByteArray("G(ET / HTTP/1.1\r\n\r\n");
    QTest::newRow("NUL in the target") << QByteArray("GET /a\0b HTTP/1.1\r\n\r\n", 21);
}

void CurlCommandTest::noCommandForWhatIsNoRequest() {
    QFETCH(QByteArray, head);
    auto detail = detailOf(head.toStdString());
    detail.request.form = traffic::RequestForm::NotHttp;
    QCOMPARE(exchange::curlCommand(detail, {}), std::string("# No request that curl can send: not-http.\n"));
}

void CurlCommandTest::text() {
    const auto detail = detailOf("POST /it's HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n", "a\nb\n");
    QCOMPARE(
        QByteArray::fromStdString(exchange::curlCommand(detail, {})),
        QByteArray("printf 'a\\012'\\\n'b\\012' | \\\ncurl -q -g --path-as-is --noproxy '*' \\\n  --http1.1 "
                   "\\\n  -X "
                   "'POST' \\\n  -H 'Host: x' \\\n  -H 'Content-Length: 4' \\\n  -H 'User-Agent:' \\\n  -H "
                   "'Accept:' \\\n  -H 'Content-Type:' \\\n  -H 'Expect:' \\\n  --data-binary @- \\\n  "
                   "'http://x/it'\\''s'\n"));
}

QTEST_APPLESS_MAIN(CurlCommandTest)
#include "curl_command_test.moc"
