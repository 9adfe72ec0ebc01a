// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace mirrorscope::ui::wizard {

/// Roles of a kind's item; display is its title.
enum KindRole {
    MechanismRole = Qt::UserRole,
    FoundRole,  // "Found on PATH: 1.31.3"
    IsFoundRole,
    RemarkRole,
    IsDiscouragedRole,
    IconRole,  // theme::Icon
};

/// A kind as a row of two lines: icon, title and mechanism; at the right what was found and a remark.
class KindDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace mirrorscope::ui::wizard
