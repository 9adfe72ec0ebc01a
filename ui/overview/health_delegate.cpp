// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/health_delegate.h"

#include "ui/charts/sparkline.h"
#include "ui/overview/health_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::overview {

HealthDelegate::HealthDelegate(QObject* parent) : CellDelegate(parent) {
    for (int column = 0; column < HealthModel::ColumnCount; ++column) {
        setExplained(column);
    }
}

void HealthDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    CellDelegate::paint(painter, option, index);
    if (index.column() == HealthModel::HourColumn) {
        const QRect inside =
            option.rect.adjusted(theme::kBetween, theme::kInside, -theme::kBetween, -theme::kInside);
        const auto source = index.data(HealthModel::SourceIdRole).toLongLong();
        charts::paintSparkline(*painter, inside,
                               index.data(HealthModel::HourRole).value<std::vector<double>>(),
                               theme::SourceLooks::instance().look(source));
    }
}

void HealthDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    CellDelegate::initStyleOption(option, index);
    if (index.data(HealthModel::BadRole).toBool()) {
        option->palette.setColor(QPalette::Text, theme::color(theme::Role::Critical));
        option->palette.setColor(QPalette::HighlightedText, theme::color(theme::Role::Critical));
        option->font.setWeight(theme::kStrongWeight);
    }
}

}  // namespace mirrorscope::ui::overview
