// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/source_registry.h"

#include <QTest>
#include <set>
#include <string>

using namespace mirrorscope;
using namespace std::chrono_literals;
using forwarding::SourceRegistry;
using traffic::SourceKind;

namespace {

traffic::RequestContext context(SourceKind kind, std::string instance = {}, int confidence = 90,
                                std::string version = {}) {
    traffic::RequestContext out;
    out.kind = kind;
    out.identifiedBy = "rule";
    out.confidence = confidence;
    out.instance = std::move(instance);
    out.version = std::move(version);
    return out;
}

traffic::MirroredRequest request(std::string peer = "127.0.0.1", std::string listener = "default") {
    traffic::MirroredRequest out;
    out.receivedAt = base::WallTime(1'000s);
    out.peer = std::move(peer);
    out.listener = std::move(listener);
    return out;
}

/// The id given, and whether the source was reported.
std::pair<traffic::SourceId, bool> assign(SourceRegistry& registry, traffic::RequestContext sender,
                                          const traffic::MirroredRequest& from = request()) {
    const bool reported = registry.assign(sender, from) != nullptr;
    return {sender.source, reported};
}

}  // namespace

class SourceRegistryTest : public QObject {
    Q_OBJECT

private slots:
    void oneSourceAKey();
    void names_data();
    void names();
    void sameNameGetsItsPlace();
    void pinnedKindStays();
    void weakGuessDoesNotPin();
    void unknownSenderIsItsOwnRow();
    void markerNamesAKnownAddress();
    void changesAreReported();
    void knownSourcesComeBack();
    void inventedInstancesAreBounded();
    void inventedPeersAreBounded();
};

void SourceRegistryTest::oneSourceAKey() {
    SourceRegistry registry({});
    QCOMPARE(assign(registry, context(SourceKind::Nginx, "a:80")), std::pair(traffic::SourceId{1}, true));
    QCOMPARE(assign(registry, context(SourceKind::Nginx, "a:80")), std::pair(traffic::SourceId{1}, false));
    QCOMPARE(assign(registry, context(SourceKind::Nginx, "b:80")), std::pair(traffic::SourceId{2}, true));
    QCOMPARE(assign(registry, context(SourceKind::Nginx, "a:80"), request("127.0.0.2")).first,
             traffic::SourceId{3});
    QCOMPARE(assign(registry, context(SourceKind::Nginx, "a:80"), request("127.0.0.1", "second")).first,
             traffic::SourceId{4});
    QVERIFY(registry.find(5) == nullptr);
    const auto* first = registry.find(1);
    QVERIFY(first != nullptr);
    QCOMPARE(first->peer, std::string("127.0.0.1"));
    QCOMPARE(first->listener, std::string("default"));
    QCOMPARE(first->identifiedBy, std::string("rule"));
    QCOMPARE(first->confidence, 90);
    QCOMPARE(first->firstSeen, base::WallTime(1'000s));
}

void SourceRegistryTest::names_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("instance");
    QTest::addColumn<QByteArray>("name");
    const auto row = [](SourceKind kind, const char* instance, const char* name) {
        QTest::newRow(name) << static_cast<int>(kind) << QByteArray(instance) << QByteArray(name);
    };
    row(SourceKind::Nginx, "127.0.0.3:7000", "nginx 127.0.0.3:7000");
    row(SourceKind::Unknown, "", "unknown 127.0.0.1");
    row(SourceKind::Istio, "10.0.0.9", "istio 10.0.0.9");
    row(SourceKind::Traefik, "vm", "traefik vm");
}

void SourceRegistryTest::names() {
    QFETCH(int, kind);
    QFETCH(QByteArray, instance);
    QFETCH(QByteArray, name);
    SourceRegistry registry({});
    const auto id = assign(registry, context(static_cast<SourceKind>(kind), instance.toStdString())).first;
    QCOMPARE(QByteArray::fromStdString(registry.find(id)->name), name);
}

void SourceRegistryTest::sameNameGetsItsPlace() {
    SourceRegistry registry({});
    std::set<std::string> names;
    for (const char* peer : {"127.0.0.1", "127.0.0.2"}) {
        for (const char* listener : {"default", "second"}) {
            const auto id =
                assign(registry, context(SourceKind::Nginx, "a:80"), request(peer, listener)).first;
            names.insert(registry.find(id)->name);
        }
    }
    QCOMPARE(names.size(), std::size_t{4});
}

void SourceRegistryTest::pinnedKindStays() {
    SourceRegistry registry({});
    const auto nginx = assign(registry, context(SourceKind::Nginx, "a", forwarding::kPinConfidence)).first;
    const auto contradiction = assign(registry, context(SourceKind::Envoy, "a", 100));
    QCOMPARE(contradiction, std::pair(nginx, false));
    QCOMPARE(registry.find(nginx)->kind, SourceKind::Nginx);
    QCOMPARE(registry.find(nginx)->confidence, forwarding::kPinConfidence);
}

void SourceRegistryTest::weakGuessDoesNotPin() {
    SourceRegistry registry({});
    const auto weak = assign(registry, context(SourceKind::Nginx, "a", forwarding::kPinConfidence - 1)).first;
    const auto other = assign(registry, context(SourceKind::Envoy, "a", 90)).first;
    QVERIFY(weak != other);
    QCOMPARE(registry.find(other)->kind, SourceKind::Envoy);
}

void SourceRegistryTest::unknownSenderIsItsOwnRow() {
    SourceRegistry registry({});
    const auto known = assign(registry, context(SourceKind::Trafficserver, "", 95)).first;
    const auto unknown = assign(registry, context(SourceKind::Unknown, "", 0)).first;
    QVERIFY(known != unknown);
    QCOMPARE(registry.find(unknown)->name, std::string("unknown 127.0.0.1"));
}

/// The page's nginx gets the hardened configuration: the same machine, now with a name.
void SourceRegistryTest::markerNamesAKnownAddress() {
    SourceRegistry registry({});
    const auto [before, isNew] = assign(registry, context(SourceKind::Nginx, "10.0.0.5:443"));
    QVERIFY(isNew);
    auto marked = context(SourceKind::Nginx, "web-1", 100);
    marked.identifiedBy = "marker";
    marked.serverAddress = "10.0.0.5";
    marked.serverPort = 443;
    const auto [after, isReported] = assign(registry, marked);
    QCOMPARE(after, before);
    QVERIFY(isReported);
    QCOMPARE(registry.find(after)->name, "nginx web-1");
    QCOMPARE(registry.find(after)->instance, "web-1");
    QCOMPARE(assign(registry, marked), std::pair(before, false));
    // Another machine's marker is another source.
    marked.instance = "web-2";
    marked.serverAddress = "10.0.0.6";
    QVERIFY(assign(registry, marked).first != before);
}

void SourceRegistryTest::changesAreReported() {
    SourceRegistry registry({});
    const auto first = assign(registry, context(SourceKind::Nginx, "a", 60));
    const auto surer = assign(registry, context(SourceKind::Nginx, "a", 90));
    QCOMPARE(surer, std::pair(first.first, true));
    QCOMPARE(registry.find(first.first)->confidence, 90);
    QVERIFY(!assign(registry, context(SourceKind::Nginx, "a", 60)).second);
    QVERIFY(assign(registry, context(SourceKind::Nginx, "a", 90, "1.31.3")).second);
    QCOMPARE(registry.find(first.first)->version, std::string("1.31.3"));
    QVERIFY(!assign(registry, context(SourceKind::Nginx, "a", 90, "1.31.3")).second);
    QCOMPARE(assign(registry, context(SourceKind::Envoy, "a", 60)).first, first.first);  // pinned by now
}

void SourceRegistryTest::knownSourcesComeBack() {
    std::vector<traffic::Source> stored;
    {
        SourceRegistry registry({});
        assign(registry, context(SourceKind::Nginx, "a", 90));
        assign(registry, context(SourceKind::Unknown, "", 0));
        stored = {*registry.find(1), *registry.find(2)};
    }
    SourceRegistry again(stored);
    QCOMPARE(assign(again, context(SourceKind::Nginx, "a", 90)), std::pair(traffic::SourceId{1}, false));
    QCOMPARE(assign(again, context(SourceKind::Envoy, "a", 100)).first, traffic::SourceId{1});
    QCOMPARE(assign(again, context(SourceKind::Traefik, "vm", 90)).first, traffic::SourceId{3});

    stored[0].listener.clear();
    SourceRegistry withoutListener(stored);
    QCOMPARE(assign(withoutListener, context(SourceKind::Nginx, "a", 90)).first, traffic::SourceId{1});
    QCOMPARE(withoutListener.find(1)->listener, std::string("default"));
    QCOMPARE(
        assign(withoutListener, context(SourceKind::Nginx, "a", 90), request("127.0.0.1", "second")).first,
        traffic::SourceId{3});
}

void SourceRegistryTest::inventedInstancesAreBounded() {
    SourceRegistry registry({});
    std::set<traffic::SourceId> ids;
    for (int i = 0; i < 1'000; ++i) {
        ids.insert(assign(registry, context(SourceKind::Nginx, "invented-" + std::to_string(i))).first);
    }
    QCOMPARE(ids.size(), forwarding::kMostSourcesOfPeer + 1);
    const auto* overflow = registry.find(*ids.rbegin());
    QCOMPARE(overflow->kind, SourceKind::Other);
    QCOMPARE(overflow->name, std::string("other 127.0.0.1"));
    QCOMPARE(assign(registry, context(SourceKind::Nginx, "invented-3")).first, traffic::SourceId{4});
    const auto elsewhere = assign(registry, context(SourceKind::Nginx, "x"), request("127.0.0.2")).first;
    QCOMPARE(registry.find(elsewhere)->kind, SourceKind::Nginx);
}

void SourceRegistryTest::inventedPeersAreBounded() {
    SourceRegistry registry({});
    std::set<traffic::SourceId> ids;
    for (std::size_t i = 0; i < forwarding::kMostSources + 100; ++i) {
        const auto from = request("10." + std::to_string(i / 65'536) + "." + std::to_string(i / 256 % 256) +
                                  "." + std::to_string(i % 256));
        ids.insert(assign(registry, context(SourceKind::Unknown, "", 0), from).first);
    }
    QCOMPARE(ids.size(), forwarding::kMostSources + 1);
    QCOMPARE(registry.find(*ids.rbegin())->name, std::string("other senders"));
}

QTEST_GUILESS_MAIN(SourceRegistryTest)
#include "source_registry_test.moc"
