// SPDX-License-Identifier: Apache-2.0
// The service as both faces use it: real sockets, a real session, the real rules.
#include "core/pipeline/local_mirror_service.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <map>

#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

constexpr char kAttack[] =
    "GET /?id=1%27%20OR%201=1-- HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: test/1.0\r\nAccept: "
    "*/*\r\n\r\n";
constexpr char kPlain[] =
    "GET /ok HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: test/1.0\r\nAccept: */*\r\n\r\n";

std::unique_ptr<pipeline::LocalMirrorService> openService(const QString& session, const char* engine) {
    config::Settings settings;
    static_cast<void>(settings.set("session", session.toStdString()));
    static_cast<void>(settings.set("listen", "127.0.0.1:0"));
    static_cast<void>(settings.set("engine", engine));
    static_cast<void>(settings.set("limits.patience", "60s"));  // a loaded disk is no failure here
    static_cast<void>(settings.set("analysis.priority", "normal"));
    auto service = pipeline::LocalMirrorService::open(*pipeline::ServiceOptions::from(settings));
    if (!service) {
        return nullptr;
    }
    if (!(*service)->listen((*service)->options().listen.front())) {
        return nullptr;
    }
    return std::move(*service);
}

std::uint16_t portOf(const pipeline::LocalMirrorService& service) {
    return service.status().listeners.front().address.port;
}

}  // namespace

class LocalMirrorServiceTest : public QObject {
    Q_OBJECT

private slots:
    void eventsComeInOrder();
    void eventsOfManyComeInOrder();
    void catchesUpAfterARestart();
    void countersBalance();
    void listenerMovesAndStops();
    void allowsMoreWhileItRuns();
    void nothingIsKeptForNobody();
    void frequentValuesAreStored();
};

void LocalMirrorServiceTest::eventsComeInOrder() {
    QTemporaryDir directory;
    const auto service = openService(directory.filePath("a.mscope"), "modsecurity");
    QVERIFY(service != nullptr);
    std::uint64_t seen = service->liveSince(0).last;
    QVERIFY(service->startAnalysis().has_value());
    QCOMPARE(test::exchange(portOf(*service), kAttack)->status, 204);
    std::vector<std::shared_ptr<const api::LiveEvent>> events;
    QVERIFY(test::becomesTrue([&] {
        const auto batch = service->liveSince(seen);
        seen = batch.last;
        events.insert(events.end(), batch.events.begin(), batch.events.end());
        return events.size() >= 3;
    }));
    QCOMPARE(std::get<api::RequestArrived>(*events[0]).row.target, std::string("/?id=1%27%20OR%201=1--"));
    QVERIFY(!std::get<api::RequestAttributed>(*events[1]).sourceName.empty());
    const auto& judged = std::get<api::RequestJudged>(*events[2]);
    QCOMPARE(judged.state, traffic::RequestState::Attack);
    QCOMPARE(judged.attacks.size(), std::size_t{1});
    QCOMPARE(judged.attacks[0].attack.type, traffic::AttackType::Sqli);
    QVERIFY(!judged.attacks[0].sourceName.empty());
}

/// Three threads push them; whoever assembles rows relies on the order of each request's.
void LocalMirrorServiceTest::eventsOfManyComeInOrder() {
    QTemporaryDir directory;
    const auto service = openService(directory.filePath("a.mscope"), "modsecurity");
    QVERIFY(service != nullptr);
    std::uint64_t seen = service->liveSince(0).last;
    QVERIFY(service->startAnalysis().has_value());
    auto socket = test::Socket::connect(portOf(*service));
    test::ResponseReader reader(*socket);
    constexpr traffic::RequestId kRequests = 300;
    std::map<traffic::RequestId, std::size_t> stage;  // how many events of it came
    for (traffic::RequestId i = 0; i < kRequests; ++i) {
        QVERIFY(socket->send(kPlain));
    }
    for (traffic::RequestId i = 0; i < kRequests; ++i) {
        QCOMPARE(reader.next()->status, 204);
    }
    const auto check = [&](traffic::RequestId id, std::size_t place) { return stage[id]++ == place; };
    bool inOrder = true;
    QVERIFY(test::becomesTrue([&] {
        const auto batch = service->liveSince(seen);
        seen = batch.last;
        for (const auto& event : batch.events) {
            const auto id = event->index() == 0   ? std::get<0>(*event).row.id
                            : event->index() == 1 ? std::get<1>(*event).context.requestId
                                                  : std::get<2>(*event).id;
            inOrder = inOrder && check(id, event->index());
        }
        return std::ranges::count_if(stage, [](const auto& entry) { return entry.second == 3; }) == kRequests;
    }));
    QVERIFY(inOrder);
}

void LocalMirrorServiceTest::catchesUpAfterARestart() {
    QTemporaryDir directory;
    const QString session = directory.filePath("a.mscope");
    {
        const auto service = openService(session, "none");
        QVERIFY(service != nullptr);
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(test::exchange(portOf(*service), i % 2 == 0 ? kAttack : kPlain)->status, 204);
        }
    }
    const auto service = openService(session, "modsecurity");
    QVERIFY(service != nullptr);
    QVERIFY(service->startAnalysis().has_value());
    auto queries = service->queries();
    QVERIFY(queries.has_value());
    QVERIFY(test::becomesTrue([&] { return (*queries)->progress()->verdictCursor == 20; }));
    const auto attacks = (*queries)->attacks({}, {});
    QCOMPARE(attacks->size(), std::size_t{1});
    QCOMPARE(attacks->front().attack.requests, std::uint64_t{10});
    const auto sources = (*queries)->sources({});
    QCOMPARE(sources->size(), std::size_t{1});
    QCOMPARE(sources->front().requests, std::uint64_t{20});
    QCOMPARE(sources->front().attackRequests, std::uint64_t{10});
}

