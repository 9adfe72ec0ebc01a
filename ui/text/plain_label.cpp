// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/plain_label.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>
#include <QToolTip>

namespace mirrorscope::ui::text {

PlainLabel::PlainLabel(QWidget* parent) : PlainLabel(QString(), parent) {}

PlainLabel::PlainLabel(const QString& text, QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setText(text);
}

PlainLabel* paragraph(QWidget* parent, const char* name) {
    auto* label = new PlainLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    return label;
}

void PlainLabel::setElided(Kind kind) {
    m_elides = true;
    m_kind = kind;
    updateGeometry();
    update();
}

QSize PlainLabel::minimumSizeHint() const {
    const QSize size = QLabel::minimumSizeHint();
    return m_elides ? QSize(qMin(size.width(), fontMetrics().averageCharWidth() * 4), size.height()) : size;
}

QString PlainLabel::shown() const {
    return elided(text(), m_kind, fontMetrics(), contentsRect().width());
}

void PlainLabel::paintEvent(QPaintEvent* event) {
    if (!m_elides) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    drawFrame(&painter);
    style()->drawItemText(&painter, contentsRect(),
                          static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment())),
                          palette(), isEnabled(), shown(), foregroundRole());
}

bool PlainLabel::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && m_elides && toolTip().isEmpty() && shown() != text()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainToolTip(text()), this);
        return true;
    }
    return QLabel::event(event);
}

QString plainToolTip(const QString& text) {
    if (text.isEmpty()) {
        return {};
    }
    return QStringLiteral("<p style=\"white-space:pre-wrap\">") + text.toHtmlEscaped() +
           QStringLiteral("</p>");
}

void setPlainToolTip(QWidget* widget, const QString& text) {
    widget->setToolTip(plainToolTip(text));
    // Without a description of its own a screen reader would be given the tooltip's HTML.
    if (widget->accessibleDescription().isEmpty()) {
        widget->setAccessibleDescription(text);
    }
}

}  // namespace mirrorscope::ui::text
