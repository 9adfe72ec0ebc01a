// SPDX-License-Identifier: GPL-3.0-or-later
// From the menu of a source to the verdict, through a real nginx: one that mirrors everything, and one whose
// mirror location keeps the usual limit of bodies.
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "core/pipeline/demo_traffic.h"
#include "core/pipeline/session_decisions.h"
#include "core/pipeline/session_proofs.h"
#include "core/pipeline/session_sources.h"
#include "tests/support/mirroring_nginx.h"
#include "tests/ui/shell/real_service.h"
#include "ui/proof/matrix_model.h"
#include "ui/proof/proof_dialog.h"
#include "ui/shell/application.h"
#include "ui/shell/main_window.h"

using namespace mirrorscope;
using ui::proof::MatrixModel;
using ui::proof::ProofDialog;

namespace {

/// The machine may have other things to do.
constexpr int kPatience = 60'000;

}  // namespace

class WindowProofTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void hardenedNginxPasses();
    void faithfulNginxFails();

private:
    void openWith(const QString& variant);
    void openDialog();
    void prove();
    template <typename Widget>
    Widget* find(const char* name) const {
        return m_dialog->findChild<Widget*>(QLatin1String(name));
    }
    QString text(const char* name) const { return find<QLabel>(name)->text(); }
    QStringList lostProbes() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    test::RealService m_real;
    std::unique_ptr<test::MirroringNginx> m_nginx;
    std::unique_ptr<pipeline::SessionSources> m_sources;
    std::unique_ptr<pipeline::SessionDecisions> m_decisions;
    std::unique_ptr<pipeline::SessionProofs> m_proofs;
    pipeline::DemoTraffic m_demo;
    const base::SystemClock m_clock;
    std::unique_ptr<ui::shell::MainWindow> m_window;
    QPointer<ProofDialog> m_dialog;
};

void WindowProofTest::init() {
    m_directory = std::make_unique<QTemporaryDir>();
    qputenv("XDG_STATE_HOME", m_directory->filePath(QStringLiteral("state")).toUtf8());
    ui::shell::prepareApplication(*qApp, true);
}

void WindowProofTest::cleanup() {
    m_window.reset();
    m_proofs.reset();
    m_sources.reset();
    m_decisions.reset();
    m_real = {};
    m_nginx.reset();
}

void WindowProofTest::openWith(const QString& variant) {
    m_real = test::openRealService(m_directory->filePath(QStringLiteral("proof.mscope")),
                                   {{"engine", "none"}, {"trust", "127.0.0.1"}, {"limits.patience", "60s"}});
    QVERIFY(m_real.service != nullptr);
    QVERIFY(m_real.service->listen(m_real.address).has_value());
    m_nginx = std::make_unique<test::MirroringNginx>(test::debianNginx(), variant, m_real.address.port);
    QVERIFY2(m_nginx->isRunning(), m_nginx->complaint().constData());
    m_sources = std::make_unique<pipeline::SessionSources>(*m_real.service, m_real.service->options());
    m_decisions = std::make_unique<pipeline::SessionDecisions>(m_clock);
    m_proofs = std::make_unique<pipeline::SessionProofs>(*m_real.service, m_clock);
    m_window = std::make_unique<ui::shell::MainWindow>(ui::shell::WindowServices{*m_real.service,
                                                                                 m_demo,
                                                                                 *m_real.keeper,
                                                                                 *m_decisions,
                                                                                 {},
                                                                                 {m_real.address},
                                                                                 std::nullopt,
                                                                                 m_sources.get(),
                                                                                 {},
                                                                                 m_proofs.get()});
    m_window->resize(1600, 1000);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    // A first visitor makes the source known, and its owner says what its copies carry.
    const auto answer = test::exchange(
        m_nginx->port(), "GET /first HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n");
    QVERIFY(answer.has_value());
    QFile contract(m_nginx->contract());
    QVERIFY(contract.open(QIODevice::ReadOnly));
    const traffic::SourceSetting said{.source = 1, .contract = contract.readAll().toStdString()};
    QTRY_VERIFY_WITH_TIMEOUT(m_sources->change(said).has_value(), kPatience);
}

