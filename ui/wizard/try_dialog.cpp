// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/try_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>
#include <utility>

#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"
#include "ui/wizard/lab_runner.h"
#include "ui/wizard/lab_step_list.h"
#include "ui/wizard/lab_words.h"
#include "ui/wizard/program_choice.h"
#include "ui/wizard/try_result.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr QSize kStandardSize{1360, 860};
constexpr int kAroundScreen = 40;
constexpr int kSideWidth = 320;
/// Of each kind: more is for the command line.
constexpr int kMostOfEach = 100;

QPushButton* makeButton(const QString& words, const char* name, QWidget* parent) {
    auto* button = new QPushButton(words, parent);
    button->setObjectName(QLatin1String(name));
    button->setAutoDefault(false);
    return button;
}

}  // namespace

TryDialog::TryDialog(lab::LabService& service, FoundPrograms& programs, TryPlan plan, QWidget* parent)
    : QDialog(parent),
      m_plan(std::move(plan)),
      m_runner(new LabRunner(service, this)),
      m_program(new ProgramChoice(std::string(lab::proxyName(m_plan.options.kind)), programs, this)),
      m_steps(new LabStepList(this)),
      m_result(new TryResult(this)) {
    setObjectName(QStringLiteral("dialog.wizard-try"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Try it here first: %1").arg(m_plan.proxy));
    auto* columns = new QHBoxLayout;
    columns->setContentsMargins(theme::kPage, theme::kBarSide, theme::kPage, theme::kBarSide);
    columns->setSpacing(theme::kPage);
    columns->addWidget(buildSide());
    columns->addWidget(m_result, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(text::makeRule(this));
    layout->addLayout(columns, 1);
    layout->addWidget(text::makeRule(this));
    layout->addLayout(buildFoot());
    wire();
    showReady();
    resize(kStandardSize.boundedTo(screen()->availableSize() - QSize(kAroundScreen, kAroundScreen)));
}

QWidget* TryDialog::buildHead() {
    auto* head = new QWidget(this);
    head->setAutoFillBackground(true);
    head->setBackgroundRole(QPalette::Base);
    const QString form =
        m_plan.options.variant == snippets::Variant::Hardened ? tr("hardened") : tr("faithful");
    auto* lines = new QVBoxLayout(head);
    lines->setContentsMargins(theme::kPage, theme::kBarSide, theme::kPage, theme::kBarSide);
    lines->setSpacing(theme::kInside);
    lines->addWidget(
        text::makeLabel(tr("Try it here first"), theme::TextStyle::PageTitle, theme::Role::Text, head));
    lines->addWidget(text::makeLabel(tr("A real %1 runs on this machine with the snippet in its %2 form, and "
                                        "probes go through it. Nothing "
                                        "goes to another machine; all of it ends again, and nothing is left.")
                                         .arg(m_plan.proxy, form),
                                     theme::TextStyle::Body, theme::Role::Text2, head));
    return head;
}

QWidget* TryDialog::buildSide() {
    auto* side = new QWidget(this);
    auto* lines = new QVBoxLayout(side);
    lines->setContentsMargins(0, 0, theme::kBetween, 0);
    lines->setSpacing(theme::kBetween);
    lines->addWidget(m_program);
    lines->addWidget(text::makeRule(side));
    const auto addText = [&](const QString& title, const QString& words, const char* name) {
        if (!words.isEmpty()) {
            auto* note = text::makeNote(words, side);
            note->setObjectName(QLatin1String(name));
            lines->addWidget(text::makeGroupTitle(title, side));
            lines->addWidget(note);
        }
    };
    addText(tr("An Envoy in place of Istio"), m_plan.instead, "wizard.try.instead");
    addText(tr("What stands in"), m_plan.replaced.join(u'\n'), "wizard.try.replaced");
    addText(tr("Mind"), m_plan.caution, "wizard.try.caution");
    lines->addWidget(text::makeRule(side));
    lines->addWidget(text::makeGroupTitle(tr("Steps"), side));
    lines->addWidget(m_steps);
    lines->addStretch(1);
    auto* area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("wizard.try.side"));
    area->setAccessibleName(tr("Program and steps"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFixedWidth(kSideWidth);
    area->setWidget(side);
    return area;
}

QLayout* TryDialog::buildFoot() {
    m_count = new QSpinBox(this);
    m_count->setObjectName(QStringLiteral("wizard.try.count"));
    m_count->setAccessibleName(tr("Probes of each kind"));
    m_count->setRange(1, kMostOfEach);
    m_count->setValue(static_cast<int>(m_plan.options.count));
    auto* label = new QLabel(tr("&Probes of each kind"), this);
    label->setBuddy(m_count);
    m_start = makeButton(tr("Sta&rt"), "wizard.try.start", this);
    m_stop = makeButton(tr("Cance&l"), "wizard.try.cancel", this);
    auto* close = makeButton(tr("Close"), "wizard.try.close", this);
    connect(close, &QPushButton::clicked, this, &TryDialog::reject);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(theme::kPage, theme::kBetween, theme::kPage, theme::kBetween);
    foot->setSpacing(theme::kBetween);
    foot->addWidget(label);
    foot->addWidget(m_count);
    foot->addStretch(1);
    foot->addWidget(m_stop);
    foot->addWidget(m_start);
    foot->addWidget(close);
    return foot;
}

void TryDialog::wire() {
    connect(m_start, &QPushButton::clicked, this, &TryDialog::start);
    connect(m_stop, &QPushButton::clicked, this, &TryDialog::stop);
    connect(m_runner, &LabRunner::progressed, this, &TryDialog::take);
    connect(m_runner, &LabRunner::ended, this, &TryDialog::end);
    connect(m_program, &ProgramChoice::changed, this, &TryDialog::showReady);
    connect(m_count, &QSpinBox::valueChanged, this, [this] {
        if (m_phase == Phase::Ready) {
            showReady();
        }
    });
    connect(m_result, &TryResult::hardenedAsked, this, [this] {
        emit hardenedAsked();
        reject();
    });
}

bool TryDialog::isRunning() const {
    return m_runner->isRunning();
}

/// What is going to run, or that there is nothing to run.
void TryDialog::showReady() {
    m_steps->clear();
    m_result->showPlan(tr("Nothing has run yet"), tr("Start runs all of the steps: that takes some seconds."),
                       static_cast<std::size_t>(m_count->value()));
    if (m_program->file().isEmpty()) {
        m_result->showTrouble(notFoundSentences(m_plan.options.kind, m_plan.proxy));
        m_program->takeFocus();
    }
    setPhase(Phase::Ready);
}

void TryDialog::setPhase(Phase phase) {
    m_phase = phase;
    const bool isBusy = phase == Phase::Running || phase == Phase::Stopping;
    const QWidget* focused = focusWidget();
    const bool hadFocus = focused == nullptr || focused == m_start || focused == m_stop;
    m_program->setLocked(isBusy);
    m_count->setEnabled(!isBusy);
    m_start->setText(phase == Phase::Ended ? tr("&Run again") : tr("Sta&rt"));
    m_start->setVisible(!isBusy);
    m_start->setEnabled(!isBusy && !m_program->file().isEmpty());
    m_start->setProperty(theme::kPrimaryProperty, phase == Phase::Ready);
    m_start->setDefault(phase == Phase::Ready);
    m_start->update();
    m_stop->setVisible(isBusy);
    m_stop->setEnabled(phase == Phase::Running);
    m_stop->setText(phase == Phase::Stopping ? tr("Stopping") : tr("Cance&l"));
    if (hadFocus && (isBusy ? m_stop : m_start)->isEnabled()) {
        (isBusy ? m_stop : m_start)->setFocus(Qt::OtherFocusReason);
    }
}

void TryDialog::start() {
    if (m_runner->isRunning() || m_program->file().isEmpty()) {
        return;
    }
    showReady();
    lab::LabOptions options = m_plan.options;
    options.program = m_program->file().toStdString();
    options.count = static_cast<std::size_t>(m_count->value());
    m_steps->begin();
    m_result->showStep(tr("Starting"), tr("Program, directory, origin, recorder and proxy come first."));
    setPhase(Phase::Running);
    m_runner->start(options);
}

void TryDialog::stop() {
    if (m_runner->isRunning()) {
        m_runner->cancel();
        m_result->showStep(tr("Stopping"), tr("The proxy ends, and what was made is removed."));
        setPhase(Phase::Stopping);
    }
}

void TryDialog::take(const lab::LabProgress& progress) {
    m_steps->take(progress);
    if (m_phase == Phase::Running && progress.step == lab::LabStep::Proof) {
        m_result->showProgress(progress.run);
    }
}

void TryDialog::end(const lab::LabOutcome& outcome) {
    m_steps->finish(outcome);
    const QString remark = outcome.remark.empty()
                               ? QString()
                               : tr("Beside the snippet: %1.").arg(text::shownText(outcome.remark));
    m_result->setLog(logText(outcome), remark);
    if (outcome.proof) {
        m_result->showProof(*outcome.proof, m_plan.options.variant == snippets::Variant::Faithful);
    } else if (outcome.failure && outcome.failure->kind == lab::LabFailure::Kind::Cancelled) {
        m_result->showPlan(tr("Cancelled: nothing is proven"),
                           tr("The proxy has ended, and nothing is left."),
                           static_cast<std::size_t>(m_count->value()));
    } else if (outcome.failure) {
        m_result->showTrouble(failureSentences(outcome, m_plan.options.kind, m_plan.proxy));
        if (!logText(outcome).isEmpty()) {
            m_result->showLog();
        }
    }
    setPhase(Phase::Ended);
    if (m_isClosing) {
        QDialog::reject();
    }
}

void TryDialog::reject() {
    if (m_runner->isRunning()) {
        m_isClosing = true;
        stop();
        return;
    }
    QDialog::reject();
}

}  // namespace mirrorscope::ui::wizard
