// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/pairing_entry.h"

#include <QTest>
#include <map>
#include <set>

#include "core/base/sha256.h"
#include "core/forwarding/request_attribution.h"
#include "core/http/request_target.h"
#include "tests/core/listener/wire_captures.h"

using namespace mirrorscope;
using doctor::PairingKey;

namespace {

traffic::MirroredRequest request(const std::string& target, const std::string& fields,
                                 const std::string& body = {}) {
    traffic::MirroredRequest out;
    out.id = 1;
    out.method = "GET";
    out.target = target;
    out.head = "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
    out.bodyLength = body.size();
    out.bodyDigest = base::sha256(body);
    return out;
}

PairingKey contentOf(const traffic::MirroredRequest& one, bool isTargetRewritten = false) {
    return doctor::pairingEntry(one, forwarding::attribute(one, {}), isTargetRewritten)->content;
}

bool hasRequestId(const char* id) {
    const auto one = request("/", std::string("Host: a\r\nX-Request-ID: ") + id + "\r\n");
    return doctor::pairingEntry(one, forwarding::attribute(one, {}), false)->requestId != PairingKey{};
}

/// The content of each request of a capture, by case and place in its connection. Further connections of a
/// case
/// ("keepalive5.2") begin where that proxy opened one, so they are left out.
std::map<std::string, PairingKey> contentsOf(const std::string& proxy) {
    std::map<std::string, PairingKey> out;
    for (const auto& connection : test::wireCaptures()) {
        if (connection.proxy != proxy || connection.name.find('.') != std::string::npos) {
            continue;
        }
        for (std::size_t i = 0; i < connection.requests.size(); ++i) {
            const auto& captured = connection.requests[i];
            traffic::MirroredRequest one;
            one.head = captured.head;
            const auto line = http::splitRequestLine(http::Head(one.head).requestLine());
            one.method = line.method;
            one.target = line.target;
            one.version = line.version;
            one.bodyLength = captured.bodyBytes;
            const auto digest = QByteArray::fromHex(QByteArray::fromStdString(captured.bodySha256));
            std::copy(digest.begin(), digest.end(), one.bodyDigest.begin());
            out[connection.name + " " + std::to_string(i)] = contentOf(one, true);
        }
    }
    return out;
}

}  // namespace

class PairingEntryTest : public QObject {
    Q_OBJECT

private slots:
    void sameContent_data();
    void sameContent();
    void bodyAndMethodCount();
    void idsOfProxiesOnly();
    void onlyRequests();
    void sameClientRequestsThroughRealProxies_data();
    void sameClientRequestsThroughRealProxies();
};

void PairingEntryTest::sameContent_data() {
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("same");
    const auto row = [](const char* name, const char* a, const char* b, bool same) {
        QTest::newRow(name) << QByteArray(a) << QByteArray(b) << same;
    };
    row("forwarding headers", "Host: a\r\nX-Forwarded-For: 1.1.1.1\r\nVia: 1.1 b\r\n", "Host: a\r\n", true);
    row("framing", "Host: a\r\nConnection: close\r\nContent-Length: 0\r\n", "Host: a\r\n", true);
    row("spelling and order", "Host: a\r\nUser-Agent: x\r\nCookie: c=1\r\n",
        "cookie: c=1\r\nuser-agent: x\r\nhost: a\r\n", true);
    row("cookies in lines", "Host: a\r\nCookie: a=1\r\nCookie: b=2\r\n", "Host: a\r\nCookie: a=1; b=2\r\n",
        true);
    row("shadow", "host: a.example-shadow:80\r\nx-envoy-internal: true\r\n", "Host: A.example\r\n", true);
    row("another host", "Host: a\r\n", "Host: b\r\n", false);
    row("another cookie", "Host: a\r\nCookie: c=1\r\n", "Host: a\r\nCookie: c=2\r\n", false);
    row("another user agent", "Host: a\r\nUser-Agent: x\r\n", "Host: a\r\nUser-Agent: y\r\n", false);
    row("without credentials", "Host: a\r\nAuthorization: x\r\n", "Host: a\r\n", false);
    row("an empty one is not none", "Host: a\r\nAuthorization:\r\n", "Host: a\r\n", false);
    row("one header's value as another's", "Host: a\r\nUser-Agent: x\r\n", "Host: a\r\nCookie: x\r\n", false);
}

void PairingEntryTest::sameContent() {
    QFETCH(const QByteArray, a);
    QFETCH(const QByteArray, b);
    QFETCH(const bool, same);
    QCOMPARE(contentOf(request("/p?q=1", a.toStdString())) == contentOf(request("/p?q=1", b.toStdString())),
             same);
}

void PairingEntryTest::bodyAndMethodCount() {
    const auto plain = request("/a/../b?x;y", "Host: a\r\n", "body");
    auto other = plain;
    other.method = "POST";
    QVERIFY(contentOf(other) != contentOf(plain));
    QVERIFY(contentOf(request("/a/../b?x;y", "Host: a\r\n", "bodY")) != contentOf(plain));
    const auto asTraefikSends = request("/b?x&y", "Host: a\r\n", "body");
    QVERIFY(contentOf(asTraefikSends) != contentOf(plain));
    QCOMPARE(contentOf(asTraefikSends, true), contentOf(plain, true));
    auto withoutBody = request("/b?x&y", "Host: a\r\n");
    const auto empty = contentOf(withoutBody, true);
    withoutBody.form = traffic::RequestForm::HeadOnly;
    withoutBody.declaredLength = 4;
    QVERIFY(contentOf(withoutBody, true) != empty);
}

void PairingEntryTest::idsOfProxiesOnly() {
    QVERIFY(hasRequestId("0123456789abcdef0123456789abcdef"));
    QVERIFY(hasRequestId("fe1932ed-542c-4a26-8a50-e2225d80834f"));
    for (const char* id : {"1", "test", "0123456789abcdef0123456789abcdeg",
                           "fe1932ed-542c-4a26-8a50e-2225d80834f", "fe1932ed5542c54a2658a505e2225d80834f"}) {
        QVERIFY2(!hasRequestId(id), id);
    }
}

void PairingEntryTest::onlyRequests() {
    using enum traffic::RequestForm;
    for (const auto form : {Whole, HeadOnly, Incomplete, Malformed, NotHttp}) {
        auto one = request("/", "Host: a\r\n");
        one.form = form;
        QCOMPARE(doctor::pairingEntry(one, {}, false).has_value(), form == Whole || form == HeadOnly);
    }
}

void PairingEntryTest::sameClientRequestsThroughRealProxies_data() {
    QTest::addColumn<QByteArray>("proxy");
    for (const char* proxy :
         {"nginx131", "nginx131-wizard", "envoy", "envoy-wizard", "istio-gw", "traefik"}) {
        QTest::newRow(proxy) << QByteArray(proxy);
    }
}

/// The captures hold the same cases through each proxy: what came through nginx 1.22 is the twin.
void PairingEntryTest::sameClientRequestsThroughRealProxies() {
    QFETCH(const QByteArray, proxy);
    const auto twins = contentsOf("nginx122");
    int same = 0;
    for (const auto& [name, content] : contentsOf(proxy.toStdString())) {
        const auto twin = twins.find(name);
        if (twin == twins.end()) {
            continue;
        }
        QVERIFY2(twin->second == content, name.c_str());
        ++same;
    }
    QVERIFY2(same > 15, qPrintable(QString::number(same)));
}

QTEST_GUILESS_MAIN(PairingEntryTest)
#include "pairing_entry_test.moc"
