// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/kind_limits.h"

#include <QTest>
#include <algorithm>
#include <set>
#include <string>

using namespace mirrorscope;
using traffic::SourceKind;

class KindLimitsTest : public QObject {
    Q_OBJECT

private slots:
    void isComplete();
    void namesAreUnique();
    void measured_data();
    void measured();
    void ingressTakesThoseOfNginx();
};

void KindLimitsTest::isComplete() {
    for (const auto& one : doctor::allKindLimits()) {
        QVERIFY2(one.limit.ends_with('.'), one.limit.data());
        QVERIFY2(!one.known.empty(), one.limit.data());
        QVERIFY2(one.limit.find('|') == one.limit.npos && one.remedy.find('|') == one.remedy.npos,
                 "would break the table of docs/findings.md");
    }
    QVERIFY(!doctor::limitsOfEveryKind().empty());
    for (std::size_t i = 1; i < static_cast<std::size_t>(SourceKind::Count); ++i) {
        const auto kind = static_cast<SourceKind>(i);
        QCOMPARE(doctor::limitsOf(kind).empty(), kind == SourceKind::Other);
    }
    QVERIFY(doctor::limitsOf(SourceKind::Unknown).empty());
}

void KindLimitsTest::namesAreUnique() {
    std::set<std::pair<SourceKind, std::string>> names;
    for (const auto& one : doctor::allKindLimits()) {
        QVERIFY2(names.emplace(one.kind, one.name).second, one.name.data());
    }
}

void KindLimitsTest::measured_data() {
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("names");
    const auto row = [](const char* kind, const char* names) {
        QTest::newRow(kind) << QByteArray(kind) << QByteArray(names);
    };
    row("nginx", "before-mirror-phase whole-bodies header-names http-version");
    row("envoy", "http-1.0 raw-utf8 left-in-body expect");
    row("istio", "normalised-path expect-forwarded out-of-scope pod-is-client");
    row("traefik", "after-the-answer aborted normalised-path semicolon repeated");
    row("haproxy", "methods body-limit");
    row("trafficserver", "client host patch");
    row("gateway-api", "data-plane");
}

/// What the captures and runs showed is not left out.
void KindLimitsTest::measured() {
    QFETCH(const QByteArray, kind);
    QFETCH(const QByteArray, names);
    const auto limits = doctor::limitsOf(*traffic::sourceKindByName(kind.toStdString()));
    for (const QByteArray& name : names.split(' ')) {
        QVERIFY2(std::ranges::any_of(limits, [&](const auto& one) { return one.name == name.toStdString(); }),
                 name.constData());
    }
}

void KindLimitsTest::ingressTakesThoseOfNginx() {
    const auto nginx = doctor::limitsOf(SourceKind::Nginx);
    const auto ingress = doctor::limitsOf(SourceKind::IngressNginx);
    QCOMPARE(ingress.size(), nginx.size() + 1);
    for (const auto& one : ingress) {
        QCOMPARE(one.kind, SourceKind::IngressNginx);
    }
}

QTEST_GUILESS_MAIN(KindLimitsTest)
#include "kind_limits_test.moc"
