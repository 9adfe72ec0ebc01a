// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/control_painting.h"

#include <QPainter>
#include <QWidget>

#include "ui/theme/spacing.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::theme {
namespace {

bool has(const QStyleOption& option, QStyle::StateFlag flag) {
    return option.state.testFlag(flag);
}

void paintPanel(QPainter& painter, const QRect& rect, const QColor& fill, const QColor& border,
                int width = 1) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double half = width / 2.0;
    painter.setPen(QPen(border, width));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), kCorner, kCorner);
    painter.restore();
}

/// Tells apart rest, hover and press by fill alone; the border shows focus.
QColor restingFill(const QStyleOption& option, Role rest) {
    if (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On)) {
        return color(Role::Selection);
    }
    return color(has(option, QStyle::State_MouseOver) ? Role::Head : rest);
}

void paintTick(QPainter& painter, const QRectF& box, const QColor& ink) {
    painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&box](double x, double y) {
        return box.topLeft() + QPointF(x * box.width(), y * box.height());
    };
    const QPointF tick[] = {at(0.24, 0.52), at(0.43, 0.70), at(0.77, 0.31)};
    painter.drawPolyline(tick, 3);
}

struct Mark {
    QColor fill;
    QColor border;
    bool set;
};

Mark markOf(const QStyleOption& option) {
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool set = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
    const QColor line = color(enabled ? Role::Control : Role::Line);
    if (!set) {
        return {color(has(option, QStyle::State_MouseOver) ? Role::Head : Role::Base), line, false};
    }
    const QColor accent = color(enabled ? Role::Accent : Role::Control);
    return {accent, accent, true};
}

}  // namespace

void paintFocusRing(QPainter& painter, const QRect& rect) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Role::Accent), kFocusRing));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), kCorner, kCorner);
    painter.restore();
}

void paintPushButton(QPainter& painter, const QStyleOption& option, bool primary) {
    const bool enabled = has(option, QStyle::State_Enabled);
    if (primary && enabled) {
        const bool pressed = has(option, QStyle::State_Sunken);
        const QColor accent = color(Role::Accent);
        const QColor fill = pressed ? blend(color(Role::Text), accent, 0.2) : accent;
        paintPanel(painter, option.rect, fill, accent);
        if (has(option, QStyle::State_HasFocus)) {
            // The ring is as dark as the button: a gap in the text's colour sets it off.
            paintPanel(painter, option.rect.adjusted(2, 2, -2, -2), fill, color(Role::OnAccent));
        }
        return;
    }
    paintPanel(painter, option.rect, restingFill(option, Role::Base),
               color(enabled ? Role::Control : Role::Line));
    if (has(option, QStyle::State_HasFocus)) {
        paintFocusRing(painter, option.rect);
    }
}

void paintToolButton(QPainter& painter, const QStyleOption& option) {
    const bool on = has(option, QStyle::State_On);
    const bool shown = on || has(option, QStyle::State_Sunken) || has(option, QStyle::State_MouseOver);
    if (shown && has(option, QStyle::State_Enabled)) {
        const QColor fill = restingFill(option, Role::Window);
        paintPanel(painter, option.rect, fill, on ? color(Role::Accent) : fill);
    }
    if (has(option, QStyle::State_HasFocus)) {
        paintFocusRing(painter, option.rect);
    }
}

void paintField(QPainter& painter, const QStyleOption& option) {
    const bool enabled = has(option, QStyle::State_Enabled);
    const QColor fill = color(enabled ? Role::Base : Role::Window);
    if (enabled && has(option, QStyle::State_HasFocus)) {
        paintPanel(painter, option.rect, fill, color(Role::Accent), kFocusRing);
    } else {
        paintPanel(painter, option.rect, fill, color(enabled ? Role::Control : Role::Line));
    }
}

void paintCheckBox(QPainter& painter, const QStyleOption& option) {
    const Mark mark = markOf(option);
    paintPanel(painter, option.rect, mark.fill, mark.border);
    if (!mark.set) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (has(option, QStyle::State_NoChange)) {
        const QRectF box = option.rect;
        painter.fillRect(QRectF(box.x() + 3, box.center().y() - 0.75, box.width() - 6, 1.5),
                         color(Role::OnAccent));
    } else {
        paintTick(painter, option.rect, color(Role::OnAccent));
    }
    painter.restore();
}

void paintRadioButton(QPainter& painter, const QStyleOption& option) {
    const Mark mark = markOf(option);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(mark.border, 1));
    painter.setBrush(mark.fill);
    const QRectF ring = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawEllipse(ring);
    if (mark.set) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Role::OnAccent));
        painter.drawEllipse(ring.center(), 2.5, 2.5);
    }
    painter.restore();
}

void paintArrow(QPainter& painter, const QStyleOption& option, Qt::ArrowType direction) {
    // 8 px wide and 4 px high when it points down.
    static constexpr QPointF kDown[] = {{-4, -2}, {4, -2}, {0, 2}};
    const double turn = direction == Qt::UpArrow      ? 180
                        : direction == Qt::LeftArrow  ? 90
                        : direction == Qt::RightArrow ? -90
                                                      : 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(QRectF(option.rect).center());
    painter.rotate(turn);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(has(option, QStyle::State_Enabled) ? Role::Text2 : Role::Control));
    painter.drawPolygon(kDown, 3);
    painter.restore();
}

bool isPrimary(const QStyleOption& option, const QWidget* widget) {
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option);
    const bool isDefault = button != nullptr && button->features.testFlag(QStyleOptionButton::DefaultButton);
    return isDefault || (widget != nullptr && widget->property(kPrimaryProperty).toBool());
}

}  // namespace mirrorscope::ui::theme
