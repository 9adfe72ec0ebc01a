// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/cell_delegate.h"

namespace mirrorscope::ui::detail {

/// Rows of one height whatever they hold. UI thread, owned by the view.
class RowDelegate final : public theme::CellDelegate {
public:
    RowDelegate(int height, QObject* parent) : CellDelegate(parent), m_height(height) {}
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        return {CellDelegate::sizeHint(option, index).width(), m_height};
    }

private:
    int m_height;
};

}  // namespace mirrorscope::ui::detail
