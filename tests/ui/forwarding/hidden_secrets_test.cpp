// SPDX-License-Identifier: GPL-3.0-or-later
// Evidence of findings, comparisons and pairs tell no secret while they are hidden.
#include <QTableView>
#include <QTest>

#include "tests/ui/forwarding/sample_findings.h"
#include "tests/ui/privacy/exposed_text.h"
#include "tests/ui/privacy/secret_request.h"
#include "ui/forwarding/compare_model.h"
#include "ui/forwarding/evidence_model.h"
#include "ui/forwarding/pairs_model.h"
#include "ui/hops/hop_data.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::forwarding;

class HiddenSecretsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::resetScreen(); }

    void evidence() {
        EvidenceModel model;
        api::FindingEvidence one;
        one.row = test::secretRequest(7).row;
        one.values = {"sid=" + test::kCookieSecret.toStdString()};
        one.isThere = true;
        model.setEvidence({one}, "Cookie");
        expectHidden(model, {test::kQuerySecret, test::kCookieSecret});
    }

    void comparisons() {
        CompareModel model;
        model.setComparison(std::make_shared<api::RequestComparison>(
            api::comparisonOf(test::secretRequest(7), test::secretRequest(8))));
        expectHidden(model, {test::kQuerySecret, test::kCookieSecret, test::kTokenSecret});
    }

    void equalSecretsAreSaidToBe() {
        CompareModel model;
        model.setComparison(std::make_shared<api::RequestComparison>(
            api::comparisonOf(test::secretRequest(7), test::secretRequest(8))));
        const auto difference = [&](const QString& field) {
            const QModelIndexList found =
                model.match(model.index(0, CompareModel::Field), Qt::DisplayRole, field, 1, Qt::MatchExactly);
            return found.isEmpty() ? QString()
                                   : found.front().siblingAtColumn(CompareModel::Kind).data().toString();
        };
        QCOMPARE(difference(QStringLiteral("Cookie")), QStringLiteral("Equal; hidden parts equal"));
        QCOMPARE(difference(QStringLiteral("Host")), QStringLiteral("Equal"));
        privacy::Screen::instance().revealAll();
        QCOMPARE(difference(QStringLiteral("Cookie")), QStringLiteral("Equal"));
    }

    void pairs() {
        PairsModel model;
        PairsFound::Row row;
        row.what = "POST " + test::kSecretTarget;
        model.setRows({row});
        expectHidden(model, {test::kQuerySecret});
    }

    void theWayOfARequest() {
        traffic::Finding finding = test::sampleFinding(1, "XFF_MISSING", traffic::FindingSeverity::Warning);
        finding.code = "HOST_SHADOW";
        traffic::RequestDetail detail = test::lostChain(7);
        detail.request.head = "GET / HTTP/1.1\r\nHost: " + test::kToken.toStdString() + "\r\n\r\n";
        const auto summary = [&] {
            return hops::hopSummary(hops::hopDataOf(finding, api::headersOf(detail)));
        };
        QVERIFY(!summary().contains(test::kTokenSecret));
        privacy::Screen::instance().revealAll();
        QVERIFY2(summary().contains(test::kToken.left(20)), qPrintable(summary()));
    }

private:
    static void expectHidden(QAbstractItemModel& model, const QStringList& secrets) {
        QTableView view;
        view.setModel(&model);
        view.resize(1600, 600);
        view.show();
        const auto told = [&] { return test::exposedText(view); };
        for (const QString& secret : secrets) {
            QVERIFY2(!told().contains(secret), qPrintable(secret));
        }
        QVERIFY(told().contains(QStringLiteral("••••••••")));
        privacy::Screen::instance().revealAll();
        for (const QString& secret : secrets) {
            QVERIFY2(told().contains(secret), qPrintable(secret));
        }
    }
};

QTEST_MAIN(HiddenSecretsTest)
#include "hidden_secrets_test.moc"
