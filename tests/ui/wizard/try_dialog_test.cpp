// SPDX-License-Identifier: GPL-3.0-or-later
// "Try it here first…" with real proxies: what it shows of both forms, and that nothing is left.
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QProgressBar>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <mutex>
#include <optional>

#include "core/lab/local_lab.h"
#include "tests/support/programs.h"
#include "tests/ui/wizard/wizard_window.h"
#include "ui/text/shown_text.h"
#include "ui/wizard/found_programs.h"
#include "ui/wizard/lab_step_list.h"
#include "ui/wizard/program_choice.h"
#include "ui/wizard/try_dialog.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::wizard;
using lab::LabStep;
using State = LabStepList::State;

namespace {

constexpr int kPatience = 90'000;  // ms; several labs at once on two cores
constexpr int kKinds = 16;

/// The real one, where nothing is late on a machine that has other things to do.
class PatientLab final : public lab::LabService {
public:
    lab::LabOutcome run(const lab::LabOptions& options, const base::CancelToken& cancel,
                        const lab::OnLabProgress& progress) override {
        lab::LabOptions patient = options;
        patient.lateAfter = std::chrono::seconds(30);
        auto outcome = m_lab.run(patient, cancel, progress);
        const std::lock_guard lock(m_mutex);
        m_options = options;
        m_outcome = outcome;
        return outcome;
    }
    std::optional<lab::LabOutcome> outcome() const {
        const std::lock_guard lock(m_mutex);
        return m_outcome;
    }
    lab::LabOptions options() const {
        const std::lock_guard lock(m_mutex);
        return m_options;
    }

private:
    lab::LocalLab m_lab;
    mutable std::mutex m_mutex;
    lab::LabOptions m_options;
    std::optional<lab::LabOutcome> m_outcome;
};

/// Of processes whose directory is below `place`, and of our own children.
QStringList processesOf(const QString& place) {
    QStringList out;
    for (const QString& number : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile file(QStringLiteral("/proc/%1/stat").arg(number));
        if (!file.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QByteArray stat = file.readAll();
        const auto behindName = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        const bool isOurs = behindName.value(1).toLongLong() == ::getpid();
        const QString directory = QFile::symLinkTarget(QStringLiteral("/proc/%1/cwd").arg(number));
        if (isOurs || directory.startsWith(place + u'/')) {
            out.append(QString::fromUtf8(stat.left(stat.lastIndexOf(')') + 1)));
        }
    }
    return out;
}

}  // namespace

class TryDialogTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { test::WizardWindow::prepare(); }
    void init();
    void cleanup();

