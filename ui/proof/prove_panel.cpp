// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/prove_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <utility>

#include "core/probe/proof_json.h"
#include "core/probe/verify_line.h"
#include "ui/proof/address_bar.h"
#include "ui/proof/copy_dialog.h"
#include "ui/proof/figure_row.h"
#include "ui/proof/matrix_head.h"
#include "ui/proof/matrix_model.h"
#include "ui/proof/matrix_view.h"
#include "ui/proof/proof_runner.h"
#include "ui/proof/prove_buttons.h"
#include "ui/proof/report_file.h"
#include "ui/proof/side_column.h"
#include "ui/proof/verdict_banner.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::proof {
namespace {

/// UI.md section 8: below it the matrix needs the room more than what stands beside it.
constexpr int kWide = 1300;
/// A command with all names of a contract.
constexpr std::size_t kCommandBytes = 4000;
/// In the place of the run's own name, which is drawn when it starts.
constexpr const char* kSomeRun = "RUN";

text::PlainLabel* smallLine(const char* name, QWidget* parent) {
    auto* label = text::paragraph(parent, name);
    label->setFont(theme::font(theme::TextStyle::Small));
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

}  // namespace

/// All of them are children of the panel.
struct ProvePanel::Parts {
    Parts(probe::ProofService& service, ProvePanel* panel)
        : runner(new ProofRunner(service, panel)),
          report(new ReportFile(*runner, panel)),
          address(new AddressBar(panel)),
          notice(smallLine("proof.notice", panel)),
          banner(new VerdictBanner(panel)),
          figures(new FigureRow(panel)),
          head(new MatrixHead(panel)),
          model(new MatrixModel(panel)),
          view(new MatrixView(*model, panel)),
          command(new text::PlainLabel(panel)),
          side(new SideColumn(panel)),
          buttons(new ProveButtons(panel)) {}

    ProofRunner* runner;
    ReportFile* report;
    AddressBar* address;
    text::PlainLabel* notice;
    VerdictBanner* banner;
    FigureRow* figures;
    MatrixHead* head;
    MatrixModel* model;
    MatrixView* view;
    text::PlainLabel* command;
    SideColumn* side;
    ProveButtons* buttons;

