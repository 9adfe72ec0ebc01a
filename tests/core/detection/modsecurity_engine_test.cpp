// SPDX-License-Identifier: Apache-2.0
#include "core/detection/modsecurity_engine.h"

#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>

#include "tests/core/detection/loaded_engine.h"

using namespace mirrorscope;
using namespace mirrorscope::detection;

namespace {

QString describe(const traffic::Verdict& verdict) {
    QStringList parts{QString::fromUtf8(traffic::requestStateName(verdict.state).data()),
                      QString::number(verdict.score), QString::fromStdString(verdict.error)};
    for (const traffic::Hit& hit : verdict.hits) {
        parts << QStringLiteral("%1 %2 [%3] %4")
                     .arg(hit.ruleId)
                     .arg(QString::fromStdString(hit.point),
                          QString::fromStdString(hit.matched.substr(0, 80)),
                          hit.offset ? QString::number(*hit.offset) : QStringLiteral("-"));
    }
    return parts.join("\n  ");
}

}  // namespace

/// Against the CRS 3.3 of Debian's package modsecurity-crs.
class ModSecurityEngineTest : public QObject {
    Q_OBJECT private slots : void initTestCase() {
        const auto engine = loadModSecurityEngine(defaultOptions());
        QVERIFY2(engine.has_value(), engine ? "" : engine.error().arguments.back().c_str());
        m_engine = *engine;
    }
    void info() {
        QCOMPARE(m_engine->info().name, std::string("modsecurity"));
        QVERIFY(m_engine->info().ruleSet.starts_with("CRS "));
        QCOMPARE(m_engine->info().ruleSetHash.size(), std::size_t{64});
        QVERIFY(m_engine->info().ruleCount > 300);
    }

