// SPDX-License-Identifier: GPL-3.0-or-later
// The panel from what is typed to what is shown, over a service that the test holds.
#include "ui/proof/prove_panel.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include "core/probe/proof_json.h"
#include "core/probe/proof_text.h"
#include "tests/ui/proof/fake_proof_service.h"
#include "tests/ui/proof/sample_proofs.h"
#include "ui/proof/figure_tile.h"
#include "ui/proof/matrix_model.h"
#include "ui/proof/proof_dialog.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using proof::MatrixModel;

class ProvePanelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { theme::Theme::instance().install(*qApp); }
    void init();
    void cleanup() { delete m_panel; }
    void idle();
    void runsAndPasses();
    void runsAndFailsAndRunsAgain();
    void cancelled();
    void closedWhileItRuns();
    void obstacles_data();
    void obstacles();
    void keptResultIsShown();
    void targetIsAskedFor();
    void anotherTargetWhileItRuns();
    void takenAlong();
    void reportIsSaved();
    void buttonsFitIntoAnotherRow();

private:
    template <typename Widget>
    Widget* find(const char* name) const {
        return m_panel->findChild<Widget*>(QLatin1String(name));
    }
    QString text(const char* name) const { return find<QLabel>(name)->text(); }
    QString tile(const char* name) const { return find<proof::FigureTile>(name)->number(); }
    QString cell(int row, int column) const {
        const auto* model = find<QTableView>("proof.matrix")->model();
        return model->index(row, column).data().toString();
    }
    void press(const char* name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    void start() {
        find<QLineEdit>("proof.url")->setText(QStringLiteral("https://shop.example/"));
        press("proof.start");
        QVERIFY(m_panel->isRunning());
    }
    void end(const probe::Proof& proof, bool isKept = true) {
        m_service->end(probe::ProofEnd{.proof = proof, .isKept = isKept});
        QTRY_VERIFY(!m_panel->isRunning());
    }

    std::unique_ptr<test::FakeProofService> m_service;
    proof::ProvePanel* m_panel = nullptr;
};

void ProvePanelTest::init() {
    m_service = std::make_unique<test::FakeProofService>();
    m_panel = new proof::ProvePanel(*m_service);
    m_panel->resize(1300, 820);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel));
}

void ProvePanelTest::idle() {
    QVERIFY(!m_panel->isRunning() && !m_panel->proof());
    QVERIFY(!find<QPushButton>("proof.start")->isEnabled());
    QVERIFY(find<QPushButton>("proof.cancel")->isHidden());
    QVERIFY(!find<QPushButton>("proof.save")->isEnabled() && !find<QPushButton>("proof.json")->isEnabled());
    QCOMPARE(tile("proof.tile.lost"), QStringLiteral("–"));
    QCOMPARE(find<QTableView>("proof.matrix")->model()->rowCount(), static_cast<int>(probe::kProbeKinds));
    auto* url = find<QLineEdit>("proof.url");
    url->setText(QStringLiteral("shop.example"));
    QVERIFY(text("proof.notice").contains(QStringLiteral("shop.example")));
    QVERIFY(!find<QPushButton>("proof.start")->isEnabled());
    url->setText(QStringLiteral("http://shop.example/"));
    // What the origin will see, before anything is sent; a certificate is no matter without TLS.
    QVERIFY(text("proof.notice").startsWith(QStringLiteral("166 probes (DELETE, GET, HEAD, POST, PUT)")));
    QVERIFY(text("proof.notice").contains(QStringLiteral("The origin behind it sees them too")));
    QVERIFY(find<QPushButton>("proof.start")->isEnabled());
    QVERIFY(!find<QLineEdit>("proof.ca")->isVisible());
    url->setText(QStringLiteral("https://shop.example/"));
    QVERIFY(find<QLineEdit>("proof.ca")->isVisible());
    find<QSpinBox>("proof.count")->setValue(3);
    QVERIFY(text("proof.notice").startsWith(QStringLiteral("54 probes")));
    find<QAction>("proof.kind.body-8m")->setChecked(false);
    QVERIFY(text("proof.notice").startsWith(QStringLiteral("51 probes")));
    QCOMPARE(find<QTableView>("proof.matrix")->model()->rowCount(), static_cast<int>(probe::kProbeKinds) - 1);
    QCOMPARE(find<QPushButton>("proof.kinds")->text(), QStringLiteral("15 of 16 kinds"));
}

