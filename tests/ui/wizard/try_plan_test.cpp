// SPDX-License-Identifier: GPL-3.0-or-later
// What a lab on this machine takes of a plan, and what it says of the rest.
#include <QTest>

#include "ui/wizard/plan.h"
#include "ui/wizard/try_plan.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::wizard;

class TryPlanTest : public QObject {
    Q_OBJECT

private slots:
    void optionsAreTakenOver();
    void theFaithfulFormHasFewer();
    void whatIsReplacedIsSaid();
    void istioRunsAsEnvoy();
    void kindsThatCannotRun_data();
    void kindsThatCannotRun();

private:
    static Plan planOf(const std::string& kind) {
        Plan plan;
        plan.kind = kind;
        plan.listener = "192.0.2.20:8445";
        return plan;
    }
    static QStringList textOf(const std::vector<snippets::OptionValue>& options) {
        QStringList out;
        for (const auto& option : options) {
            out.append(QString::fromStdString(option.name + "=" + option.value));
        }
        return out;
    }
};

void TryPlanTest::optionsAreTakenOver() {
    Plan plan = planOf("nginx");
    setAnswer(plan, "--origin", {"http://shop.example"});
    setAnswer(plan, "--path", {"/shop/"});
    setAnswer(plan, "--percentage", {"25"});
    setAnswer(plan, "--token", {"s3cret"});
    const TryPlan tried = tryPlanOf(plan);
    QVERIFY(tried.options.kind == lab::ProxyKind::Nginx);
    QVERIFY(tried.options.variant == snippets::Variant::Hardened);
    QCOMPARE(tried.proxy, QStringLiteral("nginx"));
    QCOMPARE(textOf(tried.options.options),
             (QStringList{QStringLiteral("--path=/shop/"), QStringLiteral("--percentage=25"),
                          QStringLiteral("--token=s3cret")}));
    QVERIFY(tried.instead.isEmpty());
    QVERIFY(tried.caution.isEmpty());
}

void TryPlanTest::theFaithfulFormHasFewer() {
    Plan plan = planOf("nginx");
    setAnswer(plan, "--trusted-balancer", {"10.0.0.0/8"});
    plan.isBehind = true;
    QCOMPARE(textOf(tryPlanOf(plan).options.options),
             QStringList{QStringLiteral("--trusted-balancer=10.0.0.0/8")});
    QVERIFY(!tryPlanOf(plan).caution.isEmpty());
    plan.variant = snippets::Variant::Faithful;
    QVERIFY(tryPlanOf(plan).options.options.empty());
    QVERIFY(tryPlanOf(plan).options.variant == snippets::Variant::Faithful);
    QVERIFY(tryPlanOf(plan).caution.isEmpty());
}

void TryPlanTest::whatIsReplacedIsSaid() {
    Plan plan = planOf("traefik");
    plan.version = 1;  // below 3.7
    setAnswer(plan, "--origin", {"app:80"});
    setAnswer(plan, "--host", {"shop.example"});
    setAnswer(plan, "--token", {"s3cret"});
    const TryPlan tried = tryPlanOf(plan);
    QCOMPARE(textOf(tried.options.options), QStringList{QStringLiteral("--token=s3cret")});
    const QString said = tried.replaced.join(u'\n');
    for (const auto* word : {"192.0.2.20:8445", "app:80", "host shop.example", "version 3.6"}) {
        QVERIFY2(said.contains(QLatin1String(word)), word);
    }
    QVERIFY(!said.contains(QStringLiteral("s3cret")));
}

void TryPlanTest::istioRunsAsEnvoy() {
    Plan plan = planOf("istio");
    setAnswer(plan, "--percentage", {"50"});
    setAnswer(plan, "--traffic", {"mesh"});
    QVERIFY(whyNotTried(plan).isEmpty());
    const TryPlan tried = tryPlanOf(plan);
    QVERIFY(tried.options.kind == lab::ProxyKind::Envoy);
    QCOMPARE(tried.proxy, QStringLiteral("Envoy"));
    QVERIFY(tried.instead.contains(QStringLiteral("cluster")));
    QCOMPARE(textOf(tried.options.options), QStringList{QStringLiteral("--percentage=50")});
    QVERIFY(tried.replaced.join(u'\n').contains(QStringLiteral("traffic mesh")));
}

void TryPlanTest::kindsThatCannotRun_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("can");
    QTest::newRow("nginx") << "nginx" << true;
    QTest::newRow("Envoy") << "envoy" << true;
    QTest::newRow("Traefik") << "traefik" << true;
    QTest::newRow("Gateway API") << "gateway-api" << false;
    QTest::newRow("ingress-nginx") << "ingress-nginx" << false;
}

void TryPlanTest::kindsThatCannotRun() {
    QFETCH(QString, kind);
    QFETCH(bool, can);
    QCOMPARE(whyNotTried(planOf(kind.toStdString())).isEmpty(), can);
}

QTEST_GUILESS_MAIN(TryPlanTest)
#include "try_plan_test.moc"
