// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/cell_delegate.h"

namespace mirrorscope::ui::overview {

/// Cells of the health table: the last hour as a sparkline, what is bad in the colour of it. UI thread.
class HealthDelegate final : public theme::CellDelegate {
    Q_OBJECT

public:
    explicit HealthDelegate(QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace mirrorscope::ui::overview
