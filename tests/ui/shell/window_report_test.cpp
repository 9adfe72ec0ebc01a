// SPDX-License-Identifier: GPL-3.0-or-later
// The report of what the window looks at: asked for by key, written off the UI thread, whole or not at all.
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>
#include <QTest>

#include "core/report/source_look.h"
#include "tests/ui/shell/window_fixture.h"
#include "ui/filter/filter_state.h"
#include "ui/shell/report_saver.h"
#include "ui/theme/source_look.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

namespace {

/// Answers about charts wait until the test opens the gate, as a large session would.
class Gate {
public:
    traffic::ChartSeries pass(const traffic::ChartQuestion& question) {
        asked = true;
        while (isClosed) {
            std::this_thread::yield();
        }
        traffic::ChartSeries series;
        series.grid = question.grid;
        series.sources = {{1, std::vector<std::uint64_t>(question.grid.count, 3),
                           std::vector<std::uint64_t>(question.grid.count, 0)}};
        return series;
    }
    std::atomic<bool> isClosed = false;
    std::atomic<bool> asked = false;
};

}  // namespace

class WindowReportTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_gate.isClosed = false;
        m_gate.asked = false;
        m_fixture.open(test::someRequests(6));
        m_fixture.service().headers().charts().setSeries(
            [this](const traffic::ChartQuestion& question) { return m_gate.pass(question); });
        QTRY_VERIFY(m_fixture.find<QWidget>("page.triage")->isVisible());
    }
    void cleanup() {
        m_gate.isClosed = false;
        m_fixture.close();
    }

    void isInTheMenuAndHasAKey() {
        QVERIFY(m_fixture.find<QMenu>("menu.session")->actions().contains(action()));
        QCOMPARE(action()->shortcut(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    }

    void fromTheKeyToTheFile() {
        m_fixture.window().filter().setText(QStringLiteral("source:edge"));
        QTest::keyClick(&m_fixture.window(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = m_fixture.find<QDialog>("dialog.report");
        QVERIFY(dialog != nullptr);
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("report.filter"))
                    ->text()
                    .contains(QStringLiteral("source:edge")));
        QVERIFY(dialog->findChild<QCheckBox*>(QStringLiteral("report.hide-secrets"))->isChecked());
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("report.name"));
        QCOMPARE(name->text(), QStringLiteral("Report of fake.mscope"));
        name->setText(QStringLiteral("Night <b>shift</b>"));
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("report.save")), Qt::LeftButton);

        auto* files = m_fixture.find<QFileDialog>("dialog.report-file");
        QVERIFY(files != nullptr);
        QCOMPARE(QFileInfo(files->selectedFiles().value(0)).fileName(),
                 QStringLiteral("Night__b_shift__b_.html"));
        files->setDirectory(m_folder->path());
        files->selectFile(file());
        files->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save)->click();
        QTRY_VERIFY(result() != nullptr);
        QCOMPARE(result()->text(), QStringLiteral("The report is written."));
        const QByteArray html = content();
        QVERIFY(html.startsWith("<!DOCTYPE html>"));
        QVERIFY(html.contains("<h1>Night &lt;b&gt;shift&lt;/b&gt;</h1>"));
        QVERIFY(html.contains("<code>source:edge</code>"));
        QVERIFY(html.contains("Secrets are hidden"));
        QCOMPARE(QFile(file()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());

        QString opened;
        saver()->setOpenFolder([&opened](const QString& folder) { opened = folder; });
        QTest::mouseClick(result()->findChild<QPushButton*>(QStringLiteral("report.open-folder")),
                          Qt::LeftButton);
        QCOMPARE(opened, m_folder->path());
    }

    void progressTellsNumbersAndCancelLeavesNothing() {
        m_gate.isClosed = true;
        saver()->save(question(), file().toStdString());
        QVERIFY(saver()->isBusy());
        QVERIFY(!action()->isEnabled());
        QTRY_VERIFY(m_gate.asked);
        auto* progress = m_fixture.find<QProgressDialog>("dialog.report-progress");
        QVERIFY(progress != nullptr);
        QTRY_VERIFY(progress->isVisible());
        QVERIFY(progress->labelText().startsWith(QStringLiteral("Counting requests")));
        QTest::mouseClick(progress->findChild<QPushButton*>(), Qt::LeftButton);
        m_gate.isClosed = false;
        QTRY_VERIFY(!saver()->isBusy());
        QVERIFY(action()->isEnabled());
        QVERIFY(result() == nullptr);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    }

    void aFailureKeepsWhatWasThere() {
        QFile before(file());
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.write("before");
        before.close();
        report::Question broken = question();
        broken.privacy.rules.pattern = "(";
        saver()->save(broken, file().toStdString());
        QTRY_VERIFY(result() != nullptr);
        QVERIFY(result()->text().contains(QStringLiteral("redact-pattern")));
        QCOMPARE(content(), QByteArray("before"));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void whereNothingCanBeWrittenItIsSaid() {
        saver()->save(question(), "/proc/no/report.html");
        QTRY_VERIFY(result() != nullptr);
        QVERIFY(result()->text().contains(QStringLiteral("/proc/no/report.html")));
    }

    void closingTheWindowEndsTheWork() {
        m_gate.isClosed = true;
        saver()->save(question(), file().toStdString());
        QTRY_VERIFY(m_gate.asked);
        QTimer::singleShot(0, this, [this] { m_gate.isClosed = false; });
        QCoreApplication::processEvents();
        m_fixture.close();
        // Cancelled, or quick enough to be whole; nothing in between.
        const QStringList left = QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
        QVERIFY(left.isEmpty() || (left.size() == 1 && content().endsWith("</html>\n")));
    }

    void sourcesLookAsInTheWindow() {
        for (traffic::SourceId id = 1; id <= 100; ++id) {
            traffic::Source source;
            source.id = id;
            source.kind = traffic::SourceKind::Nginx;
            const report::SourceLook look = report::lookOf(source, nullptr);
            const theme::SourceLook window = theme::SourceLooks::lookByOrder(id);
            QCOMPARE(look.colour, window.color);
            QCOMPARE(look.texture, static_cast<int>(window.texture));
            const std::string_view colour = report::kSourceColours.at(static_cast<std::size_t>(look.colour));
            QCOMPARE(theme::sourceColor(window),
                     QColor(QLatin1String(colour.data(), static_cast<qsizetype>(colour.size()))));
        }
    }

private:
    QAction* action() { return m_fixture.window().actions().saveReport; }
    ReportSaver* saver() { return m_fixture.window().findChild<ReportSaver*>(); }
    QMessageBox* result() { return m_fixture.find<QMessageBox>("dialog.report-result"); }
    QString file() const { return m_folder->filePath(QStringLiteral("report.html")); }
    QByteArray content() const {
        QFile read(file());
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }
    static report::Question question() {
        report::Question question;
        question.view = "Everything";
        return question;
    }

    Gate m_gate;
    std::unique_ptr<QTemporaryDir> m_folder;
    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowReportTest)
#include "window_report_test.moc"