void ProvePanelTest::runsAndPasses() {
    QSignalSpy finished(m_panel, &proof::ProvePanel::finished);
    QSignalSpy running(m_panel, &proof::ProvePanel::runningChanged);
    probe::RunProgress progress;
    progress.sent = 20;
    progress.all = 166;
    progress.arrived = 18;
    progress.kinds[0] = {2, 1, 0};
    m_service->setProgress(progress);
    start();
    QVERIFY(!find<QLineEdit>("proof.url")->isEnabled());
    QVERIFY(find<QPushButton>("proof.cancel")->isVisible() && find<QPushButton>("proof.start")->isHidden());
    // The matrix fills while it runs.
    QTRY_COMPARE(cell(0, MatrixModel::SentColumn), QStringLiteral("2"));
    QCOMPARE(cell(0, MatrixModel::ArrivedColumn), QStringLiteral("1"));
    QCOMPARE(tile("proof.tile.sent"), QStringLiteral("2"));
    QVERIFY(text("proof.times").contains(QStringLiteral("20 of 166 sent")));
    QCOMPARE(finished.size(), 0);

    end(test::passedProof());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(running.size(), 2);
    QCOMPARE(text("proof.headline"), QStringLiteral("Passed: every probe arrived once, whole and in time"));
    QVERIFY(text("proof.times").contains(QStringLiteral("32 probes through https://shop.example/")));
    QCOMPARE(tile("proof.tile.arrived"), QStringLiteral("32"));
    QCOMPARE(tile("proof.tile.p95"), QStringLiteral("3.0 ms"));
    QCOMPARE(cell(0, MatrixModel::ResultColumn), QStringLiteral("Passed"));
    QCOMPARE(text("proof.note"), QStringLiteral("Result kept with the source"));
    QVERIFY(!find<QPushButton>("proof.show-advice")->isVisible());
    QVERIFY(!find<QWidget>("proof.advice")->isVisible());
    QTRY_VERIFY(find<QLabel>("proof.header.Host")->isVisible());
    QCOMPARE(find<QPushButton>("proof.start")->text().remove(QLatin1Char('&')), QStringLiteral("Run again"));
}

void ProvePanelTest::runsAndFailsAndRunsAgain() {
    start();
    end(test::failedProof(), false);
    QVERIFY(text("proof.headline").startsWith(QStringLiteral("Failed: 4 of 32 probes were lost")));
    QVERIFY(find<proof::FigureTile>("proof.tile.lost")->isBad());
    QCOMPARE(text("proof.note"), QStringLiteral("Not kept: no copy names its source"));
    QVERIFY(text("proof.reason.0").contains(QStringLiteral("Bodies over 1 MiB are lost")));
    QVERIFY(text("proof.todo.0").contains(QStringLiteral("client_max_body_size")));
    press("proof.show-advice");
    auto* copy = find<QPushButton>("proof.copy-patch.0");
    QTRY_VERIFY(copy->isVisible() && copy->hasFocus());
    press("proof.copy-patch.0");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("client_max_body_size 0;"));
    // Only one who may change the form of the snippet is offered that.
    QVERIFY(find<QPushButton>("proof.hardened") == nullptr);

    press("proof.start");
    QVERIFY(m_panel->isRunning() && !m_panel->proof());
    QCOMPARE(tile("proof.tile.lost"), QStringLiteral("–"));
    QCOMPARE(cell(0, MatrixModel::ResultColumn), QStringLiteral("Waiting"));
    end(test::passedProof());
    QVERIFY(text("proof.headline").startsWith(QStringLiteral("Passed")));
    QVERIFY(!find<proof::FigureTile>("proof.tile.lost")->isBad());
    QCOMPARE(m_service->requests().size(), std::size_t{2});
}

