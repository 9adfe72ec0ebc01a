// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/contract.h"

#include <QTest>
#include <algorithm>

#include "core/snippets/snippet_catalogue.h"

using namespace mirrorscope::snippets;

namespace {

Contract contractFor(const char* kind, Variant variant, std::vector<OptionValue> options = {}) {
    options.insert(options.begin(), {"--listener", "wallarm.example:8445"});
    const auto snippet = snippetKind(kind)->make(options, variant);
    return snippet ? snippet->contract : Contract{};
}

const ContractHeader* find(const Contract& contract, std::string_view name) {
    const auto found = std::ranges::find(contract.headers, name, &ContractHeader::name);
    return found == contract.headers.end() ? nullptr : &*found;
}

}  // namespace

class ContractTest : public QObject {
    Q_OBJECT

private slots:
    void nginxSaysWhatItsDirectivesDo();
    void envoyNamesTheClientOnlyAsAnEdge();
    void optionsChangeIt();
    void everyKindHasLimits_data();
    void everyKindHasLimits();
};

void ContractTest::nginxSaysWhatItsDirectivesDo() {
    const Contract page = contractFor("nginx", Variant::Faithful);
    QCOMPARE(page.headers.size(), std::size_t{8});
    QVERIFY(*find(page, "X-Forwarded-Port") ==
            (ContractHeader{"X-Forwarded-Port", "$realip_remote_port", true, false}));
    QVERIFY(*find(page, "X-Forwarded-Proto") ==
            (ContractHeader{"X-Forwarded-Proto", "$http_x_forwarded_proto", false, true}));
    QVERIFY(find(page, "X-Mirrorscope-Client") == nullptr);
    const Contract hardened = contractFor("nginx", Variant::Hardened, {{"--token", "t"}});
    QVERIFY(find(hardened, "X-Mirrorscope-Token") != nullptr);
    QVERIFY(!find(hardened, "X-Forwarded-Proto")->forgeable);
    QCOMPARE(hardened.client, "X-Mirrorscope-Client");
    // An empty value removes a header.
    QVERIFY(find(contractFor("nginx", Variant::Hardened, {{"--body", "off"}}), "Content-Length") == nullptr);
    QVERIFY(find(hardened, "Connection") == nullptr);
}

void ContractTest::envoyNamesTheClientOnlyAsAnEdge() {
    const Contract page = contractFor("envoy", Variant::Faithful);
    QVERIFY(page.client.empty());
    QVERIFY(find(page, "x-forwarded-proto")->forgeable && find(page, "x-envoy-external-address") == nullptr);
    const Contract hardened = contractFor("envoy", Variant::Hardened);
    QVERIFY(!hardened.client.empty() && !find(hardened, "x-forwarded-proto")->forgeable);
    QVERIFY(find(hardened, "x-mirrorscope-source")->always);
}

void ContractTest::optionsChangeIt() {
    QVERIFY(find(contractFor("traefik", Variant::Hardened, {{"--version", "3.6"}}), "X-Mirrorscope-Source") ==
            nullptr);
    QVERIFY(find(contractFor("traefik", Variant::Hardened), "X-Mirrorscope-Source") != nullptr);
    QVERIFY(
        find(contractFor("traefik", Variant::Hardened, {{"--trusted-balancer", "10.0.0.0/8"}}), "X-Real-Ip")
            ->forgeable);
    QVERIFY(find(contractFor("istio", Variant::Hardened, {{"--traffic", "mesh"}}),
                 "x-envoy-external-address") == nullptr);
    QVERIFY(
        find(contractFor("istio", Variant::Hardened, {{"--traffic", "gateway"}}), "x-envoy-external-address")
            ->always);
}

void ContractTest::everyKindHasLimits_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < snippetKinds().size(); ++i) {
        QTest::newRow(std::string(snippetKinds()[i].name).c_str()) << static_cast<int>(i);
    }
}

void ContractTest::everyKindHasLimits() {
    QFETCH(const int, index);
    const auto name = std::string(snippetKinds()[static_cast<std::size_t>(index)].name);
    const Contract contract = contractFor(name.c_str(), Variant::Hardened);
    QVERIFY(contract.limits.size() >= 2);
    const std::string text = contractText(contract);
    for (const ContractHeader& header : contract.headers) {
        QVERIFY2(text.find(header.name) != text.npos && !header.from.empty(), header.name.c_str());
    }
}

QTEST_GUILESS_MAIN(ContractTest)
#include "contract_test.moc"
