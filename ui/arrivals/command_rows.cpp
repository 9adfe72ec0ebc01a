// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/arrivals/command_rows.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::arrivals {

CommandRows::CommandRows(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kBetween);
}

void CommandRows::setCommands(const QList<MirrorCommand>& commands) {
    QStringList now;
    for (const MirrorCommand& one : commands) {
        now += one.command;
    }
    if (now == m_shown) {
        return;
    }
    m_shown = now;
    while (QLayoutItem* item = layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const MirrorCommand& one : commands) {
        layout()->addWidget(row(one));
    }
}

QWidget* CommandRows::row(const MirrorCommand& command) {
    auto* box = new QWidget(this);
    auto* lead = new text::PlainLabel(command.where, box);
    lead->setWordWrap(true);
    lead->setFont(theme::font(theme::TextStyle::Small));
    lead->setForegroundRole(QPalette::PlaceholderText);
    auto* shown = new text::PlainLabel(command.command, box);
    shown->setObjectName(QStringLiteral("arrivals.command.") + command.name);
    shown->setAccessibleName(command.where);
    shown->setAccessibleDescription(command.command);
    shown->setFont(theme::font(theme::TextStyle::Mono));
    shown->setWordWrap(true);
    shown->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    shown->setMargin(theme::kInside);
    shown->setAutoFillBackground(true);
    shown->setBackgroundRole(QPalette::AlternateBase);
    auto* copy = new QPushButton(theme::icon(theme::Icon::Copy), tr("Copy"), box);
    copy->setObjectName(QStringLiteral("arrivals.copy.") + command.name);
    copy->setAccessibleName(tr("Copy the command"));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this,
            [text = command.command] { QGuiApplication::clipboard()->setText(text); });
    auto* line = new QHBoxLayout;
    line->setSpacing(theme::kBetween);
    line->addWidget(shown, 1);
    line->addWidget(copy, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kInside);
    layout->addWidget(lead);
    layout->addLayout(line);
    return box;
}

}  // namespace mirrorscope::ui::arrivals
