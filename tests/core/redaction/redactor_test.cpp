// SPDX-License-Identifier: Apache-2.0
#include "core/redaction/redactor.h"

#include <QTest>
#include <chrono>
#include <string>

using namespace mirrorscope;
using redaction::Redactor;

namespace {

constexpr char kToken[] = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

/// The text of a whole request with «…» around what is hidden.
std::string marked(const traffic::MirroredRequest& request, const redaction::Secrets& secrets) {
    const std::string bytes = request.head + request.body + request.trailers + request.trailing;
    std::string out;
    std::size_t at = 0;
    for (const redaction::Secret& one : secrets) {
        out += bytes.substr(at, one.offset - at) + "<<" + bytes.substr(one.offset, one.length) + ">>";
        at = one.offset + one.length;
    }
    return out + bytes.substr(at);
}

traffic::MirroredRequest requestOf(std::string head, std::string body = {}) {
    traffic::MirroredRequest request;
    request.head = std::move(head);
    request.body = std::move(body);
    return request;
}

std::string plain(std::string text) {
    for (const char* mark : {"<<", ">>"}) {
        for (auto at = text.find(mark); at != text.npos; at = text.find(mark)) {
            text.erase(at, 2);
        }
    }
    return text;
}

}  // namespace

class RedactorTest : public QObject {
    Q_OBJECT

private slots:
    void headLines_data();
    void headLines();
    void bodies_data();
    void bodies();
    void reasonsName();
    void rulesOfTheUser();
    void rulesOfOneSource();
    void badPatternIsRefused();
    void patternThatGivesUpHidesTheText();
    void hostileBytesTakeLinearTime_data();
    void hostileBytesTakeLinearTime();
};

void RedactorTest::headLines_data() {
    QTest::addColumn<QByteArray>("line");  // with << >> around what must be hidden
    const auto row = [](const char* name, const QByteArray& line) { QTest::newRow(name) << line; };
    row("bearer", "Authorization: Bearer <<abc.def>>");
    row("basic, case and space", "aUTHORIZATION:basic   <<dXNlcjpwYXNz>>  ");
    row("no scheme", "Authorization: <<s3cret>>");
    row("unknown scheme", "Authorization: <<Magic s3cret>>");
    row("digest", "Proxy-Authorization: Digest <<username=\"u\", response=\"x\">>");
    row("folded", "Authorization: Bearer <<abc\r\n def>>");
    row("cookies", "Cookie: a=<<1>>; b=<<x=y>>;c=<<\"q\">>; <<bare>>; d=");
    row("set-cookie", "Set-Cookie: sid=<<31>>; Path=/; HttpOnly");
    row("api key", "X-Api-Key: <<k>>");
    row("any token", "X-Vault-Token: <<s.abc>>");
    row("any secret", "Our_Secret: <<zz zz>>");
    row("space before colon", "Cookie : a=<<1>>");
    row("token in a path", QByteArray("X-Original-URI: /cb/<<").append(kToken).append(">>/x"));
    row("parameter in a URL", "Referer: https://a.example/?x=1&access_token=<<abc>>&y=2");
    row("quote in a parameter", "Referer: https://a.example/?token=<<a'b\"c>>&y=2");
    row("userinfo", "Referer: https://<<user:p@ss>>@a.example/?x=1");
    row("coded name", "X-Original-URL: /?p%61ssword=<<abc>>&x=1");
    row("twice coded", "X-Original-URL: /?u=%2Fcb%253Fpassword%253D<<abc>>%2526x");
    row("bearer elsewhere", "X-Debug: used Bearer <<abcdefgh>> here");
    row("card", "X-Note: paid by <<4111 1111 1111 1111>> today");
    row("no card: check digit", "X-Note: 4111 1111 1111 1112");
    row("no card: id", "X-Request-Id: 4111111111111111");
    row("no card: time", "X-Note: 1764400000000 1764400000");
    row("no card: hexadecimal", "X-Note: a4111111111111111");
    row("no card: fraction", "X-Note: 0.4111111111111111");
    row("harmless", "X-Tokenizer: bpe");
    row("harmless words", "X-Info: basic authentication of the bearer");
    row("page token", "X-Next: /?page_token=abc&limit=3");
    row("host", "Host: shop.example:8080");
}