    void hardenedPasses();
    void faithfulFailsAndLeadsToTheHardenedForm();
    void envoyChosenByFile();
    void cancelLeavesNothing();
    void closingCancels();
    void destroyingEndsIt();
    void aProgramThatIsNotThere();
    void aProgramThatDoesNotStart();
    void anotherProgramIsNoProxy();
    void kindsThatCannotRunSaySo();
    void everythingHasAName();

private:
    void openAt(const std::string& kind, snippets::Variant variant = snippets::Variant::Hardened);
    TryDialog* dialog() const { return m_window.find<TryDialog>(QStringLiteral("dialog.wizard-try")); }
    template <typename Widget>
    Widget* find(const QString& name) const {
        return dialog()->findChild<Widget*>(name);
    }
    State state(LabStep step) const {
        return find<LabStepList>(QStringLiteral("wizard.try.steps"))->state(step);
    }
    QString textOf(const QString& name) const { return find<QLabel>(name)->text(); }
    void press(const QString& name) {
        auto* button = find<QAbstractButton>(name);
        QVERIFY2(button != nullptr && button->isVisible() && button->isEnabled(), qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void setCount(int count) { find<QSpinBox>(QStringLiteral("wizard.try.count"))->setValue(count); }
    /// One that goes on for a while, once its probes are on the way.
    void startLong();
    void write(const QString& name, const QByteArray& script) {
        QFile file(m_place->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QStringList directories() const {
        return QDir(m_place->path()).entryList({QStringLiteral("mirrorscope-lab-*")}, QDir::Dirs);
    }
    /// Of programs that are asked for their versions there may be one for a moment.
    void expectNothingIsLeft() {
        QCOMPARE(directories(), QStringList());
        QTRY_COMPARE(processesOf(m_place->path()), QStringList());
    }

    std::unique_ptr<QTemporaryDir> m_place;
    PatientLab m_lab;
    test::WizardWindow m_window;
};

void TryDialogTest::init() {
    qunsetenv("TMPDIR");  // the place before goes
    m_place = std::make_unique<QTemporaryDir>();
    qputenv("TMPDIR", m_place->path().toUtf8());
    qputenv("XDG_STATE_HOME", m_place->filePath(QStringLiteral("state")).toUtf8());
}

void TryDialogTest::cleanup() {
    m_window.close();
    m_place.reset();
}

void TryDialogTest::openAt(const std::string& kind, snippets::Variant variant) {
    Plan plan;
    plan.kind = kind;
    plan.variant = variant;
    plan.listener = "127.0.0.1:8445";
    m_window.open(plan, {1560, 930}, nullptr, &m_lab);
    m_window.wizard().goTo(PageId::Snippet);
    QCOMPARE(m_window.page(), PageId::Snippet);
    m_window.key(Qt::Key_T, Qt::AltModifier);
    QTRY_VERIFY(dialog() != nullptr);
    QTRY_VERIFY(dialog()->isVisible());
}

void TryDialogTest::startLong() {
    openAt("nginx");
    setCount(100);
    press(QStringLiteral("wizard.try.start"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QProgressBar>(QStringLiteral("wizard.try.bar"))->value() > 0, kPatience);
    QCOMPARE(state(LabStep::Proxy), State::Done);
    QCOMPARE(state(LabStep::Proof), State::Running);
    QTRY_VERIFY(find<QWidget>(QStringLiteral("wizard.try.cancel"))->hasFocus());
    QCOMPARE(directories().size(), 1);
    // nginx, its worker, the guard.
    QVERIFY(processesOf(m_place->path()).size() >= 3);
}

void TryDialogTest::hardenedPasses() {
    openAt("nginx");
    QVERIFY(textOf(QStringLiteral("wizard.try.replaced")).contains(QStringLiteral("127.0.0.1:8445")));
    QCOMPARE(textOf(QStringLiteral("wizard.try.path")), test::debianNginx().path);
    setCount(1);
    auto* start = find<QPushButton>(QStringLiteral("wizard.try.start"));
    start->setFocus();
    QTest::keyClick(start, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(state(LabStep::Program), State::Done, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(state(LabStep::End), State::Done, kPatience);
    const auto outcome = m_lab.outcome();
    QVERIFY2(outcome->proof.has_value(), outcome->failure ? outcome->failure->what.c_str() : "");
    QVERIFY2(outcome->proof->verdict == probe::Verdict::Passed, outcome->proof->headline.c_str());
    QCOMPARE(state(LabStep::Proof), State::Done);
    QCOMPARE(textOf(QStringLiteral("proof.headline")), ui::text::shownText(outcome->proof->headline));
    const auto* matrix = find<QTableView>(QStringLiteral("proof.matrix"));
    QCOMPARE(matrix->model()->rowCount(), kKinds);
    QVERIFY(!find<QWidget>(QStringLiteral("proof.show-advice"))->isVisible());
    QVERIFY(textOf(QStringLiteral("wizard.try.remark")).contains(QStringLiteral("client_max_body_size")));
    QCOMPARE(start->text(), QStringLiteral("&Run again"));
    QVERIFY(start->isVisible());
    expectNothingIsLeft();
}

void TryDialogTest::faithfulFailsAndLeadsToTheHardenedForm() {
    openAt("nginx", snippets::Variant::Faithful);
    setCount(1);
    press(QStringLiteral("wizard.try.start"));
    QTRY_COMPARE_WITH_TIMEOUT(state(LabStep::End), State::Done, kPatience);
    QVERIFY(m_lab.options().variant == snippets::Variant::Faithful);
    QVERIFY(m_lab.outcome()->proof->verdict == probe::Verdict::Failed);
    QCOMPARE(state(LabStep::Proof), State::Failed);
    press(QStringLiteral("proof.show-advice"));
    auto* tabs = find<QTabWidget>(QStringLiteral("wizard.try.tabs"));
    QCOMPARE(tabs->currentWidget()->objectName(), QStringLiteral("proof.side"));
    press(QStringLiteral("proof.hardened"));
    QTRY_VERIFY_WITH_TIMEOUT(dialog() == nullptr, kPatience);
    QVERIFY(m_window.wizard().plan().variant == snippets::Variant::Hardened);
    expectNothingIsLeft();
}

void TryDialogTest::envoyChosenByFile() {
    const auto envoy = test::newEnvoy();
    if (!envoy.isThere()) {
        QSKIP(test::kNoProgram);
    }
    openAt("envoy");
    find<ProgramChoice>(QStringLiteral("wizard.try.program"))->setFile(envoy.path);
    setCount(1);
    press(QStringLiteral("wizard.try.start"));
    QTRY_COMPARE_WITH_TIMEOUT(state(LabStep::End), State::Done, kPatience);
    QVERIFY(m_lab.outcome()->proof.has_value());
    QVERIFY2(m_lab.outcome()->proof->verdict == probe::Verdict::Passed,
             m_lab.outcome()->proof->headline.c_str());
    expectNothingIsLeft();
}

void TryDialogTest::cancelLeavesNothing() {
    startLong();
    press(QStringLiteral("wizard.try.cancel"));
    QVERIFY(!find<QWidget>(QStringLiteral("wizard.try.cancel"))->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(state(LabStep::End), State::Done, kPatience);
    QCOMPARE(state(LabStep::Proof), State::Stopped);
    QVERIFY(!m_lab.outcome()->proof.has_value());
    QVERIFY(textOf(QStringLiteral("proof.headline")).startsWith(QStringLiteral("Cancelled")));
    QVERIFY(find<QWidget>(QStringLiteral("wizard.try.start"))->isVisible());
    expectNothingIsLeft();
}

void TryDialogTest::closingCancels() {
    startLong();
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(dialog() == nullptr, kPatience);
    QVERIFY(m_window.wizard().isVisible());
    QVERIFY(m_lab.outcome()->failure->kind == lab::LabFailure::Kind::Cancelled);
    expectNothingIsLeft();
}

void TryDialogTest::destroyingEndsIt() {
    startLong();
    m_window.close();
    expectNothingIsLeft();
}

void TryDialogTest::aProgramThatIsNotThere() {
    if (!programOnPath(QStringLiteral("traefik")).isEmpty()) {
        QSKIP("this machine has one where servers are");
    }
    openAt("traefik");
    QVERIFY(textOf(QStringLiteral("proof.headline")).contains(QStringLiteral("Traefik was not found")));
    QVERIFY(textOf(QStringLiteral("proof.times")).contains(QStringLiteral("github.com/traefik/traefik")));
    QVERIFY(!find<QWidget>(QStringLiteral("wizard.try.start"))->isEnabled());
    QTRY_VERIFY(find<QWidget>(QStringLiteral("wizard.try.choose"))->hasFocus());
    // One that is gone by the time it is run.
    find<ProgramChoice>(QStringLiteral("wizard.try.program"))->setFile(QStringLiteral("/nowhere/traefik"));
    press(QStringLiteral("wizard.try.start"));
    QTRY_COMPARE_WITH_TIMEOUT(state(LabStep::Program), State::Failed, kPatience);
    QCOMPARE(state(LabStep::Proxy), State::NotReached);
    QVERIFY(!textOf(QStringLiteral("proof.times")).contains(QStringLiteral("--program")));
    expectNothingIsLeft();
}

void TryDialogTest::aProgramThatDoesNotStart() {
    write(QStringLiteral("nginx"),
          "[ \"$1\" = -v ] && { echo 'nginx version: nginx/1.22.1'; exit 0; }\n"
          "printf '<img src=x> \\033[31mno such directive\\n'\nexit 1\n");
    openAt("nginx");
    find<ProgramChoice>(QStringLiteral("wizard.try.program"))
        ->setFile(m_place->filePath(QStringLiteral("nginx")));
    press(QStringLiteral("wizard.try.start"));
    QTRY_COMPARE_WITH_TIMEOUT(state(LabStep::Proxy), State::Failed, kPatience);
    QCOMPARE(state(LabStep::Recorder), State::Done);
    QCOMPARE(state(LabStep::Proof), State::NotReached);
    const auto* log = find<QPlainTextEdit>(QStringLiteral("wizard.try.log"));
    QTRY_VERIFY(log->isVisible());
    QVERIFY(log->toPlainText().contains(QStringLiteral("<img src=x>")));
    QVERIFY(log->toPlainText().contains(QStringLiteral("no such directive")));
    QVERIFY(!log->toPlainText().contains(QChar(0x1b)));
    QVERIFY(!textOf(QStringLiteral("proof.times")).contains(QStringLiteral("--keep")));
    expectNothingIsLeft();
}

void TryDialogTest::anotherProgramIsNoProxy() {
    write(QStringLiteral("other"), "echo hello\n");
    openAt("nginx");
    find<ProgramChoice>(QStringLiteral("wizard.try.program"))
        ->setFile(m_place->filePath(QStringLiteral("other")));
    press(QStringLiteral("wizard.try.start"));
    QTRY_COMPARE_WITH_TIMEOUT(state(LabStep::Program), State::Failed, kPatience);
    QCOMPARE(textOf(QStringLiteral("proof.times")), QStringLiteral("Choose the program of nginx itself."));
    QCOMPARE(find<QPlainTextEdit>(QStringLiteral("wizard.try.log"))->toPlainText(), QStringLiteral("hello"));
    expectNothingIsLeft();
}

void TryDialogTest::kindsThatCannotRunSaySo() {
    Plan plan;
    plan.kind = "gateway-api";
    plan.listener = "192.0.2.20:8445";
    m_window.open(plan, {1560, 930}, nullptr, &m_lab);
    m_window.wizard().goTo(PageId::Snippet);
    auto* button = m_window.find<QPushButton>(QStringLiteral("wizard.try"));
    QVERIFY(button->isVisible());
    QVERIFY(!button->isEnabled());
    QVERIFY(button->accessibleDescription().contains(QStringLiteral("cluster")));
    QVERIFY(!button->toolTip().isEmpty());

    openAt("istio");
    QVERIFY(textOf(QStringLiteral("wizard.try.instead")).contains(QStringLiteral("an Envoy")));

    m_window.open(plan);
    m_window.wizard().goTo(PageId::Snippet);
    QVERIFY(!m_window.isSeen(QStringLiteral("wizard.try")));
}

void TryDialogTest::everythingHasAName() {
    openAt("nginx");
    QStringList nameless;
    for (const QWidget* widget : dialog()->findChildren<QWidget*>()) {
        const bool isPart = widget->objectName().startsWith(u"qt_") ||
                            qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) != nullptr;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool hasText = button != nullptr && !button->text().isEmpty();
        if (widget->focusPolicy() != Qt::NoFocus && !isPart && widget->isVisible() &&
            (widget->objectName().isEmpty() || (widget->accessibleName().isEmpty() && !hasText))) {
            nameless.append(QString::fromLatin1(widget->metaObject()->className()) + u' ' +
                            widget->objectName());
        }
    }
    QCOMPARE(nameless, QStringList());
}

QTEST_MAIN(TryDialogTest)
#include "try_dialog_test.moc"