    ProveTarget target;
    QTimeZone zone = QTimeZone::systemTimeZone();
    std::optional<probe::Proof> proof;
    bool isOfOther = false;  // the run that ends belongs to the target of before
};

ProvePanel::ProvePanel(probe::ProofService& service, QWidget* parent)
    : QWidget(parent), m_parts(std::make_unique<Parts>(service, this)) {
    setObjectName(QStringLiteral("proof.panel"));
    setAccessibleName(tr("Prove that it works"));
    setFocusProxy(m_parts->address);
    layOut();
    wire();
    showPlan();
}

ProvePanel::~ProvePanel() {
    // Its worker ends before what it tells.
    delete m_parts->runner;
}

void ProvePanel::layOut() {
    m_parts->command->setObjectName(QStringLiteral("proof.command-line"));
    m_parts->command->setAccessibleName(tr("The same check for scripts"));
    m_parts->command->setFont(theme::font(theme::TextStyle::Mono));
    m_parts->command->setElided(text::Kind::Sentence);
    auto* scripts = new text::PlainLabel(tr("The same check for scripts:"), this);
    scripts->setFont(theme::font(theme::TextStyle::Small));
    scripts->setForegroundRole(QPalette::PlaceholderText);
    auto* command = new QHBoxLayout;
    command->setSpacing(theme::kBetween);
    command->addWidget(scripts);
    command->addWidget(m_parts->command, 1);

    auto* main = new QVBoxLayout;
    main->setContentsMargins(theme::kPage, theme::kBarSide, theme::kPage, theme::kBetween);
    main->setSpacing(theme::kBarSide);
    auto* where = new QVBoxLayout;
    where->setSpacing(theme::kInside);
    where->addWidget(m_parts->address);
    where->addWidget(m_parts->notice);
    main->addLayout(where);
    main->addWidget(m_parts->banner);
    main->addWidget(m_parts->figures);
    auto* matrix = new QVBoxLayout;
    matrix->setSpacing(theme::kInside);
    matrix->addWidget(m_parts->head);
    matrix->addWidget(m_parts->view, 1);
    main->addLayout(matrix, 1);
    main->addLayout(command);
    main->addWidget(m_parts->buttons);
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addLayout(main, 1);
    columns->addWidget(text::makeRule(this, Qt::Vertical));
    columns->addWidget(m_parts->side);
}

void ProvePanel::wire() {
    connect(m_parts->address, &AddressBar::changed, this, &ProvePanel::refresh);
    connect(m_parts->address, &AddressBar::startRequested, this, &ProvePanel::start);
    connect(m_parts->buttons, &ProveButtons::startRequested, this, &ProvePanel::start);
    connect(m_parts->buttons, &ProveButtons::cancelRequested, this, &ProvePanel::cancel);
    connect(m_parts->buttons, &ProveButtons::saveRequested, this, [this] {
        if (m_parts->proof) {
            m_parts->report->ask(*m_parts->proof);
        }
    });
    connect(m_parts->report, &ReportFile::saved, this,
            [this](const QString& file) { m_parts->buttons->setNote(tr("Saved as %1").arg(file)); });
    connect(m_parts->banner, &VerdictBanner::adviceRequested, m_parts->side, &SideColumn::showAdvice);
    connect(m_parts->side, &SideColumn::hardenedFormRequested, this, &ProvePanel::hardenedFormRequested);
    connect(m_parts->head, &MatrixHead::jsonRequested, this, [this] {
        (new CopyDialog(tr("Result as JSON"), tr("As mirrorscope-cli verify --json prints it."),
                        text::ownText(probe::proofJson(*m_parts->proof)), window()))
            ->open();
    });
    connect(m_parts->head, &MatrixHead::commandRequested, this, [this] {
        (new CopyDialog(tr("Command line"),
                        tr("Does the same and ends with 0 when the proof is passed, with 1 when not."),
                        m_parts->command->text(), window()))
            ->open();
    });
    connect(m_parts->runner, &ProofRunner::progressed, this, &ProvePanel::showProgress);
    connect(m_parts->runner, &ProofRunner::ended, this, &ProvePanel::end);
    connect(m_parts->runner, &ProofRunner::failed, this, &ProvePanel::fail);
    connect(m_parts->runner, &ProofRunner::keptRead, this, [this](const std::optional<probe::Proof>& kept) {
        if (kept && !isRunning() && !m_parts->proof) {
            if (m_parts->address->url().isEmpty()) {
                m_parts->address->setUrl(text::shownText(kept->via));
            }
            showProof(*kept);
            m_parts->buttons->setNote(tr("The last result, kept with the source"));
        }
    });
}

void ProvePanel::setTarget(const ProveTarget& target) {
    m_parts->isOfOther = isRunning();
    m_parts->runner->cancel();
    m_parts->target = target;
    m_parts->proof.reset();
    m_parts->buttons->setNote({});
    m_parts->address->setUrl(target.url);
    m_parts->address->setLateAfter(target.lateAfter);
    showPlan();
    // Else when the run of before has ended: what is read is not shown beside it.
    if (!m_parts->isOfOther) {
        m_parts->runner->askKept(target.source);
    }
}

void ProvePanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_parts->side->setNarrow(width() < kWide);
}

const ProveTarget& ProvePanel::target() const {
    return m_parts->target;
}

void ProvePanel::setTimeZone(const QTimeZone& zone) {
    m_parts->zone = zone;
    if (m_parts->proof && !isRunning()) {
        m_parts->banner->showProof(*m_parts->proof, zone);
    }
}

bool ProvePanel::isRunning() const {
    return m_parts->runner->isRunning();
}

const std::optional<probe::Proof>& ProvePanel::proof() const {
    return m_parts->proof;
}

QWidget* ProvePanel::buttons() const {
    return m_parts->buttons;
}

probe::ProofRequest ProvePanel::request() const {
    const ProveTarget& target = m_parts->target;
    probe::ProofRequest out;
    m_parts->address->fill(out);
    out.perSecond = target.perSecond;
    out.percentage = target.percentage;
    out.hasBodies = target.hasBodies;
    out.contract = target.contract;
    out.kind = target.kind;
    return out;
}

