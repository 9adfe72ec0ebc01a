// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/block_title.h"

#include <QAction>
#include <QPainter>
#include <QToolButton>

#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::sources {

BlockTitle::BlockTitle(const QString& title, const QString& numbers, QWidget* parent)
    : QWidget(parent), m_title(title), m_numbers(numbers) {
    setFixedHeight(theme::kHeaderHeight);
    setAccessibleName(title);
}

void BlockTitle::setTitleShown(bool shown) {
    m_shown = shown;
    update();
}

void BlockTitle::setAction(QAction* action) {
    m_button = new QToolButton(this);
    m_button->setObjectName(QStringLiteral("sources.add"));
    m_button->setAccessibleName(action->toolTip());
    text::setPlainToolTip(m_button, action->toolTip());
    m_button->setIcon(theme::icon(theme::Icon::Plus));
    m_button->setAutoRaise(true);
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->resize(theme::kTouch, theme::kTouch);
    connect(m_button, &QToolButton::clicked, action, &QAction::trigger);
}

void BlockTitle::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (m_button != nullptr) {
        m_button->move(width() - m_button->width() - theme::kInside, (height() - m_button->height()) / 2);
    }
}

QSize BlockTitle::sizeHint() const {
    return {theme::kTouch, theme::kHeaderHeight};
}

void BlockTitle::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(theme::Role::Head));
    painter.fillRect(0, height() - 1, width(), 1, theme::color(theme::Role::Line));
    if (!m_shown) {
        return;
    }
    painter.setPen(theme::color(theme::Role::Text2));
    const int taken = m_button == nullptr ? 0 : theme::kTouch;
    const QRect line = rect().adjusted(theme::kBarSide, 0, -theme::kBarSide - taken, 0);
    painter.setFont(theme::font(theme::TextStyle::Small));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, m_numbers);
    QFont strong = painter.font();
    strong.setWeight(theme::kStrongWeight);
    painter.setFont(strong);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_title);
}

}  // namespace mirrorscope::ui::sources
