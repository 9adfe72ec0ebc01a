// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/presence_delegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/forwarding/presence_model.h"
#include "ui/hops/finding_words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::forwarding {
namespace {

/// Of the accent at 100 %: text on it keeps its contrast in both schemes.
constexpr double kFullTint = 0.26;

struct Mark {
    theme::Icon icon;
    theme::Role role;
};

Mark markOf(int value) {
    if (value == 1) {
        return {theme::Icon::SeverityMedium, theme::Role::Medium};
    }
    const auto severity = static_cast<traffic::FindingSeverity>(value - 2);
    return {hops::severityIcon(severity), hops::severityRole(severity)};
}

}  // namespace

void PresenceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    if (index.column() == 0) {
        CellDelegate::paint(painter, option, index);
        return;
    }
    painter->save();
    const QRect cell = option.rect.adjusted(0, 0, -2, -1);
    const QVariant share = index.data(PresenceModel::ShareRole);
    const QColor base = theme::color(theme::Role::Base);
    painter->fillRect(option.rect, base);
    if (share.isValid() && share.toDouble() > 0) {
        painter->fillRect(
            cell, theme::blend(theme::color(theme::Role::Accent), base, kFullTint * share.toDouble() / 100));
    }
    painter->setFont(theme::tabular(option.font));
    painter->setPen(
        theme::color(share.isValid() && share.toDouble() > 0 ? theme::Role::Text : theme::Role::Text2));
    painter->drawText(cell, Qt::AlignCenter, index.data().toString());
    if (const int value = index.data(PresenceModel::MarkRole).toInt(); value > 0) {
        const Mark mark = markOf(value);
        painter->setPen(QPen(theme::color(mark.role), 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(cell.adjusted(1, 1, -1, -1));
        theme::paintIcon(*painter,
                         QRect(cell.right() - theme::kIcon - 5, cell.center().y() - theme::kIcon / 2 + 1,
                               theme::kIcon, theme::kIcon),
                         mark.icon, mark.role);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme::color(theme::Role::Accent), theme::kFocusRing));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(cell.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

}  // namespace mirrorscope::ui::forwarding
