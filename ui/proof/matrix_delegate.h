// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/cell_delegate.h"

namespace mirrorscope::ui::proof {

/// Cells of the probe matrix: in the tone that the model gives them. UI thread.
class MatrixDelegate final : public theme::CellDelegate {
    Q_OBJECT

public:
    explicit MatrixDelegate(QObject* parent);

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace mirrorscope::ui::proof