/// What is going to be sent, and whether it can be.
void ProvePanel::refresh() {
    const probe::ProofRequest wanted = request();
    auto run = probe::runOptionsOf(wanted);
    if (run) {
        run->plan.run = kSomeRun;
        m_parts->notice->setText(text::shownText(probe::originNotice(*run), kCommandBytes));
    } else if (wanted.via.empty()) {
        m_parts->notice->setText(
            tr("The URL by which clients reach the proxy. Probes go there and nowhere else."));
    } else {
        const auto url = probe::ProbeUrl::parse(wanted.via, tr("URL").toStdString());
        const Sentences why = url ? Sentences{} : errorSentences(url.error());
        m_parts->notice->setText(why.what + QStringLiteral(". ") + why.todo);
    }
    m_parts->command->setText(text::shownText(
        probe::verifyLine(wanted, m_parts->runner->service().session().string()), kCommandBytes));
    m_parts->buttons->setState(run.has_value(), isRunning(), m_parts->proof.has_value());
    m_parts->head->setHasProof(m_parts->proof.has_value());
    if (!m_parts->proof && !isRunning()) {
        m_parts->head->setPlan(tr("%1 of each; %2 a second at most").arg(wanted.count).arg(wanted.perSecond));
        m_parts->model->setPlan(wanted.only, wanted.count);
    }
}

void ProvePanel::showPlan() {
    m_parts->banner->showNote(tr("Nothing is proven yet"),
                              tr("Start sends the probes and waits for their copies."));
    m_parts->figures->clear();
    m_parts->side->clear();
    refresh();
}

void ProvePanel::start() {
    const probe::ProofRequest wanted = request();
    if (isRunning() || !probe::runOptionsOf(wanted)) {
        return;
    }
    m_parts->proof.reset();
    m_parts->buttons->setNote({});
    showPlan();
    m_parts->banner->showProgress(tr("Sending probes"), {}, 0, 0);
    m_parts->figures->setProgress({});
    m_parts->runner->start(wanted);
    tellRunning();
}

void ProvePanel::cancel() {
    m_parts->runner->cancel();
}

void ProvePanel::tellRunning() {
    const bool running = isRunning();
    m_parts->address->setLocked(running);
    refresh();
    emit runningChanged(running);
}

void ProvePanel::showProgress(const probe::RunProgress& progress) {
    if (m_parts->isOfOther) {
        return;
    }
    const bool isWaiting = progress.sent == progress.all;
    m_parts->banner->showProgress(isWaiting ? tr("Waiting for copies") : tr("Sending probes"),
                                  tr("%1 of %2 sent, warm-ups too; %3 arrived")
                                      .arg(text::countText(progress.sent), text::countText(progress.all),
                                           text::countText(progress.arrived)),
                                  progress.sent, progress.all);
    m_parts->figures->setProgress(progress);
    m_parts->model->setProgress(progress);
}

void ProvePanel::showProof(const probe::Proof& proof) {
    m_parts->proof = proof;
    m_parts->banner->showProof(proof, m_parts->zone);
    m_parts->figures->setProof(proof);
    m_parts->head->setPlan(tr("%1 of each").arg(text::countText(proof.count)));
    m_parts->model->setProof(proof);
    m_parts->side->setProof(proof, m_parts->target.mayHarden);
    refresh();
}

void ProvePanel::end(const probe::ProofEnd& end) {
    if (std::exchange(m_parts->isOfOther, false)) {
        tellRunning();
        m_parts->runner->askKept(m_parts->target.source);
        return;
    }
    if (!end.proof) {
        showPlan();
        m_parts->banner->showTrouble(obstacleText(end, m_parts->address->url()));
        tellRunning();
        return;
    }
    showProof(*end.proof);
    m_parts->buttons->setNote(end.isKept    ? tr("Result kept with the source")
                              : end.notKept ? tr("Not kept: %1").arg(errorSentences(*end.notKept).what)
                                            : tr("Not kept: no copy names its source"));
    tellRunning();
    emit finished(*end.proof);
}

void ProvePanel::fail(const base::Error& error) {
    const bool isOfOther = std::exchange(m_parts->isOfOther, false);
    if (!isOfOther) {
        showPlan();
        if (error.code == base::ErrorCode::Cancelled) {
            m_parts->banner->showNote(tr("Cancelled: nothing is proven"),
                                      tr("Nothing more is sent. What was sent before may still arrive."));
        } else {
            m_parts->banner->showTrouble(errorSentences(error));
        }
    }
    tellRunning();
    if (isOfOther) {
        m_parts->runner->askKept(m_parts->target.source);
    }
}

}  // namespace mirrorscope::ui::proof
