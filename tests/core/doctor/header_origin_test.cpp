// SPDX-License-Identifier: Apache-2.0
// Who wrote which header, over heads of real proxies (tests/data/captures/wire) and over imitations of them.
#include "core/doctor/header_origin.h"

#include <QTest>
#include <algorithm>
#include <map>

#include "core/base/byte_text.h"
#include "core/doctor/header_meaning.h"
#include "core/doctor/header_writing.h"
#include "core/forwarding/mirror_marker.h"
#include "tests/core/listener/wire_captures.h"

using namespace mirrorscope;
using doctor::HeaderOrigin;
using doctor::HeaderWriter;

namespace {

constexpr char kPeer[] = "127.0.0.1";

forwarding::SenderRules trusting(const std::string& trust, const std::string& token = {}) {
    std::vector<forwarding::SenderToken> tokens;
    if (!token.empty()) {
        tokens.push_back(*forwarding::SenderToken::parse(token));
    }
    std::vector<forwarding::TrustRule> rules;
    if (!trust.empty()) {
        rules.push_back(*forwarding::TrustRule::parse(trust));
    }
    return {forwarding::TrustRules(rules), forwarding::KnownSenders({}, tokens)};
}

std::vector<HeaderOrigin> originsOf(const std::string& head, const forwarding::SenderRules& rules) {
    traffic::MirroredRequest request;
    request.peer = kPeer;
    request.listener = "default";
    request.head = head;
    const auto read = forwarding::readHead(request);
    return doctor::headerOrigins(request, read, forwarding::attribute(request, read, rules));
}

/// "name=writer" of the lines named, in the order asked for; a line that is not there is "-".
QByteArray writersOf(const std::vector<HeaderOrigin>& origins, const QByteArray& names) {
    QByteArrayList out;
    for (const QByteArray& name : names.split(' ')) {
        QByteArray writers;
        for (const HeaderOrigin& one : origins) {
            if (QByteArray::fromStdString(one.name).toLower() == name.toLower()) {
                writers +=
                    (writers.isEmpty() ? "" : "+") + QByteArray(doctor::headerWriterName(one.writer).data());
            }
        }
        out.push_back(name + "=" + (writers.isEmpty() ? "-" : writers));
    }
    return out.join(' ');
}

std::string capturedHead(const std::string& proxy, const std::string& name) {
    static const auto all = test::wireCaptures();
    for (const auto& connection : all) {
        if (connection.proxy == proxy && connection.name == name) {
            return connection.requests.front().head;
        }
    }
    return {};
}

/// What the client of every capture sent in the case xff_present: none of it may be called the proxy's.
const std::map<std::string, std::string> kSentByClient{
    {"X-Forwarded-For", "203.0.113.7, 198.51.100.2"},
    {"X-Forwarded-Proto", "https"},
    {"X-Forwarded-Host", "front.example"},
    {"X-Forwarded-Port", "443"},
    {"X-Real-IP", "203.0.113.7"},
    {"Forwarded", "for=203.0.113.7;proto=https;host=front.example"},
    {"X-Request-ID", "client-req-id-1"},
    {"Via", "1.1 cdn.example"},
    {"User-Agent", "lab-client/1.0"},
    {"Accept", "*/*"}};

}  // namespace

class HeaderOriginTest : public QObject {
    Q_OBJECT

private slots:
    void captured_data();
    void captured();
    void whatClientsSentIsNeverTheProxys();
    void imitated_data();
    void imitated();
    void hardenedWithToken();
    void onlyTrustedSenders();
    void forgeable();
    void valuesAreAsReceived();
    void tablesAgree();
};

void HeaderOriginTest::captured_data() {
    QTest::addColumn<QByteArray>("proxy");
    QTest::addColumn<QByteArray>("writers");
    const auto row = [](const char* proxy, const char* writers) {
        QTest::newRow(proxy) << QByteArray(proxy) << QByteArray(writers);
    };
    for (const char* nginx : {"nginx122", "nginx131"}) {
        row(nginx,
            "X-SERVER-PORT=proxy X-SERVER-ADDR=proxy HOST=client X-Forwarded-For=proxy "
            "X-Forwarded-Port=proxy "
            "X-Forwarded-Proto=earlier-hop X-Scheme=proxy X-Request-ID=proxy User-Agent=client "
            "X-Forwarded-Host=earlier-hop X-Real-IP=earlier-hop Forwarded=earlier-hop Via=earlier-hop");
    }
    row("nginx131-wizard",
        "Host=unknown X-Forwarded-For=unknown X-Real-IP=unknown X-Mirrorscope-Source=unknown "
        "X-Mirrorscope-Client=unknown Forwarded=earlier-hop Via=earlier-hop Accept=client");
    row("nginx122-bare", "Host=unknown X-Forwarded-For=unknown Via=unknown Accept=client Connection=unknown");
    row("envoy",
        "host=client x-forwarded-for=proxy-appended x-forwarded-proto=unknown x-request-id=unknown "
        "x-real-ip=earlier-hop forwarded=earlier-hop via=earlier-hop x-envoy-internal=proxy "
        "x-envoy-expected-rq-timeout-ms=unknown");
    row("envoy-edge",
        "x-forwarded-for=proxy-appended x-envoy-external-address=unknown x-envoy-internal=proxy");
    row("istio-gw",
        "x-forwarded-for=proxy-appended x-envoy-external-address=unknown x-envoy-decorator-operation=unknown "
        "x-forwarded-host=earlier-hop x-envoy-internal=proxy");
    row("traefik",
        "Host=client X-Forwarded-For=proxy X-Forwarded-Host=unknown X-Forwarded-Proto=unknown "
        "X-Forwarded-Server=proxy X-Real-Ip=unknown X-Request-Id=earlier-hop Forwarded=earlier-hop "
        "Via=earlier-hop Accept-Encoding=client");
}

