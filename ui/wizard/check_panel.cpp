// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/check_panel.h"

#include <QGridLayout>
#include <QLabel>

#include "ui/text/icon_mark.h"
#include "ui/text/role_label.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::wizard {

using Answer = ConfigurationCheck::Answer;

CheckPanel::CheckPanel(FoundPrograms& programs, QWidget* parent)
    : QWidget(parent),
      m_programs(programs),
      m_mark(new text::IconMark(theme::Icon::SeverityLow, theme::Role::Text2, this)),
      m_text(text::makeLabel({}, theme::TextStyle::Small, theme::Role::Text, this)),
      m_more(text::makeNote({}, this)) {
    setObjectName(QStringLiteral("wizard.check"));
    setAccessibleName(tr("Checked here"));
    m_text->setObjectName(QStringLiteral("wizard.check.text"));
    m_more->setObjectName(QStringLiteral("wizard.check.more"));
    m_more->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kBetween);
    grid->setVerticalSpacing(theme::kInside);
    grid->setColumnStretch(1, 1);
    grid->addWidget(text::makeRule(this), 0, 0, 1, 2);
    grid->addWidget(text::makeGroupTitle(tr("Checked here"), this), 1, 0, 1, 2);
    grid->addWidget(m_mark, 2, 0, Qt::AlignTop);
    grid->addWidget(m_text, 2, 1);
    grid->addWidget(m_more, 3, 1);
    connect(&m_check, &ConfigurationCheck::done, this, &CheckPanel::show);
    connect(&m_programs, &FoundPrograms::found, this, [this](const std::string& kind) {
        if (isVisible() && kind == m_plan.kind) {
            setPlan(m_plan);
        }
    });
}

QString CheckPanel::command() const {
    return m_plan.kind == "nginx" ? QStringLiteral("nginx -t") : QStringLiteral("envoy --mode validate");
}

void CheckPanel::setPlan(const Plan& plan) {
    m_check.cancel();
    m_plan = plan;
    const bool canBe = plan.kind == "nginx" || plan.kind == "envoy";
    setVisible(canBe);
    if (!canBe) {
        return;
    }
    const auto program = m_programs.of(plan.kind);
    const QString reason = whyNotChecked(plan);
    if (!program) {
        say(theme::Icon::SeverityLow, theme::Role::Text2, tr("%1: not found on PATH").arg(command()));
    } else if (!reason.isEmpty()) {
        say(theme::Icon::SeverityLow, theme::Role::Text2, tr("%1: not run, %2").arg(command(), reason));
    } else {
        say(theme::Icon::Silent, theme::Role::Text2, tr("%1, %2: running").arg(command(), program->version));
        m_check.start(plan, *program);
    }
}

void CheckPanel::rest() {
    m_check.cancel();
}

void CheckPanel::say(theme::Icon icon, theme::Role role, const QString& text, const QString& more) {
    m_mark->setIcon(icon, role);
    m_text->setText(text);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
    setAccessibleDescription(text);
}

void CheckPanel::show(const ConfigurationCheck::Result& result) {
    const auto program = m_programs.of(m_plan.kind);
    const QString what = tr("%1, %2").arg(command(), program ? program->version : QString());
    if (result.faithful == Answer::Accepted && result.hardened == Answer::Accepted) {
        say(theme::Icon::Ok, theme::Role::Ok, tr("%1: both forms are accepted").arg(what));
    } else if (result.faithful == Answer::Refused || result.hardened == Answer::Refused) {
        const QString which = result.faithful == result.hardened   ? tr("both forms are refused")
                              : result.hardened == Answer::Refused ? tr("the hardened form is refused")
                                                                   : tr("the faithful form is refused");
        say(theme::Icon::Fail, theme::Role::Critical, tr("%1: %2").arg(what, which), result.complaint);
    } else {
        say(theme::Icon::SeverityLow, theme::Role::Text2, tr("%1: gave no answer").arg(what));
    }
}

}  // namespace mirrorscope::ui::wizard
