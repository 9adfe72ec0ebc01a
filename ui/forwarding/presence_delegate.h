// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/cell_delegate.h"

namespace mirrorscope::ui::forwarding {

/// Cells of the presence matrix: tinted by their share, framed and marked where something stands out. UI
/// thread, owned by the view.
class PresenceDelegate : public theme::CellDelegate {
    Q_OBJECT

public:
    using theme::CellDelegate::CellDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

}  // namespace mirrorscope::ui::forwarding