void HeaderOriginTest::captured() {
    QFETCH(const QByteArray, proxy);
    QFETCH(const QByteArray, writers);
    QByteArray names;
    for (const QByteArray& one : writers.split(' ')) {
        names += (names.isEmpty() ? "" : " ") + one.left(one.indexOf('='));
    }
    const auto head = capturedHead(proxy.toStdString(), "xff_present");
    QVERIFY(!head.empty());
    QCOMPARE(writersOf(originsOf(head, trusting(kPeer)), names), writers);
}

void HeaderOriginTest::whatClientsSentIsNeverTheProxys() {
    int checked = 0;
    for (const auto& connection : test::wireCaptures()) {
        if (connection.name != "xff_present") {
            continue;
        }
        for (const HeaderOrigin& one : originsOf(connection.requests.front().head, trusting(kPeer))) {
            for (const auto& [name, value] : kSentByClient) {
                const bool isTheClients = base::equalsIgnoreCase(one.name, name) && one.value == value;
                QVERIFY2(!isTheClients || (one.writer != HeaderWriter::Proxy && one.forgeable),
                         (connection.proxy + " " + one.name).c_str());
                checked += isTheClients ? 1 : 0;
            }
        }
    }
    QVERIFY(checked > 50);
}

void HeaderOriginTest::imitated_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("trust");
    QTest::addColumn<QByteArray>("writers");
    const auto row = [](const char* name, const char* trust, const char* fields, const char* writers) {
        QTest::newRow(name) << "GET / HTTP/1.1\r\n" + QByteArray(fields) + "\r\n"
                            << QByteArray(trust) << QByteArray(writers);
    };
    const char* const nginx = "127.0.0.1=nginx";
    row("the page's form behind Host, sent through a bare nginx", nginx,
        "Host: up\r\nX-SERVER-ADDR: 1.1.1.1\r\nX-SERVER-PORT: 80\r\nX-Forwarded-For: 6.6.6.6\r\nX-Scheme: "
        "https\r\n",
        "X-SERVER-ADDR=unknown X-SERVER-PORT=unknown X-Forwarded-For=unknown X-Scheme=unknown");
    row("one that the page's form should have set, among the client's", nginx,
        "X-SERVER-PORT: 80\r\nX-SERVER-ADDR: 10.0.0.1\r\nHost: a\r\nUser-Agent: x\r\nX-Request-ID: 6666\r\n",
        "X-SERVER-ADDR=proxy X-Request-ID=unknown");
    row("a second line of one", nginx,
        "X-SERVER-PORT: 80\r\nX-SERVER-ADDR: 10.0.0.1\r\nHost: a\r\nX-Scheme: http\r\nX-Scheme: https\r\n",
        "X-Scheme=unknown+unknown");
    row("a marker without a token", nginx,
        "Host: a\r\nX-Mirrorscope-Source: nginx; host=evil\r\nX-Mirrorscope-Client: 6.6.6.6\r\n"
        "X-Forwarded-For: 6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\n",
        "X-Mirrorscope-Source=unknown X-Mirrorscope-Client=unknown X-Forwarded-For=unknown "
        "X-Real-IP=unknown");
    row("metadata of Istio through Envoy", "127.0.0.1=envoy",
        "host: a\r\nx-envoy-peer-metadata-id: sidecar~6.6.6.6\r\nx-envoy-decorator-operation: evil\r\n"
        "x-envoy-external-address: 6.6.6.6\r\nx-envoy-internal: true\r\nx-forwarded-for: "
        "6.6.6.6,10.0.0.5\r\n",
        "x-envoy-peer-metadata-id=unknown x-envoy-decorator-operation=unknown "
        "x-envoy-external-address=unknown "
        "x-forwarded-for=proxy-appended x-envoy-internal=proxy");
    row("only Envoy's own element", "127.0.0.1=envoy", "host: a\r\nx-forwarded-for: 10.0.0.5\r\n",
        "x-forwarded-for=proxy");
    row("two lines of a list", "127.0.0.1=envoy",
        "host: a\r\nx-forwarded-for: 6.6.6.6\r\nx-forwarded-for: 10.0.0.5\r\n",
        "x-forwarded-for=earlier-hop+proxy-appended");
    row("marker through Traefik", "127.0.0.1=traefik",
        "Host: a\r\nX-Mirrorscope-Client: 6.6.6.6\r\nX-Mirrorscope-Source: traefik\r\nX-Forwarded-Server: "
        "vm\r\n",
        "X-Mirrorscope-Client=unknown X-Mirrorscope-Source=unknown X-Forwarded-Server=proxy");
    row("a kind without known habits", "127.0.0.1=haproxy",
        "host: a\r\nx-forwarded-for: 6.6.6.6\r\ncookie: a\r\n",
        "x-forwarded-for=unknown host=unknown cookie=client");
}

