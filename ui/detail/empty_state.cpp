// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/empty_state.h"

#include <QVBoxLayout>

#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::detail {

EmptyState::EmptyState(const QString& name, QWidget* parent)
    : QWidget(parent), m_title(new text::PlainLabel(this)), m_text(new text::PlainLabel(this)) {
    setObjectName(name);
    m_title->setFont(theme::font(theme::TextStyle::TileNumber));
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addStretch();
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addStretch();
}

void EmptyState::setTexts(const QString& title, const QString& text) {
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(title);
    setAccessibleDescription(text);
}

}  // namespace mirrorscope::ui::detail
