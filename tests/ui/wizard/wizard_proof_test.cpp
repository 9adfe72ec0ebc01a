// SPDX-License-Identifier: GPL-3.0-or-later
// From the first page to the verdict, with the real proxy configured by what the wizard copies: to a proof
// that passes and to one that fails, as people make them fail.
#include <QClipboard>
#include <QListWidget>
#include <QSpinBox>
#include <functional>

#include "core/pipeline/session_proofs.h"
#include "tests/support/envoy.h"
#include "tests/support/mirroring_nginx.h"
#include "tests/ui/shell/real_service.h"
#include "tests/ui/wizard/wizard_window.h"
#include "ui/proof/prove_panel.h"

using namespace mirrorscope;
using ui::wizard::PageId;

namespace {

/// The machine may have other things to do.
constexpr int kPatience = 90'000;

bool hasReason(const probe::Proof& proof, std::string_view code) {
    return std::ranges::any_of(proof.reasons,
                               [&](const probe::Reason& reason) { return reason.code == code; });
}

}  // namespace

class WizardProofTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { test::WizardWindow::prepare(); }
    void init();
    void cleanup();

    void hardenedNginxPasses();
    void faithfulNginxLosesLargeBodies();
    void hardenedEnvoyPasses();
    void envoyThatRunsTheOtherFormFails();

private:
    void toSnippet(int kindRow, const std::vector<std::pair<QString, QString>>& typed);
    /// What Copy of that form puts into the clipboard.
    QByteArray copied(const QString& form, const char* part);
    void startNginx(const QString& form);
    void startEnvoy(const QString& form);
    void prove();
    ui::proof::ProvePanel& panel() {
        return *m_window.find<ui::proof::ProvePanel>(QStringLiteral("proof.panel"));
    }
    QPushButton& finish() { return *m_window.find<QPushButton>(QStringLiteral("wizard.finish")); }
    QString origin() const { return QStringLiteral("127.0.0.1:%1").arg(m_origin->port()); }
    QString path(const char* name) const { return m_directory->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<test::OriginServer> m_origin;
    test::RealService m_real;
    const base::SystemClock m_clock;
    std::unique_ptr<pipeline::SessionProofs> m_proofs;
    std::uint16_t m_port = 0;  // of the proxy
    std::unique_ptr<test::Nginx> m_nginx;
    std::unique_ptr<test::Envoy> m_envoy;
    test::WizardWindow m_window;
};

void WizardProofTest::init() {
    m_directory = std::make_unique<QTemporaryDir>();
    qputenv("XDG_STATE_HOME", path("state").toUtf8());
    m_real = test::openRealService(path("proof.mscope"),
                                   {{"engine", "none"}, {"trust", "127.0.0.1"}, {"limits.patience", "60s"}});
    QVERIFY(m_real.service != nullptr);
    QVERIFY(m_real.service->listen(m_real.address).has_value());
    m_proofs = std::make_unique<pipeline::SessionProofs>(*m_real.service, m_clock);
    m_origin = std::make_unique<test::OriginServer>();
    m_port = test::freePort();
    m_window.openOver({*m_real.service, m_window.settingsFile(), m_proofs.get()});
}

void WizardProofTest::cleanup() {
    m_window.close();
    m_nginx.reset();
    m_envoy.reset();
    m_proofs.reset();
    m_real = {};
    m_origin.reset();
}

void WizardProofTest::toSnippet(int kindRow, const std::vector<std::pair<QString, QString>>& typed) {
    m_window.key(static_cast<Qt::Key>(Qt::Key_1 + kindRow));
    QCOMPARE(m_window.find<QListWidget>(QStringLiteral("wizard.kinds"))->currentRow(), kindRow);
    m_window.next();
    QCOMPARE(m_window.page(), PageId::Place);
    for (const auto& [field, text] : typed) {
        m_window.type(field, text);
    }
    m_window.next();
    QCOMPARE(m_window.page(), PageId::Listener);
    const QString listener = QString::fromStdString(m_real.address.text());
    QTRY_COMPARE(m_window.find<QComboBox>(QStringLiteral("wizard.address"))->currentText(), listener);
    m_window.next();
    QCOMPARE(m_window.page(), PageId::Snippet);
}

QByteArray WizardProofTest::copied(const QString& form, const char* part) {
    auto* parts = m_window.find<QComboBox>(QStringLiteral("wizard.part"));
    const int index = parts->findData(QLatin1String(part));
    parts->setCurrentIndex(index);
    emit parts->activated(index);
    m_window.press(QStringLiteral("wizard.copy.") + form);
    return QGuiApplication::clipboard()->text().toUtf8();
}