void HeaderOriginTest::imitated() {
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, trust);
    QFETCH(const QByteArray, writers);
    QByteArray names;
    for (const QByteArray& one : writers.split(' ')) {
        names += (names.isEmpty() ? "" : " ") + one.left(one.indexOf('='));
    }
    QCOMPARE(writersOf(originsOf(head.toStdString(), trusting(trust.toStdString())), names), writers);
}

void HeaderOriginTest::hardenedWithToken() {
    const std::string token = "edge=nginx:secret";
    const std::string head =
        "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 127.0.0.2\r\nX-Real-IP: 127.0.0.2\r\n"
        "X-Forwarded-Host: a\r\nX-Forwarded-Proto: http\r\nX-Request-ID: 1\r\nX-Mirrorscope-Source: nginx\r\n"
        "X-Mirrorscope-Token: secret\r\nVia: 1.1 cdn\r\n\r\n";
    const QByteArray names =
        "X-Forwarded-For X-Real-IP X-Forwarded-Host X-Forwarded-Proto X-Request-ID X-Mirrorscope-Token Via";
    QCOMPARE(
        writersOf(originsOf(head, trusting({}, token)), names),
        QByteArray("X-Forwarded-For=proxy-appended X-Real-IP=proxy X-Forwarded-Host=client "
                   "X-Forwarded-Proto=proxy X-Request-ID=proxy X-Mirrorscope-Token=proxy Via=earlier-hop"));
    for (const HeaderOrigin& one : originsOf(head, trusting({}, "edge=nginx:other"))) {
        QVERIFY2(one.writer != HeaderWriter::Proxy, one.name.c_str());
    }
}

void HeaderOriginTest::onlyTrustedSenders() {
    for (const auto& connection : test::wireCaptures()) {
        for (const auto& request : connection.requests) {
            for (const HeaderOrigin& one : originsOf(request.head, trusting("10.9.9.9"))) {
                QVERIFY2(one.writer == HeaderWriter::Client || one.writer == HeaderWriter::Unknown,
                         (connection.proxy + " " + connection.name + " " + one.name).c_str());
            }
        }
    }
}

void HeaderOriginTest::forgeable() {
    for (const auto& connection : test::wireCaptures()) {
        for (const HeaderOrigin& one : originsOf(connection.requests.front().head, trusting(kPeer))) {
            const bool isProxys = one.writer == HeaderWriter::Proxy;
            QCOMPARE(one.by.empty(), !isProxys && one.writer != HeaderWriter::ProxyAppended);
            QVERIFY(!isProxys || !one.forgeable);
            QVERIFY(one.writer == HeaderWriter::Client || !one.why.empty());
        }
    }
    const auto traefik = originsOf(capturedHead("traefik", "xff_present"), trusting(kPeer));
    const auto realIp = std::ranges::find(traefik, "X-Real-Ip", &HeaderOrigin::name);
    QVERIFY(realIp != traefik.end() && !realIp->forgeable);  // it is who connected, whoever wrote it
}

void HeaderOriginTest::valuesAreAsReceived() {
    const auto origins = originsOf("GET / HTTP/1.1\r\nhOsT: a\r\nX-Bytes:  \xff\x01 b \r\n\r\n", {});
    QCOMPARE(origins.size(), std::size_t{2});
    QCOMPARE(origins[0].name, "hOsT");
    QVERIFY(!origins[0].meaning.empty());
    QCOMPARE(origins[1].value, "\xff\x01 b");
    QVERIFY(origins[1].meaning.empty());
}

/// What a kind does with a header is said only of headers whose meaning is said too.
void HeaderOriginTest::tablesAgree() {
    std::map<std::string, int> names;
    for (const auto& one : doctor::headerMeanings()) {
        QVERIFY2(++names[base::toLower(one.name)] == 1, one.name.data());
        QVERIFY2(one.meaning.ends_with('.'), one.meaning.data());
    }
    for (const auto& writing : doctor::headerWritings()) {
        QVERIFY2(writing.name == "*" || !doctor::meaningOf(writing.name).empty(), writing.name.data());
        QVERIFY2(writing.why.ends_with('.'), writing.why.data());
    }
}

QTEST_GUILESS_MAIN(HeaderOriginTest)
#include "header_origin_test.moc"
