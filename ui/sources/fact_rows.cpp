// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/fact_rows.h"

#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::sources {
namespace {

constexpr int kTitleWidth = 84;
constexpr int kLine = 20;

}  // namespace

FactRows::FactRows(const QString& name, QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    setObjectName(name);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme::kBetween);
    m_grid->setVerticalSpacing(theme::kInside);
    m_grid->setColumnMinimumWidth(0, kTitleWidth);
    m_grid->setColumnStretch(1, 1);
}

void FactRows::set(const char* key, const QString& title, const QString& value) {
    const QString name = objectName() + QLatin1Char('.') + QLatin1String(key);
    auto* label = findChild<text::PlainLabel*>(name, Qt::FindDirectChildrenOnly);
    if (label == nullptr) {
        label = new text::PlainLabel(this);
        label->setObjectName(name);
        label->setElided(text::Kind::Sentence);
        label->setFont(theme::tabular(theme::font(theme::TextStyle::Small)));
        set(title, label);
    }
    label->setText(value);
    label->setAccessibleName(title + QStringLiteral(": ") + value);
}

void FactRows::set(const QString& title, QWidget* value) {
    auto* label = new text::PlainLabel(title, this);
    label->setFont(theme::font(theme::TextStyle::Small));
    label->setForegroundRole(QPalette::PlaceholderText);
    const int row = m_grid->rowCount();
    m_grid->setRowMinimumHeight(row, kLine);
    m_grid->addWidget(label, row, 0);
    m_grid->addWidget(value, row, 1);
}

}  // namespace mirrorscope::ui::sources
