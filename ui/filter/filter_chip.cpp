// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_chip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::filter {
namespace {

constexpr int kHeight = 24;
constexpr int kPadding = 7;
constexpr int kCross = 12;

}  // namespace

FilterChip::FilterChip(const FilterTerm& term, QWidget* parent)
    : QAbstractButton(parent), m_negated(term.negated) {
    // Painted text: a mnemonic or markup in a captured value means nothing here.
    setText(term.label());
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Condition %1").arg(text()));
    setAccessibleDescription(tr("Press to edit, Delete to remove"));
}

QSize FilterChip::sizeHint() const {
    return {fontMetrics().horizontalAdvance(text()) + 2 * kPadding + theme::kInside + kCross, kHeight};
}

QRect FilterChip::crossRect() const {
    return {width() - kCross - kPadding + 1, (height() - kCross) / 2, kCross, kCross};
}

void FilterChip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Role edge = m_negated ? theme::Role::Critical : theme::Role::Accent;
    painter.setPen(QPen(theme::color(edge), hasFocus() ? theme::kFocusRing : 1));
    painter.setBrush(theme::color(m_negated ? theme::Role::ErrorBack : theme::Role::InfoBack));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::kCorner, theme::kCorner);
    painter.setPen(theme::color(theme::Role::Text));
    painter.drawText(rect().adjusted(kPadding, 0, -kPadding - kCross, 0),
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
    QAbstractButton::keyPressEvent(event);
}

}  // namespace mirrorscope::ui::filter
