// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/bar_painting.h"

#include <QPainter>

#include "ui/theme/control_painting.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::theme {
namespace {

constexpr int kTabMark = 2;         // accent line under the chosen tab
constexpr int kProgressHeight = 4;  // progress is a thin bar beside its numbers

bool has(const QStyleOption& option, QStyle::StateFlag flag) {
    return option.state.testFlag(flag);
}

QRect progressBar(const QRect& rect) {
    return {rect.x(), rect.center().y() - kProgressHeight / 2 + 1, rect.width(), kProgressHeight};
}

}  // namespace

void paintHeaderSection(QPainter& painter, const QStyleOption& option) {
    const QRect rect = option.rect;
    painter.fillRect(rect, color(has(option, QStyle::State_Sunken) ? Role::Selection : Role::Head));
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color(Role::Line));
    painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), color(Role::Line));
}

void paintTab(QPainter& painter, const QStyleOptionTab& tab) {
    const bool chosen = has(tab, QStyle::State_Selected);
    if (chosen || has(tab, QStyle::State_MouseOver)) {
        painter.fillRect(tab.rect, color(chosen ? Role::Base : Role::Head));
    }
    if (chosen) {
        const QRect& rect = tab.rect;
        painter.fillRect(QRect(rect.left(), rect.bottom() - kTabMark + 1, rect.width(), kTabMark),
                         color(Role::Accent));
    }
    if (has(tab, QStyle::State_HasFocus) && has(tab, QStyle::State_KeyboardFocusChange)) {
        paintFocusRing(painter, tab.rect);
    }
}

void paintDockTitle(QPainter& painter, const QStyleOptionDockWidget& title) {
    const QRect rect = title.rect;
    painter.save();
    painter.fillRect(rect, color(Role::Head));
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color(Role::Line));
    QFont bold = font(TextStyle::Small);
    bold.setWeight(kStrongWeight);
    painter.setFont(bold);
    painter.setPen(color(Role::Text2));
    const QRect text = rect.adjusted(kBarSide, 0, -kBarSide, -1);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetrics(bold).elidedText(title.title, Qt::ElideRight, text.width()));
    painter.restore();
}

void paintProgressGroove(QPainter& painter, const QStyleOption& option) {
    painter.fillRect(progressBar(option.rect), color(Role::Grid));
}

void paintProgressContents(QPainter& painter, const QStyleOptionProgressBar& bar) {
    const QRect groove = progressBar(bar.rect);
    const qint64 span = qint64{bar.maximum} - bar.minimum;
    // No end known: a still, half-filled bar. Nothing here moves by itself.
    const double share = span > 0 ? double(qint64{bar.progress} - bar.minimum) / double(span) : 0.5;
    const int width = qBound(0, qRound(groove.width() * share), groove.width());
    const int x = bar.direction == Qt::RightToLeft ? groove.right() + 1 - width : groove.x();
    painter.fillRect(QRect(x, groove.y(), width, groove.height()),
                     color(span > 0 ? Role::Accent : Role::Control));
}

void paintScrollBar(QPainter& painter, const QStyleOptionSlider& bar, const QRect& slider) {
    painter.fillRect(bar.rect, color(Role::Window));
    const bool upright = bar.orientation == Qt::Vertical;
    painter.fillRect(upright ? QRect(bar.rect.left(), bar.rect.top(), 1, bar.rect.height())
                             : QRect(bar.rect.left(), bar.rect.top(), bar.rect.width(), 1),
                     color(Role::Line));
    if (bar.maximum <= bar.minimum) {
        return;
    }
    const bool held =
        has(bar, QStyle::State_Sunken) && bar.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider);
    const bool hover = has(bar, QStyle::State_MouseOver);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(held || hover ? color(Role::Text2) : color(Role::Control));
    painter.drawRoundedRect(slider.adjusted(4, 3, -3, -3), kCorner, kCorner);
    painter.restore();
}

void paintSplitter(QPainter& painter, const QStyleOption& option) {
    const QRect rect = option.rect;
    const bool upright = !has(option, QStyle::State_Horizontal);
    const QColor line = color(has(option, QStyle::State_MouseOver) ? Role::Accent : Role::Line);
    painter.fillRect(rect, color(Role::Window));
    painter.fillRect(upright ? QRect(rect.left(), rect.center().y(), rect.width(), 1)
                             : QRect(rect.center().x(), rect.top(), 1, rect.height()),
                     line);
}

void paintFrame(QPainter& painter, const QStyleOption& option) {
    painter.save();
    painter.setPen(color(Role::Line));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

}  // namespace mirrorscope::ui::theme
