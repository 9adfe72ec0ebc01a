// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/step_list.h"

#include <QAccessible>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr int kWidth = 168;
constexpr int kStepHeight = 36;

}  // namespace

StepList::StepList(const QStringList& steps, QWidget* parent)
    : QWidget(parent), m_steps(steps), m_help(new QToolButton(this)) {
    setObjectName(QStringLiteral("wizard.steps"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_help->setObjectName(QStringLiteral("wizard.help"));
    m_help->setText(tr("F1  Help for this page"));
    m_help->setAccessibleName(tr("Help for this page"));
    m_help->setAutoRaise(true);
    m_help->setFont(theme::font(theme::TextStyle::Small));
    connect(m_help, &QToolButton::clicked, this, &StepList::helpAsked);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kBetween, theme::kBetween, theme::kBetween, theme::kBetween);
    layout->addStretch(1);
    layout->addWidget(m_help, 0, Qt::AlignLeft);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
    setCurrent(0);
}

void StepList::setCurrent(int step) {
    m_current = step;
    const QString name = tr("Step %1 of %2: %3").arg(step + 1).arg(m_steps.size()).arg(m_steps.value(step));
    setAccessibleName(name);
    update();
}

QSize StepList::sizeHint() const {
    return {kWidth, theme::kPage + kStepHeight * static_cast<int>(m_steps.size() + 2)};
}

QSize StepList::minimumSizeHint() const {
    return sizeHint();
}

QRect StepList::rowOf(int step) const {
    return {0, theme::kPage + step * kStepHeight, width(), kStepHeight};
}

void StepList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(theme::Role::Window));
    painter.fillRect(width() - 1, 0, 1, height(), theme::color(theme::Role::Line));
    for (int step = 0; step < m_steps.size(); ++step) {
        paintStep(painter, step);
    }
}

void StepList::paintStep(QPainter& painter, int step) const {
    const QRect row = rowOf(step).adjusted(0, 0, -1, 0);
    const bool isCurrent = step == m_current;
    const bool isDone = step < m_current;
    if (isCurrent) {
        painter.fillRect(row, theme::color(theme::Role::Selection));
    }
    const QRect mark(theme::kPage, row.top() + (row.height() - theme::kIcon) / 2, theme::kIcon, theme::kIcon);
    QFont strong = theme::font(theme::TextStyle::Body);
    strong.setWeight(theme::kStrongWeight);
    if (isDone) {
        theme::paintIcon(painter, mark, theme::Icon::Ok, theme::Role::Ok);
    } else {
        painter.setFont(strong);
        painter.setPen(theme::color(isCurrent ? theme::Role::Accent : theme::Role::Text2));
        painter.drawText(mark, Qt::AlignCenter, QString::number(step + 1));
    }
    painter.setFont(isCurrent ? strong : theme::font(theme::TextStyle::Body));
    painter.setPen(theme::color(isCurrent || isDone ? theme::Role::Text : theme::Role::Text2));
    painter.drawText(row.adjusted(mark.right() + theme::kBetween, 0, -theme::kInside, 0),
                     Qt::AlignLeft | Qt::AlignVCenter, m_steps.value(step));
}

}  // namespace mirrorscope::ui::wizard