void ProvePanelTest::cancelled() {
    QSignalSpy finished(m_panel, &proof::ProvePanel::finished);
    start();
    QTRY_COMPARE(m_service->inside(), 1);
    press("proof.cancel");
    QTRY_VERIFY(!m_panel->isRunning());
    QCOMPARE(m_service->inside(), 0);
    QCOMPARE(finished.size(), 0);
    QCOMPARE(text("proof.headline"), QStringLiteral("Cancelled: nothing is proven"));
    QVERIFY(!m_panel->proof() && find<QPushButton>("proof.start")->isEnabled());
    QVERIFY(find<QLineEdit>("proof.url")->isEnabled());
}

void ProvePanelTest::closedWhileItRuns() {
    QPointer<proof::ProofDialog> dialog =
        new proof::ProofDialog(*m_service, {.name = QStringLiteral("edge")});
    QCOMPARE(dialog->windowTitle(), QStringLiteral("Prove: edge"));
    dialog->show();
    dialog->panel().findChild<QLineEdit*>(QStringLiteral("proof.url"))->setText(QStringLiteral("http://a/"));
    dialog->panel().start();
    QTRY_COMPARE(m_service->inside(), 1);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(dialog.isNull());
    // Its destructor waited for the thread.
    QCOMPARE(m_service->inside(), 0);
}

void ProvePanelTest::obstacles_data() {
    QTest::addColumn<int>("obstacle");
    QTest::addColumn<QString>("headline");
    QTest::newRow("unreachable") << int(probe::Obstacle::Unreachable)
                                 << "Not sent: https://shop.example/ cannot be reached";
    QTest::newRow("nobody records") << int(probe::Obstacle::NotRecorded)
                                    << "Not sent: nobody records this session";
    QTest::newRow("off") << int(probe::Obstacle::NotListening) << "Not sent: listening is off";
    QTest::newRow("an error") << int(probe::Obstacle::None) << "Cannot read /ca.pem: gone";
}

void ProvePanelTest::obstacles() {
    QFETCH(int, obstacle);
    QFETCH(QString, headline);
    QSignalSpy finished(m_panel, &proof::ProvePanel::finished);
    start();
    const auto what = static_cast<probe::Obstacle>(obstacle);
    if (what == probe::Obstacle::None) {
        m_service->end(base::Error{base::ErrorCode::TextUnreadable, {"/ca.pem", "gone"}});
    } else {
        m_service->end(probe::ProofEnd{.obstacle = what, .why = "Connection refused"});
    }
    QTRY_VERIFY(!m_panel->isRunning());
    QCOMPARE(text("proof.headline"), headline);
    QCOMPARE(finished.size(), 0);
    QVERIFY(find<QPushButton>("proof.start")->isEnabled());
}

void ProvePanelTest::keptResultIsShown() {
    QSignalSpy finished(m_panel, &proof::ProvePanel::finished);
    m_service->keep(7, test::failedProof());
    m_panel->setTarget({.source = 7, .name = QStringLiteral("edge")});
    QTRY_VERIFY(m_panel->proof().has_value());
    QVERIFY(text("proof.headline").startsWith(QStringLiteral("Failed")));
    QCOMPARE(find<QLineEdit>("proof.url")->text(), QStringLiteral("https://shop.example/"));
    QCOMPARE(text("proof.note"), QStringLiteral("The last result, kept with the source"));
    QCOMPARE(finished.size(), 0);
    // Of another source there is none.
    m_panel->setTarget({.source = 8});
    QVERIFY(!m_panel->proof());
    QCOMPARE(text("proof.headline"), QStringLiteral("Nothing is proven yet"));
}

