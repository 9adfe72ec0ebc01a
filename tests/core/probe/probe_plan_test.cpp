// SPDX-License-Identifier: Apache-2.0
// What is sent, to whom, and how it is recognised.
#include "core/probe/probe_plan.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <set>

#include "core/http/head.h"
#include "core/probe/probe_request.h"
#include "core/probe/probe_url.h"

using namespace mirrorscope;
using namespace mirrorscope::probe;

class ProbePlanTest : public QObject {
    Q_OBJECT

private slots:
    void everyKindInEveryRound();
    void orderDiffersByRound();
    void tagIsFoundByHeaderOrQuery_data();
    void tagIsFoundByHeaderOrQuery();
    void url_data();
    void url();
    void requestsAreWhatTheyAreCalled();
};

void ProbePlanTest::everyKindInEveryRound() {
    const auto plan = planProbes({"abcdefghijkl", 7, {}, 3});
    QCOMPARE(plan.size(), 3 + 7 * kProbeKinds);
    std::map<ProbeKind, int> counts;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        QCOMPARE(plan[i].tag.number, static_cast<std::uint32_t>(i));
        QCOMPARE(plan[i].isWarmUp, i < 3);
        counts[plan[i].kind] += plan[i].isWarmUp ? 0 : 1;
    }
    QCOMPARE(counts.size(), kProbeKinds);
    QVERIFY(std::ranges::all_of(counts, [](const auto& one) { return one.second == 7; }));
    QVERIFY(newRun() != newRun());
}

/// A proxy that mirrors every fourth request would else take the same four kinds in each round of sixteen.
void ProbePlanTest::orderDiffersByRound() {
    const auto plan = planProbes({"abcdefghijkl", 20, {}, 0});
    std::set<ProbeKind> everyFourth;
    for (std::size_t i = 0; i < plan.size(); i += 4) {
        everyFourth.insert(plan[i].kind);
    }
    QCOMPARE(everyFourth.size(), kProbeKinds);
}

void ProbePlanTest::tagIsFoundByHeaderOrQuery_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("number");
    const auto row = [](const char* name, const QByteArray& head, int number) {
        QTest::newRow(name) << head << number;
    };
    row("header", "GET / HTTP/1.1\r\nX-Mirrorscope-Probe: abcdefghijkl-17\r\n\r\n", 17);
    row("lower case", "GET / HTTP/1.1\r\nx-mirrorscope-probe: abcdefghijkl-17\r\n\r\n", 17);
    row("query alone", "GET /?mirrorscope-probe=abcdefghijkl-5 HTTP/1.1\r\n\r\n", 5);
    row("among others", "GET /a?x=1&mirrorscope-probe=abcdefghijkl-5&y=2 HTTP/1.1\r\n\r\n", 5);
    row("look-alike ahead", "GET /?no-mirrorscope-probe=z&mirrorscope-probe=abcdefghijkl-6 HTTP/1.1\r\n\r\n",
        6);
    row("useless header", "GET /?mirrorscope-probe=abcdefghijkl-5 HTTP/1.1\r\nX-Mirrorscope-Probe: x\r\n\r\n",
        5);
    row("header decides",
        "GET /?mirrorscope-probe=abcdefghijkl-5 HTTP/1.1\r\nX-Mirrorscope-Probe: "
        "abcdefghijkl-6\r\n\r\n",
        6);
    row("in the path", "GET /mirrorscope-probe=abcdefghijkl-5 HTTP/1.1\r\n\r\n", -1);
    row("none", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", -1);
    row("no number", "GET /?mirrorscope-probe=abcdefghijkl- HTTP/1.1\r\n\r\n", -1);
    row("too large", "GET /?mirrorscope-probe=abcdefghijkl-99999999999 HTTP/1.1\r\n\r\n", -1);
    row("empty", "", -1);
}

void ProbePlanTest::tagIsFoundByHeaderOrQuery() {
    QFETCH(QByteArray, head);
    QFETCH(int, number);
    const std::string bytes = head.toStdString();
    const auto tag = tagOf(http::Head(bytes));
    QCOMPARE(tag.has_value(), number >= 0);
    QVERIFY(!tag || (tag->run == "abcdefghijkl" && tag->number == static_cast<std::uint32_t>(number)));
}

void ProbePlanTest::url_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("readAs");  // empty: refused
    QTest::addColumn<QString>("authority");
    QTest::newRow("plain") << "http://shop.example" << "http://shop.example/" << "shop.example";
    QTest::newRow("port, path, query") << "https://shop.example:8443/a/b?c=d"
                                       << "https://shop.example:8443/a/b?c=d" << "shop.example:8443";
    QTest::newRow("own port") << "https://shop.example:443/" << "https://shop.example/" << "shop.example";
    QTest::newRow("IPv6") << "http://[::1]:8080/" << "http://[::1]:8080/" << "[::1]:8080";
    QTest::newRow("query alone") << "HTTP://a?b" << "http://a/?b" << "a";
    for (const char* wrong : {"", "shop.example", "ftp://shop.example/", "http://", "http://a:0/",
                              "http://a:99999/", "http://user@a/", "http://a/b c", "http://a/#x",
                              "http://[::1/", "http://a\r\nX: y/", "http://[zz]/", "http://-a/"}) {
        QTest::newRow(*wrong == '\0' ? "empty" : wrong) << wrong << "" << "";
    }
}

void ProbePlanTest::url() {
    QFETCH(QString, text);
    QFETCH(QString, readAs);
    QFETCH(QString, authority);
    const auto url = ProbeUrl::parse(text.toStdString());
    QCOMPARE(url.has_value(), !readAs.isEmpty());
    if (url) {
        QCOMPARE(QString::fromStdString(url->text()), readAs);
        QCOMPARE(QString::fromStdString(url->authority()), authority);
    } else {
        QVERIFY(url.error().code == base::ErrorCode::InvalidArgument);
    }
}

void ProbePlanTest::requestsAreWhatTheyAreCalled() {
    const auto url = *ProbeUrl::parse("http://shop.example:8080/basket?a=1");
    std::set<base::Sha256> digests;
    for (const auto& probe : planProbes({"abcdefghijkl", 2, {}, 0})) {
        const ProbeForm& form = formOf(probe.kind);
        const ProbeRequest request = requestOf(probe, url);
        const http::Head head(request.head);
        QVERIFY(request.head.starts_with(std::string(form.method) + " /basket?a=1&mirrorscope-probe="));
        QVERIFY(head.value("Host") == "shop.example:8080");
        QVERIFY(tagOf(head) == probe.tag);
        QCOMPARE(request.bodyBytes, form.bodyBytes);
        QCOMPARE(head.has("Content-Length"), form.framing == BodyFraming::Length);
        QCOMPARE(head.has("Transfer-Encoding"), form.framing == BodyFraming::Chunks);
        QCOMPARE(head.has("Expect"), probe.kind == ProbeKind::Expect);
        QCOMPARE(head.value("X-Forwarded-For") == kForgedAddress, probe.kind == ProbeKind::ForgedChain);
        QVERIFY(form.bodyBytes == 0 || digests.insert(request.bodyDigest).second);
        QVERIFY(probe.kind != ProbeKind::LongUrl ||
                head.requestLine().size() == std::string("GET  HTTP/1.1").size() + kLongTarget);
    }
}

QTEST_GUILESS_MAIN(ProbePlanTest)
#include "probe_plan_test.moc"
