// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/banner.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include "ui/shell/icon_label.h"
#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::shell {
namespace {

theme::Role textRole(Rank rank) {
    switch (rank) {
        case Rank::Failure:
            return theme::Role::Critical;
        case Rank::Warning:
            return theme::Role::High;
        case Rank::Information:
            break;
    }
    return theme::Role::Accent;
}

theme::Role backRole(Rank rank) {
    switch (rank) {
        case Rank::Failure:
            return theme::Role::ErrorBack;
        case Rank::Warning:
            return theme::Role::WarnBack;
        case Rank::Information:
            break;
    }
    return theme::Role::InfoBack;
}

theme::Icon iconOf(Rank rank) {
    switch (rank) {
        case Rank::Failure:
            return theme::Icon::SeverityCritical;
        case Rank::Warning:
            return theme::Icon::SeverityHigh;
        case Rank::Information:
            break;
    }
    return theme::Icon::SeverityInfo;
}

}  // namespace

Banner::Banner(const Condition& condition, QWidget* parent) : QWidget(parent), m_condition(condition) {
    setObjectName(QStringLiteral("banner.") + condition.id.section(QLatin1Char('/'), 0, 0));
    setFixedHeight(theme::kBarHeight);
    setAccessibleName(condition.title + QStringLiteral(". ") + condition.meaning);

    auto* title = new text::PlainLabel(condition.title, this);
    QFont strong = title->font();
    strong.setWeight(theme::kStrongWeight);
    title->setFont(strong);
    setTextRole(title, textRole(condition.rank));
    auto* meaning = new text::PlainLabel(condition.meaning, this);
    meaning->setElided(text::Kind::Sentence);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::kBarSide, 0, theme::kBetween, 0);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(new IconLabel(iconOf(condition.rank), textRole(condition.rank), this));
    layout->addWidget(title);
    layout->addWidget(meaning, 1);
    for (const Remedy remedy : condition.remedies) {
        auto* button = new QPushButton(remedyText(remedy), this);
        button->setObjectName(objectName() + QStringLiteral(".") + remedyName(remedy));
        connect(button, &QPushButton::clicked, this,
                [this, remedy] { emit remedyChosen(remedy, m_condition.listener); });
        layout->addWidget(button);
    }
    auto* close = new QToolButton(this);
    close->setObjectName(objectName() + QStringLiteral(".close"));
    close->setAutoRaise(true);
    close->setIcon(theme::icon(theme::Icon::Close));
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close banner"));
    connect(close, &QToolButton::clicked, this, [this] { emit closed(m_condition.id); });
    layout->addWidget(close);
}

void Banner::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(backRole(m_condition.rank)));
    painter.fillRect(0, height() - 1, width(), 1, theme::color(textRole(m_condition.rank)));
}

}  // namespace mirrorscope::ui::shell
