// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_overlay.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme/control_painting.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

using theme::Role;

constexpr int kHandleWidth = 6;
constexpr int kHandleHeight = 18;
constexpr int kLeastLabelArea = 120;  // below, the range's label would hide the bars (small windows)
constexpr int kFlag = 10;

void paintBox(QPainter& painter, const QRect& box, Role border) {
    painter.setPen(theme::color(border));
    painter.setBrush(theme::color(Role::Base));
    painter.drawRect(box.adjusted(0, 0, -1, -1));
}

}  // namespace

ChartOverlay::ChartOverlay(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setAttribute(Qt::WA_NoSystemBackground);
}

void ChartOverlay::setState(State state) {
    m_state = std::move(state);
    update();
}

void ChartOverlay::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    if (m_state.crosshair) {
        painter.fillRect(QRectF(qRound(*m_state.crosshair), m_state.area.top(), 1, m_state.area.height()),
                         theme::color(Role::Control));
    }
    paint(painter);
    if (m_state.cursor) {
        painter.fillRect(QRectF(*m_state.cursor, m_state.area.top(), 1, m_state.area.height()),
                         theme::color(Role::Text));
    }
    if (m_state.focusRing) {
        theme::paintFocusRing(painter, rect());
    }
}

void ChartOverlay::paint(QPainter& painter) const {
    painter.setFont(theme::font(theme::TextStyle::Axis));
    paintMarkers(painter);
    paintChosen(painter);
}

void ChartOverlay::paintMarkers(QPainter& painter) const {
    const QRect& area = m_state.area;
    const int height = painter.fontMetrics().height();
    for (std::size_t i = 0; i < m_state.markers.size(); ++i) {
        const Marker& marker = m_state.markers[i];
        if (marker.x < area.left() || marker.x > area.right()) {
            continue;
        }
        const int x = qRound(marker.x);
        painter.setPen(QPen(theme::color(Role::Text2), 1, Qt::DashLine));
        painter.drawLine(x, area.top(), x, area.bottom());
        const double next = i + 1 < m_state.markers.size() ? m_state.markers[i + 1].x : area.right();
        const int most = static_cast<int>(next) - x - kFlag - theme::kBetween;
        const QString text = painter.fontMetrics().elidedText(marker.text, Qt::ElideRight, most);
        // Bars may reach up here, and no text stands on a fill.
        const QRect label(x + 1, area.top(), kFlag + 2 + painter.fontMetrics().horizontalAdvance(text),
                          height);
        painter.fillRect(label, theme::color(Role::Base));
        theme::paintIcon(painter, QRect(x, area.top() + (height - kFlag) / 2, kFlag, kFlag),
                         theme::Icon::Flag, Role::Text2);
        painter.setPen(theme::color(Role::Text2));
        painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, text);
    }
}

void ChartOverlay::paintChosen(QPainter& painter) const {
    if (!m_state.chosen) {
        return;
    }
    const QRect& area = m_state.area;
    const QColor accent = theme::color(Role::Accent);
    const auto [from, until] = *m_state.chosen;
    for (const double x : {from, until}) {
        if (x < area.left() - 1 || x > area.right() + 2) {
            continue;
        }
        painter.fillRect(QRectF(qRound(x) - 1, area.top(), 2, area.height()), accent);
        painter.fillRect(QRectF(qRound(x) - kHandleWidth / 2.0, area.center().y() - kHandleHeight / 2.0,
                                kHandleWidth, kHandleHeight),
                         accent);
    }
    if (area.height() < kLeastLabelArea) {
        return;
    }
    const QFontMetrics metrics = painter.fontMetrics();
    QRect label(0, area.top() + 2, metrics.horizontalAdvance(m_state.chosenText) + 2 * theme::kBetween,
                metrics.height() + theme::kInside);
    label.moveLeft(qRound((from + until) / 2) - label.width() / 2);
    label.moveLeft(
        std::clamp(label.left(), area.left(), std::max(area.left(), area.right() - label.width())));
    paintBox(painter, label, Role::Accent);
    painter.setPen(theme::color(Role::Text));
    painter.drawText(label, Qt::AlignCenter, m_state.chosenText);
}

}  // namespace mirrorscope::ui::charts
