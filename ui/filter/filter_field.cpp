// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_field.h"

#include <QPainter>

#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::filter {
namespace {

constexpr int kHeight = 32;

}  // namespace

FilterField::FilterField(QWidget* parent) : QFrame(parent) {
    setFixedHeight(kHeight);
}

void FilterField::setInvalid(bool invalid) {
    m_invalid = invalid;
    update();
}

void FilterField::setFocusShown(bool shown) {
    m_focusShown = shown;
    update();
}

void FilterField::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Role edge = m_invalid      ? theme::Role::Critical
                             : m_focusShown ? theme::Role::Accent
                                            : theme::Role::Control;
    const qreal width = m_focusShown ? theme::kFocusRing : 1;
    painter.setPen(QPen(theme::color(edge), width));
    painter.setBrush(theme::color(theme::Role::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2),
                            theme::kCorner, theme::kCorner);
}

}  // namespace mirrorscope::ui::filter
