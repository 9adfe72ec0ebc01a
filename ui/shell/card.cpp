// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/card.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/shell/icon_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kWidth = 272;
constexpr int kHeight = 188;

}  // namespace

Card::Card(theme::Icon icon, const QString& title, const QString& sentence, const QString& action,
           QWidget* parent)
    : QFrame(parent), m_sentence(new QLabel(sentence, this)), m_button(new QPushButton(action, this)) {
    setFixedSize(kWidth, kHeight);
    auto* heading = new QLabel(title, this);
    heading->setTextFormat(Qt::PlainText);
    QFont strong = heading->font();
    strong.setWeight(theme::kStrongWeight);
    heading->setFont(strong);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setTextRole(m_sentence, theme::Role::Text2);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(new IconLabel(icon, theme::Role::Accent, this, 24));
    layout->addWidget(heading);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
}

void Card::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme::color(theme::Role::Line));
    painter.setBrush(theme::color(theme::Role::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::kCorner, theme::kCorner);
}

}  // namespace mirrorscope::ui::shell
