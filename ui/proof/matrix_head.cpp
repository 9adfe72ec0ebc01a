// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/matrix_head.h"

#include <QHBoxLayout>
#include <QPushButton>

#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::proof {
namespace {

QPushButton* flat(const QString& words, const char* name, QWidget* parent) {
    auto* made = new QPushButton(words, parent);
    made->setObjectName(QLatin1String(name));
    made->setFlat(true);
    made->setAutoDefault(false);
    return made;
}

}  // namespace

MatrixHead::MatrixHead(QWidget* parent)
    : QWidget(parent), m_plan(new text::PlainLabel(this)), m_json(flat(tr("As &JSON…"), "proof.json", this)) {
    auto* title = new text::PlainLabel(tr("Probe matrix"), this);
    QFont strong = title->font();
    strong.setWeight(theme::kStrongWeight);
    title->setFont(strong);
    m_plan->setObjectName(QStringLiteral("proof.plan"));
    m_plan->setFont(theme::font(theme::TextStyle::Small));
    m_plan->setForegroundRole(QPalette::PlaceholderText);
    auto* command = flat(tr("Co&mmand line…"), "proof.command", this);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::kBetween);
    line->addWidget(title);
    line->addWidget(m_plan);
    line->addStretch(1);
    line->addWidget(m_json);
    line->addWidget(command);
    connect(m_json, &QPushButton::clicked, this, &MatrixHead::jsonRequested);
    connect(command, &QPushButton::clicked, this, &MatrixHead::commandRequested);
    setHasProof(false);
}

void MatrixHead::setPlan(const QString& plan) {
    m_plan->setText(plan);
}

void MatrixHead::setHasProof(bool has) {
    m_json->setEnabled(has);
}

}  // namespace mirrorscope::ui::proof
