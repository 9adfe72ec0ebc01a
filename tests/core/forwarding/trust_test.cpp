// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/trust.h"

#include <QTest>

using namespace mirrorscope;
using traffic::SourceKind;

class TrustTest : public QObject {
    Q_OBJECT

private slots:
    void parse_data();
    void parse();
    void refuses_data();
    void refuses();
    void firstRuleWins();
};

void TrustTest::parse_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("block") << QByteArray("10.0.0.0/8") << QByteArray("10.1.2.3") << true << QByteArray();
    QTest::newRow("outside") << QByteArray("10.0.0.0/8") << QByteArray("11.0.0.1") << false << QByteArray();
    QTest::newRow("address") << QByteArray("::1=envoy") << QByteArray("::1") << true << QByteArray("envoy");
    QTest::newRow("with kind") << QByteArray("fd00::/8=ingress-nginx") << QByteArray("fd12::1") << true
                               << QByteArray("ingress-nginx");
    QTest::newRow("mapped peer") << QByteArray("127.0.0.1") << QByteArray("::ffff:127.0.0.1") << true
                                 << QByteArray();
}

void TrustTest::parse() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, peer);
    QFETCH(bool, trusted);
    QFETCH(QByteArray, kind);
    const auto rule = forwarding::TrustRule::parse(text.toStdString());
    QVERIFY(rule.has_value());
    const forwarding::TrustRules rules({*rule});
    const auto* found = rules.find(*base::parseAddress(peer.toStdString()));
    QCOMPARE(found != nullptr, trusted);
    if (found != nullptr) {
        QCOMPARE(found->kind, kind.isEmpty() ? std::nullopt : traffic::sourceKindByName(kind.toStdString()));
    }
}

void TrustTest::refuses_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "nginx", "10.0.0.0/33", "10.0.0.1=", "10.0.0.1=apache", "10.0.0.1=unknown",
                             "=nginx", "10.0.0.1,10.0.0.2"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void TrustTest::refuses() {
    QFETCH(QByteArray, text);
    const auto rule = forwarding::TrustRule::parse(text.toStdString());
    QVERIFY(!rule);
    QCOMPARE(rule.error().code, base::ErrorCode::InvalidArgument);
    QCOMPARE(rule.error().arguments.size(), std::size_t{3});
    QCOMPARE(rule.error().arguments[0], std::string("--trust"));
    QCOMPARE(rule.error().arguments[1], text.toStdString());
}

void TrustTest::firstRuleWins() {
    const forwarding::TrustRules rules({*forwarding::TrustRule::parse("10.0.0.5=traefik"),
                                        *forwarding::TrustRule::parse("10.0.0.0/8=envoy")});
    QCOMPARE(rules.find(*base::parseAddress("10.0.0.5"))->kind, std::optional(SourceKind::Traefik));
    QCOMPARE(rules.find(*base::parseAddress("10.0.0.6"))->kind, std::optional(SourceKind::Envoy));
}

QTEST_GUILESS_MAIN(TrustTest)
#include "trust_test.moc"