    void judges_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("fires");   // "rule point|…"
        QTest::addColumn<QByteArray>("silent");  // rule ids
        const auto row = [](const char* what, const char* line, QByteArray headers, const char* body,
                            const char* state, const char* fires, const char* silent) {
            if (headers.isEmpty() || headers.startsWith('\n')) {
                headers.prepend(kBrowser);
            }
            QTest::newRow(what) << QByteArray(line) << headers << QByteArray(body) << QByteArray(state)
                                << QByteArray(fires) << QByteArray(silent);
        };
        const char* const form = "\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 9";
        const char* const json = "\nContent-Type: application/json\nContent-Length: 9";
        row("browser GET", "GET /catalogue?page=2&sort=price HTTP/1.1",
            "\nReferer: https://shop.example/\nCookie: session=9f8b6a2c1d4e4f70; theme=dark", "", "clean", "",
            "9900100,920350");
        row("plain JSON", "POST /api/orders HTTP/1.1", json,
            "{\"name\":\"O'Neil\",\"qty\":2,\"tags\":[\"a\",\"b\"]}", "clean", "", "942100");
        row("SQL in the query", "GET /item?x=2&id=1%27%20OR%201=1-- HTTP/1.1", "", "", "attack",
            "942100 query › id", "941100");
        row("SQL with plus", "GET /item?id=1'+OR+1=1-- HTTP/1.1", "", "", "attack", "942100 query › id", "");
        row("two values of one rule", "POST / HTTP/1.1", form,
            "a=%3Cscript%3Ealert(1)%3C/script%3E&b=<script>alert(2)</script>", "attack",
            "941110 body › form › a|941110 body › form › b", "942100");
        row("XSS in JSON", "POST / HTTP/1.1", json,
            "{\"u\":{\"n\":[\"x\",\"\\u003cscript>alert(1)</script>\"]}}", "attack",
            "941110 body › json › u.n[1]", "");
        row("vendor JSON", "POST / HTTP/1.1", "\nContent-Type: application/vnd.api+json; charset=utf-8",
            "{\"a\":\"<script>alert(1)</script>\"}", "attack", "941110 body › json › a", "");
        row("truncated JSON hides no argument", "POST /j?id=1'+or+1=1-- HTTP/1.1", json,
            "{\"a\":\"<script>alert(1)</script>\",\"b\":\"unfin", "attack",
            "942100 query › id|941110 body › json › a", "");
        row("XML", "POST / HTTP/1.1", "\nContent-Type: application/xml",
            "<a><b>&lt;script>alert(1)&lt;/script></b></a>", "attack", "941110 body › xml", "");
        row("multipart", "POST / HTTP/1.1", "\nContent-Type: multipart/form-data; boundary=BB",
            "--BB\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\n<script>alert(1)</script>\r\n--BB\r\n"
            "Content-Disposition: form-data; name=\"f\"; filename=\"a.php\"\r\nContent-Type: "
            "text/plain\r\n\r\n"
            "x\r\n--BB--\r\n",
            "attack", "941110 body › multipart › c|933110 body › multipart › f (file name)", "");
        row("traversal in the path", "GET /a/../../etc/passwd HTTP/1.1", "", "", "attack",
            "930100 path|930110 path", "");
        row("traversal, escaped twice", "GET /dl?f=..%252f..%252fetc%252fpasswd HTTP/1.1", "", "", "attack",
            "930110 query › f", "");
        row("file in a cookie", "GET / HTTP/1.1", "\nCookie: a=1; sid=../../../etc/passwd", "", "attack",
            "930120 cookie › sid|930110 header › Cookie", "");
        row("scanner", "GET / HTTP/1.1", "Host: shop.example\nUser-Agent: sqlmap/1.7\nAccept: */*", "",
            "attack", "913100 header › User-Agent", "");
        row("numeric host alone", "GET / HTTP/1.1", "Host: 10.0.0.1\nUser-Agent: Mozilla/5.0\nAccept: */*",
            "", "suspicious", "920350 header › Host", "9900100");
        // Log4Shell: our own rules
        row("jndi", "GET / HTTP/1.1", "\nX-Api-Version: ${jndi:ldap://x/a}", "", "attack",
            "9900100 header › X-Api-Version", "9900102");
        row("jndi in the user agent", "GET / HTTP/1.1",
            "Host: shop.example\nUser-Agent: ${jndi:dns://x}\nAccept: */*", "", "attack",
            "9900100 header › User-Agent", "");
        row("jndi, lower", "GET / HTTP/1.1", "\nX-A: ${${lower:j}ndi:${lower:l}dap://x}", "", "attack",
            "9900100 header › X-A", "");
        row("jndi, defaults", "GET / HTTP/1.1", "\nX-A: ${${::-j}${::-n}${::-d}${::-i}:${::-r}mi://x}", "",
            "attack", "9900100 header › X-A", "");
        row("jndi, env", "GET / HTTP/1.1", "\nX-A: ${${env:X:-j}ndi${env:X:-:}ldap://x}", "", "attack",
            "9900100 header › X-A", "");
        row("jndi, mixed", "GET / HTTP/1.1", "\nX-A: ${j${k8s:k5:-ND}i${sd:k5:-:}ldap://x}", "", "attack",
            "9900100 header › X-A", "");
        row("jndi, nested", "GET / HTTP/1.1", "\nX-A: ${${::-${::-$${::-j}}}ndi:ldap://x}", "", "attack",
            "9900100 header › X-A", "");
        row("jndi, date", "GET / HTTP/1.1", "\nX-A: ${${date:'j'}${date:'n'}di:ldap://x}", "", "attack",
            "9900100 header › X-A", "");
        row("jndi, dotless i", "GET / HTTP/1.1", "\nX-A: ${jnd${upper:\xc4\xb1}:ldap://x}", "", "attack",
            "9900100 header › X-A", "");
        row("jndi, escaped", "GET /?q=%24%7Bjndi:ldap://x%7D HTTP/1.1", "", "", "attack", "9900100 query › q",
            "");
        row("jndi, escaped in a header", "GET / HTTP/1.1", "\nX-A: %24%7Bjndi:ldap://x%7D", "", "attack",
            "9900100 header › X-A", "");
        row("jndi in a cookie", "GET / HTTP/1.1", "\nCookie: c=${jndi:ldap://x}", "", "attack",
            "9900100 cookie › c", "");
        row("jndi in the path", "GET /${jndi:ldap://x} HTTP/1.1", "", "", "attack", "9900100 path", "");
        row("jndi as a name", "GET /?${jndi:ldap://x}=1 HTTP/1.1", "", "", "attack",
            "9900100 query › ${jndi:ldap://x} (name)", "");
        row("jndi in JSON", "POST / HTTP/1.1", json, "{\"a\":[{\"b\":\"${jndi:ldap://x}\"}]}", "attack",
            "9900100 body › json › a[0].b", "9900101");
        row("jndi in text", "POST / HTTP/1.1", "\nContent-Type: text/plain", "hello ${jndi:ldap://x}",
            "attack", "9900101 body", "");
        row("jndi in base64", "GET / HTTP/1.1", "\nX-A: ${base64:JHtqbmRpOmxkYXA6Ly94fQ==}", "", "attack",
            "9900102 header › X-A", "");
        row("templates are not jndi", "GET / HTTP/1.1",
            "\nX-A: ${job.id} ${jndi.url} ${user:-nobody}: ${name} ${lower:JNDI} x ${j}${n}${d}${i}: "
            "$j{n}di:",
            "", "clean", "", "9900100,9900102");
    }
    void judges() {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, fires);
        QFETCH(QByteArray, silent);
        const auto captured = capturedRequest(line.toStdString(), headers.toStdString(), body.toStdString());
        const traffic::Verdict verdict = judge(*m_engine, captured);
        const QByteArray told = describe(verdict).toUtf8();
        QVERIFY2(traffic::requestStateName(verdict.state) == state.toStdString(), told.constData());
        QVERIFY(!verdict.partial);
        QCOMPARE(verdict.requestId, captured.id);
        QCOMPARE(verdict.state == traffic::RequestState::Clean, verdict.score == 0);
        for (const QByteArray& wanted : fires.isEmpty() ? QList<QByteArray>{} : fires.split('|')) {
            const qint64 rule = wanted.left(wanted.indexOf(' ')).toLongLong();
            const std::string point = wanted.mid(wanted.indexOf(' ') + 1).toStdString();
            QVERIFY2(std::ranges::any_of(
                         verdict.hits,
                         [&](const traffic::Hit& hit) { return hit.ruleId == rule && hit.point == point; }),
                     (wanted + " in " + told).constData());
        }
        for (const QByteArray& unwanted : silent.isEmpty() ? QList<QByteArray>{} : silent.split(',')) {
            QVERIFY2(std::ranges::none_of(
                         verdict.hits,
                         [&](const traffic::Hit& hit) { return hit.ruleId == unwanted.toLongLong(); }),
                     told.constData());
        }
        for (const traffic::Hit& hit : verdict.hits) {
            QVERIFY2(hit.ruleId / 1000 != 949 && hit.ruleId / 1000 != 980, told.constData());
            QVERIFY(!hit.message.empty());
            QVERIFY2(QString::fromStdString(hit.ruleFile).contains(".conf:"), hit.ruleFile.c_str());
        }
    }

    void offsetsPointAtTheBytes_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("rule");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* what, const char* line, const char* headers, const char* body,
                            int rule, const char* bytes) {
            QTest::newRow(what) << QByteArray(line) << QByteArray(kBrowser) + headers << QByteArray(body)
                                << rule << QByteArray(bytes);
        };
        row("query", "GET /i?x=2&id=1%27%20OR%201=1-- HTTP/1.1", "", "", 942100, "1%27%20OR%201=1--");
        row("path", "GET /a/../../etc/passwd HTTP/1.1", "", "", 930100, "/../");
        row("header", "GET / HTTP/1.1", "\nX-A: a ${jndi:ldap://x}", "", 9900100, "${jndi:");
        row("escaped header", "GET / HTTP/1.1", "\nX-A: %24%7Bjndi:x", "", 9900100, "%24%7Bjndi:");
        row("cookie", "GET / HTTP/1.1", "\nCookie: a=1; sid=../../../etc/passwd", "", 930120, "etc/passwd");
        row("form", "POST / HTTP/1.1", "\nContent-Type: application/x-www-form-urlencoded",
            "a=1&b=%3Cscript%3Ealert(1)%3C/script%3E", 941110, "%3Cscript%3E");
        row("json", "POST / HTTP/1.1", "\nContent-Type: application/json",
            "{\"a\":{\"b\":[\"\\u003cscript>alert(1)\"]}}", 941110, "\\u003cscript>");
        row("xml", "POST / HTTP/1.1", "\nContent-Type: text/xml", "<a>&lt;script>alert(1)</a>", 941110,
            "&lt;script>");
        row("multipart", "POST / HTTP/1.1", "\nContent-Type: multipart/form-data; boundary=B",
            "--B\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\n<script>alert(1)</script>\r\n--B--\r\n",
            941110, "<script>");
        row("text", "POST / HTTP/1.1", "\nContent-Type: text/plain", "hello ${jndi:x", 9900101, "${jndi:");
    }
    void offsetsPointAtTheBytes() {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, body);
        QFETCH(int, rule);
        QFETCH(QByteArray, bytes);
        const auto captured = capturedRequest(line.toStdString(), headers.toStdString(), body.toStdString());
        const traffic::Verdict verdict = judge(*m_engine, captured);
        const auto hit = std::ranges::find(verdict.hits, rule, &traffic::Hit::ruleId);
        QVERIFY2(hit != verdict.hits.end(), describe(verdict).toUtf8().constData());
        QVERIFY2(hit->offset.has_value(), describe(verdict).toUtf8().constData());
        const std::string all = captured.head + captured.body;
        QCOMPARE(QByteArray::fromStdString(all.substr(*hit->offset, hit->length)), bytes);
    }

    void envoysShadowHostIsInnocent() {
        const auto captured = capturedRequest("GET /?phpsessid=1 HTTP/1.1",
                                              "host: shop.example-shadow\nuser-agent: Mozilla/5.0\naccept: "
                                              "*/*\nreferer: https://shop.example/");
        traffic::RequestContext context;
        QCOMPARE(judge(*m_engine, captured, context).state, traffic::RequestState::Attack);  // 943110
        context.kind = traffic::SourceKind::Envoy;
        context.host = "shop.example";
        const traffic::Verdict verdict = judge(*m_engine, captured, context);
        QVERIFY2(verdict.state == traffic::RequestState::Clean, describe(verdict).toUtf8().constData());
    }
    void headOnlyIsJudgedByItsHead() {
        auto captured =
            capturedRequest("POST /?id=1'+or+1=1-- HTTP/1.1",
                            std::string(kBrowser) + "\nContent-Type: application/json\nContent-Length: 50");
        captured.form = traffic::RequestForm::HeadOnly;
        const traffic::Verdict verdict = judge(*m_engine, captured);
        QCOMPARE(verdict.state, traffic::RequestState::Attack);
        QVERIFY(
            std::ranges::all_of(verdict.hits, [](const traffic::Hit& hit) { return hit.ruleId == 942100; }));
    }
    void thresholdDecides() {
        EngineOptions options = defaultOptions();
        options.threshold = 100;
        const auto engine = loadModSecurityEngine(options);
        QVERIFY(engine.has_value());
        const traffic::Verdict verdict =
            judge(**engine, capturedRequest("GET /?id=1'+or+1=1-- HTTP/1.1", kBrowser));
        QCOMPARE(verdict.state, traffic::RequestState::Suspicious);
        QCOMPARE(verdict.threshold, 100);
        QVERIFY((*engine)->info().ruleSetHash != m_engine->info().ruleSetHash);
    }
    void paranoiaAddsRules() {
        EngineOptions options = defaultOptions();
        options.paranoia = 3;
        const auto engine = loadModSecurityEngine(options);
        QVERIFY(engine.has_value());
        const auto captured = capturedRequest("GET /?q=~!@$*()-={}[]|:;~! HTTP/1.1", kBrowser);
        QVERIFY(judge(**engine, captured).hits.size() > judge(*m_engine, captured).hits.size());
        QVERIFY(judge(**engine, captured).score > 0);
    }

    void scoreOfOtherRuleSets_data() {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<int>("score");
        const QByteArray match =
            "SecRule ARGS \"@contains evil\" \"id:1,phase:2,pass,log,msg:'m',severity:'ERROR'%1\"\n";
        QTest::newRow("no score kept") << QByteArray(match).replace("%1", "") << 4;
        QTest::newRow("CRS 3 names") << QByteArray(match).replace("%1", ",setvar:tx.anomaly_score_pl1=+7")
                                     << 7;
        QTest::newRow("CRS 4 names") << QByteArray(match).replace("%1",
                                                                  ",setvar:tx.inbound_anomaly_score_pl1=+8")
                                     << 8;
        QTest::newRow("CRS 4 sum") << QByteArray(match).replace(
                                          "%1", ",setvar:tx.blocking_inbound_anomaly_score=+9")
                                   << 9;
    }
    void scoreOfOtherRuleSets() {
        QFETCH(QByteArray, rules);
        QFETCH(int, score);
        QTemporaryDir at;
        const auto engine = engineOf(rules, at);
        QVERIFY(engine);
        QCOMPARE(judge(*engine, capturedRequest("GET /?a=evil HTTP/1.1", "Host: h")).score, score);
    }
    void addressRulesNeedAKnownClient() {
        QTemporaryDir at;
        const auto engine = engineOf(
            "SecRule REMOTE_ADDR \"!@ipMatch 198.51.100.0/24\" "
            "\"id:1,phase:1,pass,log,msg:'other',severity:'ERROR'\"\n"
            "SecRule REMOTE_ADDR \"@ipMatch 203.0.113.0/24\" "
            "\"id:2,phase:1,pass,log,msg:'known',severity:'ERROR'\"\n",
            at);
        QVERIFY(engine);
        const auto captured = capturedRequest("GET / HTTP/1.1", "Host: h");
        QCOMPARE(judge(*engine, captured).hits.size(), std::size_t{0});
        traffic::RequestContext context;
        context.client = "203.0.113.7";
        context.clientTrust = traffic::ClientTrust::Verified;
        const traffic::Verdict verdict = judge(*engine, captured, context);
        QCOMPARE(verdict.hits.size(), std::size_t{2});
        QCOMPARE(verdict.hits.at(0).point, std::string("client"));
    }

private:
    std::shared_ptr<const Engine> m_engine;
};

QTEST_GUILESS_MAIN(ModSecurityEngineTest)
#include "modsecurity_engine_test.moc"