void WizardProofTest::startNginx(const QString& form) {
    const QByteArray http = copied(form, "http");
    const QString file = test::writeNginxConfig(path("nginx"), {http, copied(form, "server"), m_port});
    test::allowLargeBodiesInLocation(file);
    QCOMPARE(test::nginxComplaint(path("nginx"), file), QByteArray());
    m_nginx = std::make_unique<test::Nginx>(path("nginx"), file, m_port);
    QVERIFY2(m_nginx->isRunning(), m_nginx->error().constData());
}

void WizardProofTest::startEnvoy(const QString& form) {
    m_envoy =
        std::make_unique<test::Envoy>(path("envoy"), copied(form, "bootstrap"), m_port, test::newEnvoy());
    QVERIFY2(m_envoy->isRunning(), m_envoy->error().constData());
}

void WizardProofTest::prove() {
    m_window.next();
    QCOMPARE(m_window.page(), PageId::Prove);
    // Quick, and nothing late on a machine that has other things to do.
    ui::proof::ProveTarget target = panel().target();
    target.perSecond = 100;
    panel().setTarget(target);
    m_window.find<QSpinBox>(QStringLiteral("proof.late"))->setValue(30'000);
    m_window.find<QSpinBox>(QStringLiteral("proof.count"))->setValue(2);
    m_window.type(QStringLiteral("proof.url"), QStringLiteral("http://127.0.0.1:%1/").arg(m_port));
    QSignalSpy finished(&panel(), &ui::proof::ProvePanel::finished);
    QTest::mouseClick(m_window.find<QPushButton>(QStringLiteral("proof.start")), Qt::LeftButton);
    QVERIFY(panel().isRunning());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatience);
    QVERIFY(panel().proof().has_value());
}

void WizardProofTest::hardenedNginxPasses() {
    toSnippet(0, {{QStringLiteral("wizard.origin"), QStringLiteral("http://") + origin()}});
    startNginx(QStringLiteral("hardened"));
    prove();
    QVERIFY2(panel().proof()->verdict == probe::Verdict::Passed, panel().proof()->headline.c_str());
    QVERIFY(finish().isDefault());
    QCOMPARE(finish().text(), QStringLiteral("&Finish"));
    QSignalSpy accepted(&m_window.wizard(), &QDialog::accepted);
    QTest::mouseClick(&finish(), Qt::LeftButton);
    QCOMPARE(accepted.count(), 1);
}

/// The limit of bodies is set where clients are answered, and not where copies are made.
void WizardProofTest::faithfulNginxLosesLargeBodies() {
    toSnippet(0, {{QStringLiteral("wizard.origin"), QStringLiteral("http://") + origin()}});
    startNginx(QStringLiteral("faithful"));
    prove();
    const probe::Proof proof = *panel().proof();
    QVERIFY(proof.verdict == probe::Verdict::Failed);
    QVERIFY(hasReason(proof, "BODIES_LOST"));
    QCOMPARE(proof.totals.lost, std::size_t{4});  // two sizes, two of each
    QVERIFY(!finish().isDefault());
    QCOMPARE(finish().text(), QStringLiteral("&Finish anyway"));
}

void WizardProofTest::hardenedEnvoyPasses() {
    if (test::newEnvoy().path.isEmpty()) {
        QSKIP(test::kNoProgram);
    }
    toSnippet(1, {{QStringLiteral("wizard.bind"), QStringLiteral("127.0.0.1:%1").arg(m_port)},
                  {QStringLiteral("wizard.origin"), origin()}});
    startEnvoy(QStringLiteral("hardened"));
    prove();
    QVERIFY2(panel().proof()->verdict == probe::Verdict::Passed, panel().proof()->headline.c_str());
    QCOMPARE(panel().proof()->kind, traffic::SourceKind::Envoy);
    QVERIFY(finish().isDefault());
}

/// Somebody looks at both forms, and Envoy runs the one that is not chosen.
void WizardProofTest::envoyThatRunsTheOtherFormFails() {
    if (test::newEnvoy().path.isEmpty()) {
        QSKIP(test::kNoProgram);
    }
    toSnippet(1, {{QStringLiteral("wizard.bind"), QStringLiteral("127.0.0.1:%1").arg(m_port)},
                  {QStringLiteral("wizard.origin"), origin()}});
    startEnvoy(QStringLiteral("faithful"));
    m_window.press(QStringLiteral("wizard.choose.hardened"));
    prove();
    const probe::Proof proof = *panel().proof();
    QVERIFY2(proof.verdict == probe::Verdict::Failed, proof.headline.c_str());
    QVERIFY(hasReason(proof, "HEADERS_MISSING"));
    QCOMPARE(proof.totals.lost, std::size_t{0});
    QVERIFY(!finish().isDefault());
}

QTEST_MAIN(WizardProofTest)
#include "wizard_proof_test.moc"
