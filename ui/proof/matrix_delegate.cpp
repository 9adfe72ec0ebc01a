// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/matrix_delegate.h"

#include "ui/proof/matrix_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::proof {

MatrixDelegate::MatrixDelegate(QObject* parent) : CellDelegate(parent) {
    setExplained(MatrixModel::ResultColumn);
    setExplained(MatrixModel::ProbeColumn);
}

void MatrixDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    CellDelegate::initStyleOption(option, index);
    const QVariant tone = index.data(MatrixModel::ToneRole);
    if (tone.isValid()) {
        const QColor colour = theme::color(static_cast<theme::Role>(tone.toInt()));
        option->palette.setColor(QPalette::Text, colour);
        option->palette.setColor(QPalette::HighlightedText, colour);
    }
    if (index.data(MatrixModel::StrongRole).toBool()) {
        option->font.setWeight(theme::kStrongWeight);
    } else if (index.column() == MatrixModel::ResultColumn) {
        option->font.setWeight(theme::kStateWeight);
    }
}

}  // namespace mirrorscope::ui::proof
