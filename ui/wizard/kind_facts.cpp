// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/kind_facts.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/text/icon_mark.h"
#include "ui/text/role_label.h"
#include "ui/theme/spacing.h"
#include "ui/wizard/proxy_kinds.h"

namespace mirrorscope::ui::wizard {

KindFacts::KindFacts(QWidget* parent) : QScrollArea(parent) {
    setObjectName(QStringLiteral("wizard.facts"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setBackgroundRole(QPalette::Base);
}

void KindFacts::setKind(const ProxyKind& kind, const VersionChoice& version) {
    setAccessibleName(tr("What %1 can show").arg(kind.title()));
    m_content = new QWidget;
    m_content->setBackgroundRole(QPalette::Base);
    m_content->setAutoFillBackground(true);
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(0, 0, theme::kBetween, 0);
    m_column->setSpacing(theme::kBetween);
    addGroup(tr("What you will get"), kind.gets, theme::Icon::Ok, theme::Role::Ok);
    addGroup(tr("What this mirror cannot show"), kind.cannot, theme::Icon::SeverityLow, theme::Role::Text2);
    QStringList wrong = kind.wrong;
    if (!version.note.isEmpty()) {
        wrong.prepend(tr("%1: %2").arg(version.text, version.note));
    }
    addGroup(tr("What can go wrong"), wrong, theme::Icon::SeverityHigh, theme::Role::High);
    m_column->addStretch(1);
    setWidget(m_content);  // the one before is deleted
}

void KindFacts::addGroup(const QString& title, const QStringList& lines, theme::Icon icon, theme::Role role) {
    m_column->addWidget(text::makeRule(m_content));
    m_column->addWidget(text::makeGroupTitle(title, m_content));
    for (const QString& line : lines) {
        auto* row = new QHBoxLayout;
        row->setSpacing(theme::kBetween);
        row->addWidget(new text::IconMark(icon, role, m_content), 0, Qt::AlignTop);
        row->addWidget(text::makeLabel(line, theme::TextStyle::Body, theme::Role::Text, m_content), 1);
        m_column->addLayout(row);
    }
    m_column->addSpacing(theme::kInside);
}

}  // namespace mirrorscope::ui::wizard
