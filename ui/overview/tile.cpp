// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/tile.h"

#include <QPainter>

#include "ui/text/figure_painting.h"
#include "ui/text/plain_label.h"
#include "ui/theme/control_painting.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::overview {
namespace {

using theme::Role;

constexpr int kHeight = 56;
constexpr int kWidth = 190;
constexpr int kLeastWidth = 110;

Role roleOf(Tile::Tone tone) {
    return tone == Tile::Tone::Bad ? Role::Critical : tone == Tile::Tone::Warning ? Role::High : Role::Text;
}

}  // namespace

Tile::Tile(const QString& objectName, QWidget* parent) : QAbstractButton(parent) {
    setObjectName(objectName);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] { update(); });
}

void Tile::setContent(const QString& number, const QString& words, Tone tone, theme::Icon icon,
                      const QString& action) {
    if (m_number == number && m_words == words && m_tone == tone && m_icon == icon &&
        accessibleDescription() == action) {
        return;
    }
    m_number = number;
    m_words = words;
    m_tone = tone;
    m_icon = icon;
    setEnabled(!action.isEmpty());
    setAccessibleName(QStringLiteral("%1, %2").arg(words, number));
    setAccessibleDescription(action);
    text::setPlainToolTip(this, action.isEmpty() ? QStringLiteral("%1 %2").arg(number, words) : action);
    setCursor(action.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

QSize Tile::sizeHint() const {
    return {kWidth, kHeight};
}

QSize Tile::minimumSizeHint() const {
    return {kLeastWidth, kHeight};
}

void Tile::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(isEnabled() && isDown() ? Role::Selection : Role::Base));
    painter.setPen(theme::color(isEnabled() && underMouse() ? Role::Control : Role::Line));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    QRect inside = rect().adjusted(theme::kBarSide, theme::kInside, -theme::kBarSide, -theme::kInside);
    if (m_tone != Tone::Calm) {
        const QRect icon(inside.right() - theme::kIcon + 1, rect().center().y() - theme::kIcon / 2 + 1,
                         theme::kIcon, theme::kIcon);
        theme::paintIcon(painter, icon, m_icon, roleOf(m_tone));
        inside.setRight(icon.left() - theme::kInside);
    }
    text::paintFigure(painter, inside, m_number, roleOf(m_tone), m_words);
    if (hasFocus()) {
        theme::paintFocusRing(painter, rect());
    }
}

}  // namespace mirrorscope::ui::overview