void LocalMirrorServiceTest::countersBalance() {
    QTemporaryDir directory;
    const auto service = openService(directory.filePath("a.mscope"), "none");
    QVERIFY(service != nullptr);
    auto socket = test::Socket::connect(portOf(*service));
    QVERIFY(socket.has_value());
    test::ResponseReader reader(*socket);
    for (int i = 0; i < 200; ++i) {
        QVERIFY(socket->send(kPlain));
        const auto now = service->status().listeners.front();
        QCOMPARE(now.received, now.stored + now.refused + now.inFlight);
        QCOMPARE(reader.next()->status, 204);
    }
    QVERIFY(test::becomesTrue([&] { return service->status().listeners.front().stored == 200; }));
    const auto end = service->status();
    QCOMPARE(end.listeners.front().received, std::uint64_t{200});
    QCOMPARE(end.lastRequest, traffic::RequestId{200});
}

void LocalMirrorServiceTest::listenerMovesAndStops() {
    QTemporaryDir directory;
    const auto service = openService(directory.filePath("a.mscope"), "none");
    QVERIFY(service != nullptr);
    const std::uint16_t first = portOf(*service);
    QCOMPARE(test::exchange(first, kPlain)->status, 204);
    api::ListenerAddress elsewhere = service->status().listeners.front().address;
    elsewhere.port = test::freePort();
    QVERIFY(service->listen(elsewhere).has_value());
    QCOMPARE(test::exchange(elsewhere.port, kPlain)->status, 204);
    QVERIFY(test::becomesTrue([&] { return !test::exchange(first, kPlain).has_value(); }));
    service->stopListening(elsewhere.name);
    QVERIFY(test::becomesTrue([&] { return !test::exchange(elsewhere.port, kPlain).has_value(); }));
    const auto status = service->status().listeners.front();
    QVERIFY(!status.listening);
    QCOMPARE(status.received, std::uint64_t{2});
}

void LocalMirrorServiceTest::nothingIsKeptForNobody() {
    QTemporaryDir directory;
    const auto service = openService(directory.filePath("a.mscope"), "none");
    QVERIFY(service != nullptr);
    QCOMPARE(test::exchange(portOf(*service), kPlain)->status, 204);
    const auto first = service->liveSince(0);
    QVERIFY(first.events.empty());
    QCOMPARE(test::exchange(portOf(*service), kPlain)->status, 204);
    QVERIFY(test::becomesTrue([&] { return !service->liveSince(first.last).events.empty(); }));
}

void LocalMirrorServiceTest::frequentValuesAreStored() {
    QTemporaryDir directory;
    const QString file = directory.filePath("a.mscope");
    const auto top = [&file](traffic::TopDimension dimension, traffic::SourceId source) {
        auto reader = storage::SessionReader::open(file.toStdString());
        traffic::TopQuery query;
        query.dimension = dimension;
        query.source = source;
        return reader ? (*reader)->topValues(query).value() : std::vector<traffic::TopValue>();
    };
    {
        const auto service = openService(file, "none");
        QVERIFY(service != nullptr);
        for (const char* path : {"/a", "/b?x=1", "/b?x=2"}) {
            const std::string request =
                std::string("GET ") + path + " HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: curl/8\r\n\r\n";
            QCOMPARE(test::exchange(portOf(*service), request)->status, 204);
        }
        // While it is recorded, a little later.
        QTRY_COMPARE(top(traffic::TopDimension::Path, 0).size(), std::size_t{2});
        QCOMPARE(test::exchange(portOf(*service), "GET /b HTTP/1.1\r\nHost: other.example\r\n\r\n")->status,
                 204);
    }
    const auto paths = top(traffic::TopDimension::Path, 1);
    QCOMPARE(paths.at(0).value, std::string("/b"));
    QCOMPARE(paths[0].requests, std::uint64_t{3});
    QCOMPARE(top(traffic::TopDimension::Host, 1).size(), std::size_t{2});
    QCOMPARE(top(traffic::TopDimension::Agent, 1).at(0).requests, std::uint64_t{3});
    QVERIFY(top(traffic::TopDimension::Agent, 2).empty());
}

void LocalMirrorServiceTest::allowsMoreWhileItRuns() {
    QTemporaryDir directory;
    const auto service = openService(directory.filePath("a.mscope"), "none");
    QVERIFY(service != nullptr);
    QVERIFY(service->status().listeners[0].allow.empty());
    const auto far = *base::IpNetwork::parse("10.0.0.5");
    QVERIFY(service->allow(far).has_value());
    QVERIFY(service->allow(far).has_value());
    const auto allow = service->status().listeners[0].allow;
    QCOMPARE(allow.size(), std::size_t{3});  // this machine stays welcome
    QCOMPARE(allow.back().text(), far.text());
    QCOMPARE(test::exchange(portOf(*service), kAttack)->status, 204);
    // Also for a listener that other machines reach, which needs a list.
    auto everywhere = *api::parseListenerAddress("0.0.0.0:1");
    everywhere.port = 0;
    QVERIFY(service->listen(everywhere).has_value());
    QCOMPARE(test::exchange(portOf(*service), kAttack)->status, 204);
}

QTEST_GUILESS_MAIN(LocalMirrorServiceTest)
#include "local_mirror_service_test.moc"
