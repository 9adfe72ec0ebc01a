// SPDX-License-Identifier: GPL-3.0-or-later
// The last page: what the panel is told, and what a proof changes about Finish.
#include "tests/ui/proof/fake_proof_service.h"
#include "tests/ui/proof/sample_proofs.h"
#include "tests/ui/wizard/wizard_window.h"
#include "ui/proof/prove_panel.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::wizard;

class ProvePageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { test::WizardWindow::prepare(); }
    void init() {
        m_proofs = std::make_unique<test::FakeProofService>();
        Plan plan;
        plan.listener = "127.0.0.1:8445";
        setAnswer(plan, "--percentage", {"25"});
        setAnswer(plan, "--body", {"off"});
        m_window.open(plan, {1560, 930}, m_proofs.get());
        m_window.wizard().goTo(PageId::Prove);
        QCOMPARE(m_window.page(), PageId::Prove);
    }
    void cleanup() { m_window.close(); }

    void thePanelIsToldWhatTheSnippetPromises();
    void finishIsPrimaryOnlyAfterAPass_data();
    void finishIsPrimaryOnlyAfterAPass();
    void anotherPlanNeedsAnotherProof();
    void closingEndsARun();

private:
    ui::proof::ProvePanel& panel() {
        return *m_window.find<ui::proof::ProvePanel>(QStringLiteral("proof.panel"));
    }
    QPushButton& finish() { return *m_window.find<QPushButton>(QStringLiteral("wizard.finish")); }
    void prove(const probe::Proof& proof) {
        m_window.find<QLineEdit>(QStringLiteral("proof.url"))->setText(QStringLiteral("http://127.0.0.1:9/"));
        panel().start();
        QVERIFY(panel().isRunning());
        QSignalSpy finished(&panel(), &ui::proof::ProvePanel::finished);
        probe::ProofEnd end;
        end.proof = proof;
        m_proofs->end(end);
        QTRY_COMPARE(finished.count(), 1);
    }

    std::unique_ptr<test::FakeProofService> m_proofs;
    test::WizardWindow m_window;
};

void ProvePageTest::thePanelIsToldWhatTheSnippetPromises() {
    const auto& target = panel().target();
    const auto snippet = snippetOf(m_window.wizard().plan(), snippets::Variant::Hardened);
    QCOMPARE(target.contract, snippets::contractJson(snippet->contract));
    QCOMPARE(target.kind, traffic::SourceKind::Nginx);
    QCOMPARE(target.percentage, 25.0);
    QVERIFY(!target.hasBodies);
    QVERIFY(!target.mayHarden);
}

void ProvePageTest::finishIsPrimaryOnlyAfterAPass_data() {
    QTest::addColumn<bool>("passes");
    QTest::newRow("passed") << true;
    QTest::newRow("failed") << false;
}

void ProvePageTest::finishIsPrimaryOnlyAfterAPass() {
    QFETCH(bool, passes);
    QCOMPARE(finish().text(), QStringLiteral("&Finish anyway"));
    probe::Proof proof = passes ? test::passedProof() : test::failedProof();
    proof.source = 7;
    prove(proof);
    QCOMPARE(finish().text(), passes ? QStringLiteral("&Finish") : QStringLiteral("&Finish anyway"));
    QCOMPARE(finish().isDefault(), passes);
    QCOMPARE(finish().property("primary").toBool(), passes);
    QCOMPARE(m_window.wizard().plan().proven, traffic::SourceId{7});
    // Looking at the snippet once more changes nothing.
    m_window.wizard().goTo(PageId::Snippet);
    m_window.wizard().goTo(PageId::Prove);
    QCOMPARE(finish().property("primary").toBool(), passes);
}

void ProvePageTest::anotherPlanNeedsAnotherProof() {
    prove(test::passedProof());
    QVERIFY(finish().property("primary").toBool());
    m_window.wizard().goTo(PageId::Snippet);
    m_window.press(QStringLiteral("wizard.copy.faithful"));
    m_window.next();
    QCOMPARE(m_window.page(), PageId::Prove);
    QVERIFY(!finish().property("primary").toBool());
    QVERIFY(panel().target().mayHarden);
    emit panel().hardenedFormRequested();
    QCOMPARE(m_window.page(), PageId::Snippet);
    QCOMPARE(m_window.wizard().plan().variant, snippets::Variant::Hardened);
}

void ProvePageTest::closingEndsARun() {
    m_window.find<QLineEdit>(QStringLiteral("proof.url"))->setText(QStringLiteral("http://127.0.0.1:9/"));
    panel().start();
    QTRY_COMPARE(m_proofs->inside(), 1);
    m_window.close();
    QCOMPARE(m_proofs->inside(), 0);
}

QTEST_MAIN(ProvePageTest)
#include "prove_page_test.moc"
