// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_chip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/filter/condition.h"
#include "ui/filter/time_range.h"
#include "ui/text/plain_label.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::filter {
namespace {

constexpr int kHeight = 24;
constexpr int kPadding = 7;
constexpr int kCross = 12;

}  // namespace

FilterChip::FilterChip(const query::Node& condition, const query::Moment& moment, bool pinned,
                       QWidget* parent)
    : QAbstractButton(parent), m_condition(condition), m_pinned(pinned) {
    // Painted text: a mnemonic or markup in a captured value means nothing here.
    setText(conditionLabel(condition, moment));
    setMoment(moment);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(pinned ? tr("Condition %1, pinned").arg(text()) : tr("Condition %1").arg(text()));
    setAccessibleDescription(tr("Press to edit, Delete to remove"));
}

void FilterChip::setMoment(const query::Moment& moment) {
    QString words = QString::fromStdString(query::print(m_condition));
    if (const auto since = relativeStart(m_condition, moment)) {
        words += QLatin1Char('\n') + tr("Since %1").arg(momentText(*since, moment));
    }
    if (m_pinned) {
        words += QLatin1Char('\n') + tr("Pinned to all views");
    }
    setToolTip(text::plainToolTip(words));
}

int FilterChip::textLeft() const {
    return kPadding + (m_pinned ? kCross + theme::kInside : 0);
}

QSize FilterChip::sizeHint() const {
    return {textLeft() + fontMetrics().horizontalAdvance(text()) + kPadding + theme::kInside + kCross,
            kHeight};
}

QRect FilterChip::crossRect() const {
    return {width() - kCross - kPadding + 1, (height() - kCross) / 2, kCross, kCross};
}

void FilterChip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Role edge = m_condition.negated ? theme::Role::Critical : theme::Role::Accent;
    painter.setPen(QPen(theme::color(edge), hasFocus() ? theme::kFocusRing : 1));
    painter.setBrush(theme::color(m_condition.negated ? theme::Role::ErrorBack : theme::Role::InfoBack));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::kCorner, theme::kCorner);
    if (m_pinned) {
        theme::paintIcon(painter, QRect(kPadding - 1, (height() - kCross) / 2, kCross, kCross),
                         theme::Icon::Pin, theme::Role::Text2);
    }
    painter.setPen(theme::color(theme::Role::Text));
    painter.drawText(rect().adjusted(textLeft(), 0, -kPadding - kCross, 0),
                     Qt::AlignVCenter | Qt::TextSingleLine, text());
    theme::paintIcon(painter, crossRect(), theme::Icon::Close, theme::Role::Text2);
}

void FilterChip::mouseReleaseEvent(QMouseEvent* event) {
    if (crossRect()
            .adjusted(-theme::kInside, -theme::kInside, theme::kInside, theme::kInside)
            .contains(event->position().toPoint())) {
        setDown(false);
        emit removeRequested();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void FilterChip::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
        emit removeRequested();
        return;
    }
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        emit moveRequested(event->key() == Qt::Key_Left ? -1 : 1);
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

}  // namespace mirrorscope::ui::filter