void RedactorTest::headLines() {
    QFETCH(QByteArray, line);
    const std::string expected =
        "GET /a?b=c HTTP/1.1\r\nHost: a\r\n" + line.toStdString() + "\r\nAccept: */*\r\n\r\n";
    const auto request = requestOf(plain(expected));
    QCOMPARE(QByteArray::fromStdString(marked(request, Redactor().secretsOf(request))),
             QByteArray::fromStdString(expected));
}

void RedactorTest::bodies_data() {
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* name, const QByteArray& type, const QByteArray& body) {
        QTest::newRow(name) << type << body;
    };
    const QByteArray form = "application/x-www-form-urlencoded";
    const QByteArray json = "application/json";
    row("form", form, "user=a&password=<<b,c;d>>&x=1");
    row("form, coded name", form, "user=a&%70%61ssword=<<b>>&x=1");
    row("form, twice coded name", form, "%2570assword=<<b>>&x=1");
    row("form, array", form, "user[password]=<<b>>&user[name]=c&pwd[]=<<d>>");
    row("form, JSON inside", form, "j=%7B%22password%22%3A%22<<b%26c>>%22%7D&x=1");
    row("JSON", json, R"({"a":1,"password": "<<b\"c>>","d":"password"})");
    row("JSON number", json, R"({"pin": <<1234>>, "n": 5})");
    row("JSON object", json, R"({"credentials": <<{"u":"}","p":[1]}>>, "n": 5})");
    row("JSON escaped name", json, R"({"p\u0061ssword": "<<b>>", "n": "c"})");
    row("JSON in JSON", json, R"({"b":"{\"password\":\"<<x>>\",\"n\":1}"})");
    row("JSON camel case", json, R"({"accessToken":"<<x>>","tokenType":"y"})");
    row("JSON cut", json, R"({"a":1,"password":"<<b>>)");
    row("NDJSON", json, "{\"secret\":\"<<a>>\"}\n{\"secret\":\"<<b>>\"}\n");
    row("multipart", "multipart/form-data; boundary=XX",
        "--XX\r\nContent-Disposition: form-data; name=\"user\"\r\n\r\na\r\n--XX\r\nContent-Disposition: "
        "form-data; name=\"password\"\r\n\r\n<<b\r\nc>>\r\n--XX--\r\n");
    row("multipart, file", "multipart/form-data; boundary=\"X X\"",
        "--X X\r\ncontent-disposition: form-data; filename=f; name=private_key\r\nContent-Type: x/y\r\n\r\n"
        "<<-----BEGIN\r\nkey>>\r\n--X X--");
    row("multipart without type", "",
        "--Y\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n<<b>>\r\n--Y--\r\n");
    row("XML", "text/xml", "<a><wsse:Password Type=\"t\"><<b>></wsse:Password><n>c</n></a>");
    row("XML data", "text/xml", "<a><password><![CDATA[<<b<c>>]]></password></a>");
    row("XML attribute", "text/xml", "<a name=\"x\" password=\"<<b>>\"/>");
    row("YAML", "text/yaml", "user: a\npassword: <<b>>\nname: c\n");
    row("message", "message/http", "GET / HTTP/1.1\r\nAuthorization: <<Basic dTpw>>\r\nHost: a\r\n");
    row("token", "text/plain", QByteArray("see <<").append(kToken).append(">>, please"));
    row("encrypted token", "text/plain", "<<eyJlbmMiOiJBIiwiYWxnIjoiQiJ9.a.b.c.d>> end");
    row("no token", "text/plain", "eyJub3RoaW5nIjoxfQ.a.b");
    row("cards", "text/plain", "<<4111-1111-1111-1111>>, <<378282246310005>>; 1234567890123456");
    row("card before a date", "text/plain", "<<4111 1111 1111 1111>> 12/27");
    row("nothing", json, R"({"name":"a","list":[1,2,{"b":"c: d"}],"pagetoken":"x"})");
    row("unknown coding", "text/plain\r\nContent-Encoding: magic", "<<abc>>");
    row("broken gzip", "text/plain\r\nContent-Encoding: gzip", "<<abc>>");
}

void RedactorTest::bodies() {
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    const std::string head = "POST / HTTP/1.1\r\nContent-Type: " + type.toStdString() + "\r\n\r\n";
    const auto request = requestOf(head, plain(body.toStdString()));
    QCOMPARE(QByteArray::fromStdString(marked(request, Redactor().secretsOf(request))),
             QByteArray::fromStdString(head) + body);
}