void ProvePanelTest::targetIsAskedFor() {
    QSignalSpy hardened(m_panel, &proof::ProvePanel::hardenedFormRequested);
    proof::ProveTarget target;
    target.kind = traffic::SourceKind::Traefik;
    target.url = QStringLiteral("http://shop.example/");
    target.contract = R"({"headers":[{"name":"X-Real-Ip","always":true}]})";
    target.percentage = 30;
    target.hasBodies = false;
    target.mayHarden = true;
    target.lateAfter = std::chrono::seconds(2);
    m_panel->setTarget(target);
    find<QSpinBox>("proof.count")->setValue(4);
    press("proof.start");
    QTRY_COMPARE(m_service->requests().size(), std::size_t{1});
    const probe::ProofRequest asked = m_service->requests().front();
    QCOMPARE(asked.via, std::string("http://shop.example/"));
    QCOMPARE(asked.count, std::size_t{4});
    QVERIFY(asked.only.empty() && asked.contract == target.contract && !asked.hasBodies);
    QVERIFY(asked.percentage == 30 && asked.kind == target.kind && asked.lateAfter == target.lateAfter);
    end(test::failedProof());
    press("proof.hardened");
    QCOMPARE(hardened.size(), 1);
}

void ProvePanelTest::anotherTargetWhileItRuns() {
    QSignalSpy finished(m_panel, &proof::ProvePanel::finished);
    start();
    QTRY_COMPARE(m_service->inside(), 1);
    m_service->keep(7, test::passedProof());
    m_panel->setTarget({.source = 7});
    QTRY_VERIFY(!m_panel->isRunning());
    QCOMPARE(m_service->inside(), 0);
    QCOMPARE(finished.size(), 0);
    QTRY_VERIFY(text("proof.headline").startsWith(QStringLiteral("Passed")));
}

void ProvePanelTest::takenAlong() {
    start();
    const probe::Proof proof = test::failedProof();
    end(proof);
    const QString line = text("proof.command-line");
    QCOMPARE(line,
             QStringLiteral("mirrorscope-cli verify --via https://shop.example/ --session 'a b.mscope'"));
    for (const auto& [button, expected] :
         {std::pair{"proof.command", line},
          std::pair{"proof.json", QString::fromStdString(probe::proofJson(proof))}}) {
        press(button);
        auto* dialog = m_panel->findChild<QDialog*>(QStringLiteral("dialog.proof-copy"));
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->findChild<QPlainTextEdit*>()->toPlainText(), expected);
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("proof.copy.copy")), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), expected);
        dialog->close();
        QTRY_VERIFY(m_panel->findChild<QDialog*>(QStringLiteral("dialog.proof-copy")) == nullptr);
    }
}

void ProvePanelTest::reportIsSaved() {
    const QTemporaryDir directory;
    start();
    const probe::Proof proof = test::failedProof();
    end(proof);
    const auto contentOf = [](const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    for (const auto& [name, expected] :
         {std::pair{"a.txt", probe::proofText(proof)}, std::pair{"b.json", probe::proofJson(proof) + "\n"}}) {
        press("proof.save");
        auto* dialog = m_panel->findChild<QFileDialog*>(QStringLiteral("dialog.proof-file"));
        QVERIFY(dialog != nullptr);
        const QString path = directory.filePath(QLatin1String(name));
        emit dialog->fileSelected(path);
        dialog->close();
        QTRY_COMPARE(text("proof.note"), QStringLiteral("Saved as %1").arg(path));
        QCOMPARE(contentOf(path), QByteArray::fromStdString(expected));
        QTRY_VERIFY(m_panel->findChild<QFileDialog*>(QStringLiteral("dialog.proof-file")) == nullptr);
    }
}

/// As a wizard does it, which has its own row.
void ProvePanelTest::buttonsFitIntoAnotherRow() {
    QWidget window;
    auto* layout = new QVBoxLayout(&window);
    auto* panel = new proof::ProvePanel(*m_service);
    layout->addWidget(panel);
    layout->addWidget(panel->buttons());
    window.show();
    QCOMPARE(panel->buttons()->parentWidget(), &window);
    panel->setTarget({.url = QStringLiteral("http://a/")});
    QTest::mouseClick(panel->buttons()->findChild<QPushButton*>(QStringLiteral("proof.start")),
                      Qt::LeftButton);
    QVERIFY(panel->isRunning());
    panel->cancel();
    QTRY_VERIFY(!panel->isRunning());
}

QTEST_MAIN(ProvePanelTest)
#include "prove_panel_test.moc"
