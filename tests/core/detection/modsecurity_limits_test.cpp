// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <algorithm>
#include <atomic>
#include <thread>

#include "tests/core/detection/loaded_engine.h"

using namespace mirrorscope;
using namespace mirrorscope::detection;

/// What strangers may do to the engine, and what several threads may.
class ModSecurityLimitsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        const auto engine = loadModSecurityEngine(defaultOptions());
        QVERIFY(engine.has_value());
        m_engine = *engine;
    }
    void hostile_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("partial");
        const QByteArray form = "Host: h\nContent-Type: application/x-www-form-urlencoded";
        const QByteArray json = "Host: h\nContent-Type: application/json";
        const QByteArray get = "GET / HTTP/1.1";
        const QByteArray post = "POST / HTTP/1.1";
        QByteArray manyArguments;
        for (int i = 0; i < 2000; ++i) {
            manyArguments += 'a' + QByteArray::number(i) + "=<script>&";
        }
        QTest::newRow("NUL everywhere")
            << QByteArray("GET /\0?a=\0 HTTP/1.1", 19) << QByteArray("Ho\0st: \0\nA: b\0c", 15)
            << QByteArray("\0\0", 2) << false;
        QTest::newRow("nothing") << QByteArray("") << QByteArray("") << QByteArray("") << false;
        QTest::newRow("no header") << get << QByteArray("") << QByteArray("") << false;
        QTest::newRow("1 MB argument") << post << form << "a=" + QByteArray(1 << 20, 'a') << true;
        QTest::newRow("1 MB of lookups")
            << post << form << "a=" + QByteArray("${${a:").repeated(170'000) << true;
        QTest::newRow("hits without end") << post << form << manyArguments << true;
        QTest::newRow("deep JSON") << post << json << QByteArray(100'000, '[') << false;
        QTest::newRow("deep JSON objects") << post << json << QByteArray("{\"a\":").repeated(5'000) << false;
        QTest::newRow("JSON noise") << post << json << QByteArray("{\"a\":\"\xff\xfe\\u12\"}}]{,\"\\")
                                    << false;
        QTest::newRow("XML entities") << post << QByteArray("Host: h\nContent-Type: text/xml")
                                      << QByteArray(
                                             "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d SYSTEM "
                                             "\"file:///etc/hostname\">]><a>&b;&d;<x")
                                      << false;
        QTest::newRow("multipart without end")
            << post << QByteArray("Host: h\nContent-Type: multipart/form-data; boundary=B")
            << QByteArray("--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\n--B") << false;
        QTest::newRow("multipart without boundary")
            << post << QByteArray("Host: h\nContent-Type: multipart/form-data") << QByteArray("x") << false;
        QTest::newRow("long header") << get << "Host: h\nA: " + QByteArray(100'000, '\'') << QByteArray()
                                     << true;
        QTest::newRow("long target") << "GET /?a=" + QByteArray(200'000, '%') + " HTTP/1.1"
                                     << QByteArray("Host: h") << QByteArray() << true;
        QTest::newRow("many headers")
            << get << "Host: h" + QByteArray("\nA: b").repeated(5'000) << QByteArray() << false;
    }
    void hostile() {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, body);
        QFETCH(bool, partial);
        const auto captured = capturedRequest(line.toStdString(), headers.toStdString(), body.toStdString());
        const traffic::Verdict verdict = judge(*m_engine, captured);
        QVERIFY2(verdict.state != traffic::RequestState::Error, verdict.error.c_str());
        QCOMPARE(verdict.partial, partial);
        QVERIFY(verdict.hits.size() <= 512);
        const std::size_t all = captured.head.size() + captured.body.size();
        for (const traffic::Hit& hit : verdict.hits) {
            QVERIFY(hit.matched.size() <= traffic::kMatchedBytes);
            QVERIFY(hit.variable.size() <= 512);
            QVERIFY(!hit.offset || *hit.offset + hit.length <= all);
        }
    }
    void valueBudgetIsHonest() {
        EngineOptions options = defaultOptions();
        options.valueBudget = 10;
        const auto engine = loadModSecurityEngine(options);
        QVERIFY(engine.has_value());
        QVERIFY(judge(**engine, capturedRequest("GET /?a&b&c&d&e&f&g&h&i&j&k&l HTTP/1.1", kBrowser)).partial);
        QVERIFY(!judge(**engine, capturedRequest("GET /?a&b&c HTTP/1.1", kBrowser)).partial);
    }
    void paddingHidesNoOtherValue() {
        const auto captured = capturedRequest(
            "POST / HTTP/1.1", std::string(kBrowser) + "\nContent-Type: application/json",
            "{\"pad\":\"" + std::string(300'000, 'x') + "\",\"q\":\"<script>alert(1)</script>\"}");
        const traffic::Verdict verdict = judge(*m_engine, captured);
        const auto hit = std::ranges::find(verdict.hits, 941110, &traffic::Hit::ruleId);
        QVERIFY(hit != verdict.hits.end());
        QVERIFY(verdict.partial);
        QCOMPARE((captured.head + captured.body).substr(hit->offset.value(), hit->length),
                 std::string("<script>"));
    }
    void inspectorsShareTheRules() {
        const auto captured = capturedRequest("GET /?id=1'+or+1=1-- HTTP/1.1", kBrowser);
        const traffic::Verdict alone = judge(*m_engine, captured);
        std::atomic<int> wrong{0};
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                const auto inspector = m_engine->newInspector();
                const ClientRequest request = rebuildClientRequest(captured, {}, {});
                for (int n = 0; n < 50; ++n) {
                    const traffic::Verdict verdict = inspector->inspect(request);
                    wrong += verdict.score == alone.score && verdict.hits.size() == alone.hits.size() ? 0 : 1;
                }
            });
        }
        threads.clear();
        QCOMPARE(wrong.load(), 0);
    }
    void inspectorOutlivesItsEngine() {
        QTemporaryDir at;
        auto engine = engineOf("SecRule ARGS \"@contains evil\" \"id:1,phase:2,pass,log,msg:'m'\"\n", at);
        QVERIFY(engine);
        const auto inspector = engine->newInspector();
        engine.reset();
        const auto captured = capturedRequest("GET /?a=evil HTTP/1.1", "Host: h");
        QCOMPARE(inspector->inspect(rebuildClientRequest(captured, {}, {})).hits.size(), std::size_t{1});
    }

private:
    std::shared_ptr<const Engine> m_engine;
};

QTEST_GUILESS_MAIN(ModSecurityLimitsTest)
#include "modsecurity_limits_test.moc"
