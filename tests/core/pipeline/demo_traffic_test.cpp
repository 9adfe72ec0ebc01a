// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/demo_traffic.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <set>

#include "core/forwarding/request_attribution.h"
#include "core/forwarding/synthetic_marker.h"
#include "core/pipeline/demo_copies.h"
#include "core/pipeline/local_mirror_service.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using namespace mirrorscope::pipeline;

class DemoTrafficTest : public QObject {
    Q_OBJECT

private slots:
    void copiesLookLikeTheirProxy_data() {
        QTest::addColumn<int>("proxy");
        QTest::addColumn<QByteArray>("kind");
        for (int i = 0; i < static_cast<int>(demoProxies().size()); ++i) {
            const std::string_view name = demoProxies()[static_cast<std::size_t>(i)].name;
            const auto dash = name.rfind('-');
            const std::string_view kind = name == "mesh-gateway" ? "istio" : name.substr(dash + 1);
            QTest::newRow(std::string(name).c_str())
                << i << QByteArray(kind.data(), static_cast<qsizetype>(kind.size()));
        }
    }

    void copiesLookLikeTheirProxy() {
        QFETCH(int, proxy);
        QFETCH(QByteArray, kind);
        const DemoProxy& demo = demoProxies()[static_cast<std::size_t>(proxy)];
        DemoRandom random(7);
        DemoVisitors visitors(demo.hosts, 7);
        for (int i = 0; i < 200; ++i) {
            const DemoVisit visit = visitors.next(i);
            traffic::MirroredRequest request;
            request.peer = demo.peer;
            request.head = demo.copyOf(visit, random);
            request.target = visit.target;
            const auto body = request.head.find("\r\n\r\n") + 4;
            QCOMPARE(request.head.substr(body), visit.body);
            request.head.resize(body);
            const auto context = forwarding::attribute(request, {});
            QCOMPARE(traffic::sourceKindName(context.kind), std::string_view(kind.constData()));
            QVERIFY(context.flags.has(traffic::RequestFlag::Synthetic));
            if (kind != "unknown") {
                QCOMPARE(context.client, visit.client);
                QCOMPARE(context.host, visit.host);
            }
        }
    }

    void theRateIsBounded() {
        double most = 0;
        for (const DemoProxy& proxy : demoProxies()) {
            double intensity = 0;
            DemoVisitors visitors(proxy.hosts, 1);
            for (int second = 0; second < 600; ++second) {
                visitors.next(second);
                intensity = std::max(intensity, visitors.intensity(second));
            }
            most += proxy.rate * 1.1 * intensity;
        }
        QVERIFY2(most <= kDemoRequestsPerSecond, qPrintable(QString::number(most)));
    }

    void wavesComeAndGo() {
        DemoVisitors visitors({"a.example"}, 3);
        int beginnings = 0;
        bool inWave = false;
        for (int second = 0; second < 600; ++second) {
            visitors.next(second);
            const bool now = visitors.intensity(second) > 1;
            beginnings += now && !inWave ? 1 : 0;
            inWave = now;
        }
        QVERIFY2(beginnings >= 4 && beginnings <= 40, qPrintable(QString::number(beginnings)));
    }

    void onlyLoopbackIsReached_data() {
        QTest::addColumn<QByteArray>("address");
        QTest::newRow("elsewhere") << QByteArray("192.0.2.1:8445");
        QTest::newRow("IPv6") << QByteArray("[::1]:8445");
    }

    void onlyLoopbackIsReached() {
        QFETCH(QByteArray, address);
        DemoTraffic demo;
        const auto started = demo.start(*api::parseListenerAddress(address.toStdString()));
        QVERIFY(!started.has_value());
        QCOMPARE(started.error().code, base::ErrorCode::AddressUnavailable);
        QVERIFY(!demo.isRunning());
    }

    void requestsArriveUntilItIsStopped() {
        const QTemporaryDir directory;
        config::Settings settings;
        QVERIFY(settings.set("session", directory.filePath(QStringLiteral("demo.mscope")).toStdString())
                    .has_value());
        QVERIFY(settings.set("engine", "none").has_value());
        auto service = LocalMirrorService::open(*ServiceOptions::from(settings));
        QVERIFY(service.has_value());
        api::ListenerAddress address = *api::parseListenerAddress("127.0.0.1:1");
        address.port = 0;
        QVERIFY((*service)->listen(address).has_value());
        address.port = (*service)->status().listeners.at(0).address.port;

        DemoTraffic demo;
        QVERIFY(demo.start(address).has_value());
        QVERIFY(demo.isRunning());
        const auto stored = [&] { return (*service)->status().listeners.at(0).stored; };
        QVERIFY(test::becomesTrue([&] { return stored() >= 200; }));
        demo.stop();
        QVERIFY(!demo.isRunning());
        QVERIFY(test::becomesTrue([&] { return (*service)->status().listeners.at(0).inFlight == 0; }));
        const auto after = stored();

        auto queries = (*service)->queries();
        QVERIFY(queries.has_value());
        // Contexts are written behind the requests.
        QVERIFY(test::becomesTrue([&] {
            const auto progress = (*queries)->progress();
            return progress.has_value() && progress->contextCursor == progress->lastRequest;
        }));
        traffic::PageQuery page;
        page.limit = 1000;
        std::set<std::string> sources;
        const auto rows = (*queries)->requests(page, {});
        QVERIFY(rows.has_value());
        for (const traffic::RequestRow& row : *rows) {
            QVERIFY(row.flags.has(traffic::RequestFlag::Synthetic));
            QCOMPARE(row.form, traffic::RequestForm::Whole);
            sources.insert(row.sourceName);
        }
        QVERIFY(sources.size() >= 5);
        QCOMPARE(stored(), after);
    }
};

QTEST_GUILESS_MAIN(DemoTrafficTest)
#include "demo_traffic_test.moc"
