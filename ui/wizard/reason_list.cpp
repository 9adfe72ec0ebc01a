// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/reason_list.h"

#include <QGridLayout>
#include <QLabel>

#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::wizard {

QString editTitle(const std::string& edit) {
    QString title = text::ownText(edit).replace(u'-', u' ');
    title.replace(0, 1, title.left(1).toUpper());
    return title;
}

ReasonList::ReasonList(QWidget* parent) : QScrollArea(parent) {
    setObjectName(QStringLiteral("wizard.reasons"));
    setAccessibleName(tr("Why they differ"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setBackgroundRole(QPalette::Base);
}

void ReasonList::setReasons(const std::vector<snippets::Reason>& reasons, const QList<std::size_t>& shown) {
    auto* content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, theme::kBetween, 0);
    grid->setHorizontalSpacing(theme::kBetween);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const std::size_t place : shown) {
        const snippets::Reason& reason = reasons[place];
        QLabel* number = text::makeLabel(QString::number(place + 1), theme::TextStyle::Small,
                                         theme::Role::Accent, content);
        QFont strong = number->font();
        strong.setWeight(theme::kStrongWeight);
        number->setFont(strong);
        number->setObjectName(QStringLiteral("wizard.reason.") + text::ownText(reason.edit));
        grid->addWidget(number, row, 0, Qt::AlignTop);
        QLabel* title =
            text::makeLabel(editTitle(reason.edit), theme::TextStyle::Small, theme::Role::Text, content);
        title->setFont(strong);
        grid->addWidget(title, row++, 1);
        grid->addWidget(text::makeNote(text::ownText(reason.text), content), row++, 1);
        grid->setRowMinimumHeight(row++, theme::kBetween);
    }
    grid->setRowStretch(row, 1);
    setWidget(content);
}

}  // namespace mirrorscope::ui::wizard