void WindowProofTest::openDialog() {
    auto* list = m_window->findChild<QListView*>(QStringLiteral("sources.list"));
    QTRY_VERIFY_WITH_TIMEOUT(list->isVisible() && list->model()->rowCount() > 0, kPatience);
    bool isOffered = false;
    QTimer::singleShot(0, m_window.get(), [&isOffered] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (menu == nullptr) {
            return;
        }
        for (QAction* action : menu->actions()) {
            if (action->text() == QStringLiteral("Prove…") && action->isEnabled()) {
                isOffered = true;
                action->trigger();
            }
        }
        menu->close();
    });
    emit list->customContextMenuRequested(list->visualRect(list->model()->index(0, 0)).center());
    QVERIFY(isOffered);
    m_dialog = m_window->findChild<ProofDialog*>();
    QVERIFY(m_dialog != nullptr && m_dialog->isVisible());
    QVERIFY(m_dialog->windowTitle().startsWith(QStringLiteral("Prove: ")));
}

void WindowProofTest::prove() {
    // Quick, and nothing late on a machine that has other things to do.
    ui::proof::ProveTarget target = m_dialog->panel().target();
    target.perSecond = 100;
    m_dialog->panel().setTarget(target);
    find<QSpinBox>("proof.late")->setValue(30'000);
    find<QLineEdit>("proof.url")->setText(m_nginx->url());
    find<QSpinBox>("proof.count")->setValue(2);
    auto* matrix = find<QTableView>("proof.matrix")->model();
    QTest::mouseClick(find<QPushButton>("proof.start"), Qt::LeftButton);
    QVERIFY(m_dialog->panel().isRunning());
    bool hasFilled = false;
    QTRY_VERIFY_WITH_TIMEOUT(
        (hasFilled = hasFilled || (m_dialog->panel().isRunning() &&
                                   matrix->index(0, MatrixModel::SentColumn).data().toInt() > 0),
         !m_dialog->panel().isRunning()),
        kPatience);
    QVERIFY(hasFilled);
    QVERIFY2(m_dialog->panel().proof().has_value(), qPrintable(text("proof.headline")));
}

QStringList WindowProofTest::lostProbes() const {
    QStringList lost;
    const auto* matrix = m_dialog->findChild<QTableView*>(QStringLiteral("proof.matrix"))->model();
    for (int row = 0; row < matrix->rowCount(); ++row) {
        if (matrix->index(row, MatrixModel::LostColumn).data().toString() != QStringLiteral("0")) {
            lost << matrix->index(row, MatrixModel::ProbeColumn).data().toString();
        }
    }
    return lost;
}

void WindowProofTest::hardenedNginxPasses() {
    openWith(QStringLiteral("hardened"));
    openDialog();
    prove();
    QVERIFY2(m_dialog->panel().proof()->verdict == probe::Verdict::Passed,
             qPrintable(text("proof.headline")));
    QCOMPARE(text("proof.headline"), QStringLiteral("Passed: every probe arrived once, whole and in time"));
    QCOMPARE(lostProbes(), QStringList());
    QVERIFY(m_dialog->panel().proof()->headers.size() >= 10);
    QVERIFY(!find<QWidget>("proof.advice")->isVisible());
    QCOMPARE(text("proof.note"), QStringLiteral("Result kept with the source"));
    // It is there again when it is asked for again.
    m_dialog->close();
    QTRY_VERIFY(m_dialog.isNull());
    openDialog();
    QTRY_VERIFY_WITH_TIMEOUT(m_dialog->panel().proof().has_value(), kPatience);
    QCOMPARE(find<QLineEdit>("proof.url")->text(), m_nginx->url());
}

void WindowProofTest::faithfulNginxFails() {
    openWith(QStringLiteral("faithful"));
    openDialog();
    prove();
    QVERIFY(m_dialog->panel().proof()->verdict == probe::Verdict::Failed);
    QCOMPARE(text("proof.headline"),
             QStringLiteral("Failed: 4 of 32 probes were lost, all with bodies over 1 MiB"));
    QCOMPARE(lostProbes(), (QStringList{QStringLiteral("Body 1 MiB + 1 B"), QStringLiteral("Body 8 MiB")}));
    QVERIFY(text("proof.todo.0").contains(QStringLiteral("client_max_body_size of the mirror location")));
    QVERIFY(find<QPushButton>("proof.copy-patch.0") != nullptr);
}

QTEST_MAIN(WindowProofTest)
#include "window_proof_test.moc"
