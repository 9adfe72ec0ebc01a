// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/card_head.h"

#include <QPainter>

#include "ui/sources/source_words.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/source_look.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::sources {
namespace {

QString stateOf(const SourceSummary& summary, bool silent) {
    if (silent) {
        return CardHead::tr("Silent");
    }
    if (summary.source.refused > 0) {
        return CardHead::tr("Refused");
    }
    if (summary.findings.errors > 0) {
        return errorsText(summary.findings.errors);
    }
    return summary.source.requests > 0 ? CardHead::tr("Healthy") : QString();
}

}  // namespace

CardHead::CardHead(QWidget* parent) : QWidget(parent) {
    setFixedHeight(theme::kTouch);
}

QSize CardHead::sizeHint() const {
    return {theme::kTouch, theme::kTouch};
}

void CardHead::setSource(const SourceSummary& summary, bool silent) {
    m_source = summary.source.id;
    m_name = text::shownText(summary.source.name);
    m_state = stateOf(summary, silent);
    m_isSilent = silent;
    m_isFine = !silent && summary.source.refused == 0 && summary.findings.errors == 0;
    setAccessibleName(m_name + QStringLiteral(", ") + m_state);
    update();
}

void CardHead::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QRect line = rect();
    theme::paintSwatch(painter, QRect(line.left(), line.center().y() - 5, theme::kSwatch, theme::kSwatch),
                       theme::SourceLooks::instance().look(m_source));
    line.setLeft(line.left() + theme::kSwatch + theme::kBetween);
    const theme::Role role = m_isFine ? theme::Role::Ok : theme::Role::High;
    painter.setFont(theme::font(theme::TextStyle::Small));
    painter.setPen(theme::color(role));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, m_state);
    if (!m_state.isEmpty()) {
        line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(m_state) - theme::kInside);
        const QRect icon(line.right() - theme::kIcon, line.center().y() - 7, theme::kIcon, theme::kIcon);
        theme::paintIcon(painter, icon,
                         m_isFine     ? theme::Icon::Ok
                         : m_isSilent ? theme::Icon::Silent
                                      : theme::Icon::SeverityHigh,
                         role);
        line.setRight(icon.left() - theme::kBetween);
    }
    QFont strong = theme::font(theme::TextStyle::Body);
    strong.setWeight(theme::kStrongWeight);
    painter.setFont(strong);
    painter.setPen(theme::color(theme::Role::Text));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_name, Qt::ElideRight, line.width()));
}

}  // namespace mirrorscope::ui::sources
