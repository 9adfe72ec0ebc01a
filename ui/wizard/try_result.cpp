// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/try_result.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTimeZone>
#include <QVBoxLayout>

#include "ui/proof/figure_row.h"
#include "ui/proof/matrix_model.h"
#include "ui/proof/matrix_view.h"
#include "ui/proof/side_column.h"
#include "ui/proof/verdict_banner.h"
#include "ui/text/role_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/wizard/lab_words.h"

namespace mirrorscope::ui::wizard {

TryResult::TryResult(QWidget* parent)
    : QWidget(parent),
      m_banner(new proof::VerdictBanner(this)),
      m_figures(new proof::FigureRow(this)),
      m_model(new proof::MatrixModel(this)),
      m_matrix(new proof::MatrixView(*m_model, this)),
      m_side(new proof::SideColumn(this)),
      m_tabs(new QTabWidget(this)) {
    setObjectName(QStringLiteral("wizard.try.result"));
    // A tab of its own here, not a column.
    m_side->setMinimumWidth(0);
    m_side->setMaximumWidth(QWIDGETSIZE_MAX);
    m_tabs->setObjectName(QStringLiteral("wizard.try.tabs"));
    m_tabs->setAccessibleName(tr("What the lab showed"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_matrix, tr("Probes"));
    m_tabs->addTab(m_side, tr("Headers, lag and what to change"));
    m_tabs->addTab(buildLog(), tr("Log of the proxy"));
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(theme::kBarSide);
    lines->addWidget(m_banner);
    lines->addWidget(m_figures);
    lines->addWidget(m_tabs, 1);
    connect(m_banner, &proof::VerdictBanner::adviceRequested, this, [this] {
        m_tabs->setCurrentWidget(m_side);
        m_side->showAdvice();
    });
    connect(m_side, &proof::SideColumn::hardenedFormRequested, this, &TryResult::hardenedAsked);
}

QWidget* TryResult::buildLog() {
    auto* page = new QWidget(this);
    m_log = new QPlainTextEdit(page);
    m_log->setObjectName(QStringLiteral("wizard.try.log"));
    m_log->setAccessibleName(tr("Log of the proxy"));
    m_log->setReadOnly(true);
    m_log->setTabChangesFocus(true);
    m_log->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_log->setFont(theme::font(theme::TextStyle::Mono));
    m_remark = text::makeNote({}, page);
    m_remark->setObjectName(QStringLiteral("wizard.try.remark"));
    auto* lines = new QVBoxLayout(page);
    lines->setContentsMargins(0, theme::kBetween, 0, 0);
    lines->setSpacing(theme::kBetween);
    lines->addWidget(m_remark);
    lines->addWidget(m_log, 1);
    return page;
}

void TryResult::showPlan(const QString& title, const QString& text, std::size_t count) {
    m_banner->showNote(title, text);
    m_figures->clear();
    m_model->setPlan({}, count);
    m_side->clear();
    setLog({}, {});
    m_log->setPlaceholderText(tr("What the proxy logged stands here after a run."));
    m_tabs->setCurrentWidget(m_matrix);
}

void TryResult::showStep(const QString& title, const QString& text) {
    m_banner->showProgress(title, text, 0, 0);
}

void TryResult::showProgress(const probe::RunProgress& run) {
    m_banner->showProgress(run.sent == run.all ? tr("Waiting for copies") : tr("Sending probes"),
                           sentText(run), run.sent, run.all);
    m_figures->setProgress(run);
    m_model->setProgress(run);
}

void TryResult::showProof(const probe::Proof& proof, bool mayHarden) {
    m_banner->showProof(proof, QTimeZone::systemTimeZone());
    m_figures->setProof(proof);
    m_model->setProof(proof);
    m_side->setProof(proof, mayHarden);
}

void TryResult::showTrouble(const proof::Sentences& why) {
    m_banner->showTrouble(why);
}

void TryResult::setLog(const QString& log, const QString& remark) {
    m_log->setPlainText(log);
    m_log->setPlaceholderText(tr("The proxy logged nothing."));
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

void TryResult::showLog() {
    m_tabs->setCurrentWidget(m_log->parentWidget());
}

}  // namespace mirrorscope::ui::wizard
