// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/proof_dialog.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include "ui/text/plain_label.h"
#include "ui/text/role_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::proof {
namespace {

constexpr QSize kSize{1360, 900};
/// UI.md section 8.
constexpr int kScreenMargin = 40;

}  // namespace

ProofDialog::ProofDialog(probe::ProofService& service, const ProveTarget& target, QWidget* parent)
    : QDialog(parent), m_panel(new ProvePanel(service, this)) {
    setObjectName(QStringLiteral("dialog.proof"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(false);
    setWindowTitle(target.name.isEmpty() ? tr("Prove") : tr("Prove: %1").arg(target.name));
    m_panel->setTarget(target);
    m_panel->setFocus();
    auto* close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("proof.close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(theme::kPage, theme::kBetween, theme::kPage, theme::kBetween);
    foot->setSpacing(theme::kBetween);
    foot->addWidget(m_panel->buttons(), 1);
    foot->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(text::makeRule(this));
    layout->addWidget(m_panel, 1);
    layout->addWidget(text::makeRule(this));
    layout->addLayout(foot);
    resize(kSize.boundedTo(screen()->availableSize() - QSize(kScreenMargin, kScreenMargin)));
}

QWidget* ProofDialog::buildHead() {
    auto* head = new QWidget(this);
    head->setAutoFillBackground(true);
    head->setBackgroundRole(QPalette::Base);
    auto* title = new text::PlainLabel(tr("Prove that it works"), head);
    title->setFont(theme::font(theme::TextStyle::PageTitle));
    auto* words = new text::PlainLabel(tr("Tagged probes go through your public address and are matched when "
                                          "they arrive. The origin sees them "
                                          "too; each carries X-Mirrorscope-Probe."),
                                       head);
    words->setForegroundRole(QPalette::PlaceholderText);
    words->setElided(text::Kind::Sentence);
    auto* lines = new QVBoxLayout(head);
    lines->setContentsMargins(theme::kPage, theme::kBarSide, theme::kPage, theme::kBarSide);
    lines->setSpacing(theme::kInside);
    lines->addWidget(title);
    lines->addWidget(words);
    return head;
}

}  // namespace mirrorscope::ui::proof