void RedactorTest::reasonsName() {
    auto request =
        requestOf("GET /?token=a HTTP/1.1\r\nAuthorization: Bearer x\r\nX-A: 4111111111111111\r\n\r\n");
    request.trailers = "X-Api-Key: k\r\n";
    request.trailing = "GET / HTTP/1.1\r\nCookie: a=b\r\n\r\n";
    std::vector<std::string> reasons;
    for (const auto& one : Redactor().secretsOf(request)) {
        reasons.push_back(one.reason);
    }
    QCOMPARE(reasons, (std::vector<std::string>{"value of token", "header Authorization", "card number",
                                                "header X-Api-Key", "header Cookie"}));
}

void RedactorTest::rulesOfTheUser() {
    const auto redactor = Redactor::make({{"X-Employee"}, {"member_no"}, {"EMP-[0-9]+"}});
    QVERIFY(redactor);
    const std::string expected =
        "POST /EMP%2D12/<<EMP-12>>?memberNo=<<7>> HTTP/1.1\r\nx-employee: <<a "
        "b>>\r\n\r\n{\"member_no\":<<8>>}";
    const std::string bytes = plain(expected);
    const auto request = requestOf(bytes.substr(0, bytes.find('{')), bytes.substr(bytes.find('{')));
    // The pattern sees coded text too.
    QCOMPARE(marked(request, redactor->secretsOf(request)),
             std::string(expected).replace(expected.find("EMP%2D12"), 8, "<<EMP%2D12>>"));
}

void RedactorTest::rulesOfOneSource() {
    const auto rules = redaction::rulesFor("edge", {{"X-A", "edge=X-B", "shop=X-C"}, {"shop=p", "q"}, ""});
    QCOMPARE(rules.headers, (std::vector<std::string>{"X-A", "X-B"}));
    QCOMPARE(rules.parameters, std::vector<std::string>{"q"});
    QVERIFY(rules.patterns.empty());
}

void RedactorTest::badPatternIsRefused() {
    const auto redactor = Redactor::make({{}, {}, {"a("}});
    QVERIFY(!redactor);
    QCOMPARE(redactor.error().code, base::ErrorCode::InvalidArgument);
    QCOMPARE(redactor.error().arguments.at(1), std::string("a("));
}

void RedactorTest::patternThatGivesUpHidesTheText() {
    const auto redactor = Redactor::make({{}, {}, {"(x+x+)+[yz]"}});
    QVERIFY(redactor);
    const auto request = requestOf("GET / HTTP/1.1\r\nX-A: " + std::string(5000, 'x') + "\r\n\r\n");
    const auto secrets = redactor->secretsOf(request);
    QCOMPARE(secrets.size(), std::size_t{1});
    QCOMPARE(secrets.front().length, std::size_t{5000});
    QCOMPARE(secrets.front().reason, std::string("pattern gave up"));
}

void RedactorTest::hostileBytesTakeLinearTime_data() {
    QTest::addColumn<QByteArray>("piece");
    for (const char* piece : {"password=",   "password:", "\"password\":\"",
                              "\"token\":[", "{",         "<password",
                              "<password>",  "eyJ",       "eyJ.",
                              "://",         "://a@",     "4111",
                              "4 ",          "4-",        "%25",
                              "\\u0022",     "--XX\r\n",  "a=b&token=c&",
                              "bearer ",     "=",         ":",
                              " :",          "\\\\\\\""}) {
        QTest::newRow(piece) << QByteArray(piece);
    }
}

/// A quadratic step over 2 MiB takes hours; the limit here leaves a loaded machine room.
void RedactorTest::hostileBytesTakeLinearTime() {
    QFETCH(QByteArray, piece);
    std::string body;
    while (body.size() < (std::size_t{2} << 20U)) {
        body.append(piece.constData(), static_cast<std::size_t>(piece.size()));
    }
    const auto request = requestOf(
        "POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=XX\r\n\r\n", std::move(body));
    const auto began = std::chrono::steady_clock::now();
    const auto secrets = Redactor().secretsOf(request);
    QVERIFY(std::chrono::steady_clock::now() - began < std::chrono::seconds(20));
    QVERIFY(secrets.size() <= 40'000);
}

QTEST_APPLESS_MAIN(RedactorTest)
#include "redactor_test.moc"
