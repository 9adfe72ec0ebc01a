// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/trust_picture.h"

#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::settings {
namespace {

constexpr int kHeight = 110;
constexpr int kBoxWidth = 128;
constexpr int kBoxHeight = 48;
constexpr int kArrow = 5;

void paintBox(QPainter& painter, const QRect& box, const QString& title, const QString& line) {
    painter.setPen(theme::color(theme::Role::Control));
    painter.setBrush(theme::color(theme::Role::Alt));
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme::kCorner, theme::kCorner);
    QFont strong = theme::font(theme::TextStyle::Body);
    strong.setWeight(theme::kStrongWeight);
    painter.setFont(strong);
    painter.setPen(theme::color(theme::Role::Text));
    painter.drawText(box.adjusted(0, theme::kInside, 0, -box.height() / 2), Qt::AlignCenter, title);
    painter.setFont(theme::font(theme::TextStyle::Small));
    painter.setPen(theme::color(theme::Role::Text2));
    painter.drawText(box.adjusted(0, box.height() / 2, 0, -theme::kInside), Qt::AlignCenter, line);
}

void paintArrow(QPainter& painter, QPoint from, QPoint to) {
    painter.setPen(QPen(theme::color(theme::Role::Text2), 1));
    painter.drawLine(from, to);
    painter.drawLine(to, to - QPoint(kArrow, kArrow));
    painter.drawLine(to, to - QPoint(kArrow, -kArrow));
}

void paintQuestion(QPainter& painter, const QRect& rect, const QString& question, const QString& answer) {
    QFont strong = theme::font(theme::TextStyle::Small);
    strong.setWeight(theme::kStrongWeight);
    painter.setFont(strong);
    painter.setPen(theme::color(theme::Role::Accent));
    QRect used;
    painter.drawText(rect, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, question, &used);
    painter.setFont(theme::font(theme::TextStyle::Small));
    painter.setPen(theme::color(theme::Role::Text2));
    painter.drawText(rect.adjusted(0, used.height() + 2, 0, 0),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, answer);
}

}  // namespace

TrustPicture::TrustPicture(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("settings.trust-picture"));
    setFixedHeight(kHeight);
    setAccessibleName(tr("Allowed and trusted"));
    setAccessibleDescription(
        tr("A client reaches a proxy, and the proxy sends a copy. Allowed: the copy of the proxy is taken. "
           "Trusted: what the proxy says of the client is believed."));
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void TrustPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int gap = (width() - 3 * kBoxWidth) / 2;
    const QRect client(0, theme::kInside, kBoxWidth, kBoxHeight);
    const QRect proxy = client.translated(kBoxWidth + gap, 0);
    const QRect us(width() - kBoxWidth, client.y(), kBoxWidth, kBoxHeight);
    paintBox(painter, client, tr("Client"), QStringLiteral("203.0.113.9"));
    paintBox(painter, proxy, tr("Proxy"), QStringLiteral("10.0.0.7"));
    paintBox(painter, us, tr("Mirrorscope"), tr("keeps the copy"));
    const int middle = client.center().y();
    paintArrow(painter, {client.right() + theme::kInside, middle}, {proxy.left() - theme::kInside, middle});
    paintArrow(painter, {proxy.right() + theme::kInside, middle}, {us.left() - theme::kInside, middle});
    const int below = client.bottom() + theme::kBetween;
    const int half = width() / 2 - theme::kBetween;
    paintQuestion(painter, {0, below, half, height() - below}, tr("Trusted to name the client?"),
                  tr("“X-Forwarded-For: 203.0.113.9” of a trusted proxy is the client, else only a claim."));
    paintQuestion(painter, {width() - half, below, half, height() - below}, tr("Allowed to send?"),
                  tr("A copy from 10.0.0.7 is taken, or its connection is closed and counted."));
}

}  // namespace mirrorscope::ui::settings
