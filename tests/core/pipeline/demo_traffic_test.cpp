// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/demo_traffic.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <boost/json/parse.hpp>
#include <map>
#include <set>

#include "core/doctor/header_doctor.h"
#include "core/forwarding/request_attribution.h"
#include "core/forwarding/source_registry.h"
#include "core/forwarding/synthetic_marker.h"
#include "core/pipeline/demo_copies.h"
#include "core/pipeline/local_mirror_service.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using namespace mirrorscope::pipeline;

namespace {

/// What the doctor finds in ten minutes of it, at a request a second.
std::set<std::string> findingsOf(const DemoProxy& proxy, bool isTrusted) {
    std::vector<forwarding::TrustRule> rules;
    if (isTrusted) {
        rules.push_back(*forwarding::TrustRule::parse(forwarding::kSyntheticPeers));
    }
    const forwarding::TrustRules trust(std::move(rules));
    forwarding::SourceRegistry registry({});
    doctor::HeaderDoctor doctor({});
    doctor.setListenerPorts({8445});
    DemoRandom random(7);
    DemoVisitors visitors(proxy.hosts, 7, 8);
    std::set<std::string> found;
    for (int i = 1; i <= 600; ++i) {
        traffic::MirroredRequest request;
        request.id = i;
        request.listener = "default";
        request.peer = proxy.peer;
        request.peerPort = 40'000;
        request.receivedAt = base::WallTime(std::chrono::seconds(1'700'000'000 + i));
        const DemoVisit visit = visitors.next(i);
        request.head = proxy.copyOf(visit, random);
        request.head.resize(request.head.find("\r\n\r\n") + 4);
        request.bodyLength = visit.body.size();
        request.method = visit.method;
        request.target = visit.target;
        request.version = "HTTP/1.1";
        const auto read = forwarding::readHead(request);
        auto context = registry.attribute(request, read, trust);
        registry.assign(context, request);
        doctor.examine(request, read.head, read.hops, context, *registry.find(context.source));
        for (const traffic::Finding& finding : doctor.takeChanges()) {
            found.insert(finding.code);
        }
    }
    return found;
}

}  // namespace

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
        DemoVisitors visitors(demo.hosts, 7, 7);
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
            QCOMPARE(context.client, visit.client);
            QCOMPARE(context.host, visit.host);
        }
    }

    /// By the doctor, believed or not: a card or a table of findings must not cry wolf over invented traffic.
    void onlyOneProxyIsWrong_data() {
        QTest::addColumn<int>("proxy");
        QTest::addColumn<bool>("isTrusted");
        for (int i = 0; i < static_cast<int>(demoProxies().size()); ++i) {
            const std::string name(demoProxies()[static_cast<std::size_t>(i)].name);
            QTest::addRow("%s", name.c_str()) << i << false;
            QTest::addRow("%s, trusted", name.c_str()) << i << true;
        }
    }

    void onlyOneProxyIsWrong() {
        QFETCH(int, proxy);
        QFETCH(bool, isTrusted);
        const DemoProxy& demo = demoProxies()[static_cast<std::size_t>(proxy)];
        const auto found = findingsOf(demo, isTrusted);
        const std::set<std::string> expected =
            demo.name == kFaultyDemoProxy
                ? std::set<std::string>{"FORWARDED_PORT_EPHEMERAL", "SCHEME_CONTRADICTION"}
                : std::set<std::string>{};
        std::string names;
        for (const std::string& code : found) {
            names += code + " ";
        }
        QVERIFY2(found == expected, names.c_str());
    }

    void theSameSeedSendsTheSame() {
        const auto sent = [](DemoSeed seed) {
            std::string all;
            DemoRandom random(seed);
            DemoVisitors visitors({"shop.example.com", "api.example.com"}, seed, seed + 1);
            for (int second = 0; second < 300; ++second) {
                all += demoProxies()[0].copyOf(visitors.next(second), random);
            }
            return all;
        };
        QVERIFY(sent(5) == sent(5));
        QVERIFY(sent(5) != sent(6));
    }

    void theRateIsBounded() {
        double most = 0;
        for (const DemoProxy& proxy : demoProxies()) {
            double intensity = 0;
            DemoVisitors visitors(proxy.hosts, 1, 1);
            for (int second = 0; second < 600; ++second) {
                visitors.next(second);
                intensity = std::max(intensity, visitors.intensity(second));
            }
            most += proxy.rate * 1.1 * intensity;
        }
        QVERIFY2(most <= kDemoRequestsPerSecond, qPrintable(QString::number(most)));
    }

    /// With a begin and an end, of all kinds, each by few clients who do nothing else.
    void wavesComeAndGo() {
        DemoWaves waves(3);
        DemoVisitors visitors({"shop.example.com"}, 3, 3);
        std::set<std::size_t> kinds;
        std::set<std::string> attackers;
        std::set<std::string> people;
        int beginnings = 0;
        bool wasOn = false;
        for (int tenth = 0; tenth < 6000; ++tenth) {
            const double seconds = tenth / 10.0;
            const DemoWave wave = waves.at(seconds);
            const DemoVisit visit = visitors.next(seconds);
            const bool isOn = wave.isOn(seconds);
            beginnings += isOn && !wasOn ? 1 : 0;
            wasOn = isOn;
            if (isOn) {
                kinds.insert(wave.kind);
                attackers.insert(wave.clients.begin(), wave.clients.end());
                QVERIFY(wave.end - wave.begin > 5 && wave.end - wave.begin < 30);
            } else {
                people.insert(visit.client);
            }
        }
        QVERIFY2(beginnings >= 8 && beginnings <= 40, qPrintable(QString::number(beginnings)));
        QCOMPARE(kinds.size(), kDemoWaveKinds);
        QVERIFY(attackers.size() <= 8 && people.size() > 300);
        for (const std::string& attacker : attackers) {
            QVERIFY2(!people.contains(attacker), attacker.c_str());
        }
    }

    void bodiesAreWhatTheySay() {
        int jsons = 0;
        DemoVisitors visitors({"api.example.com"}, 3, 3);
        for (int second = 0; second < 400; ++second) {
            const DemoVisit visit = visitors.next(second);
            QCOMPARE(visit.body.empty(), visit.contentType.empty());
            if (visit.contentType == "application/json") {
                ++jsons;
                boost::system::error_code broken;
                static_cast<void>(boost::json::parse(visit.body, broken));
                QVERIFY2(!broken, visit.body.c_str());
            }
        }
        QVERIFY(jsons > 50);
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

    void theRulesFindThreeKindsOfAttacks() {
        const QTemporaryDir directory;
        config::Settings settings;
        QVERIFY(settings.set("session", directory.filePath(QStringLiteral("waves.mscope")).toStdString())
                    .has_value());
        QVERIFY(settings.set("listen", "127.0.0.1:0").has_value());
        QVERIFY(settings.set("limits.patience", "60s").has_value());
        auto service = LocalMirrorService::open(*ServiceOptions::from(settings));
        QVERIFY(service.has_value());
        if (!(*service)->startAnalysis()) {
            QSKIP("no rules here");
        }
        QVERIFY((*service)->listen((*service)->options().listen.front()).has_value());
        const DemoProxy& proxy = demoProxies()[0];
        auto socket = test::Socket::connect((*service)->status().listeners.at(0).address.port, "127.0.0.1",
                                            std::string(proxy.peer));
        QVERIFY(socket.has_value());
        test::ResponseReader reader(*socket);
        DemoRandom random(1);
        DemoWaves waves(1);
        DemoVisitors visitors(proxy.hosts, 1, 1);
        // Ten of each kind, and as many visits beside them.
        constexpr std::size_t kOfEach = 10;
        std::map<std::size_t, std::size_t> attacks;
        std::size_t others = 0;
        for (double seconds = 0; attacks.size() < kDemoWaveKinds || attacks.rbegin()->second < kOfEach;
             seconds += 0.25) {
            const DemoVisit visit = visitors.next(seconds);
            const DemoWave wave = waves.at(seconds);
            const bool isAttack = std::ranges::find(wave.clients, visit.client) != wave.clients.end();
            if (isAttack ? attacks[wave.kind]++ >= kOfEach : others++ >= 3 * kOfEach) {
                continue;
            }
            QVERIFY(socket->send(proxy.copyOf(visit, random)));
            QCOMPARE(reader.next()->status, 204);
        }
        const auto isJudged = [&] {
            const auto analysis = (*service)->status().analysis;
            return analysis.verdictBacklog == 0 && analysis.attributionBacklog == 0;
        };
        // Rules run when nothing else does.
        QVERIFY(test::becomesTrue(isJudged, std::chrono::seconds(120)));
        (*service)->journal().flush();
        traffic::PageQuery page;
        page.limit = 1000;
        const auto found = (*(*service)->queries())->attacks(page, {});
        QVERIFY(found.has_value());
        std::set<std::string> types;
        std::set<std::string> clients;
        for (const traffic::AttackRow& row : *found) {
            types.emplace(traffic::attackTypeInfo(row.attack.type).name);
            clients.insert(row.attack.client);
        }
        for (const char* type : {"sqli", "xss", "lfi"}) {
            QVERIFY2(types.contains(type), type);
        }
        // Nobody who only looks is accused.
        QVERIFY2(clients.size() <= kDemoWaveKinds * DemoWave::kClients,
                 qPrintable(QString::number(clients.size())));
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
