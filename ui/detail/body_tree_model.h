// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

#include "ui/detail/shown_body.h"

namespace mirrorscope::ui::detail {

/// The values of a body, or of a head, as a tree. Text is made of the rows that are seen only. An object or
/// array that is all of a body, or all of what was decoded, has no row of its own. UI thread.
class BodyTreeModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Name, Value, Type, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    /// Null: no rows. `hidden`: what of it is dots; null: nothing.
    void show(SharedTree tree, SharedNodeSecrets hidden = nullptr);
    const SharedTree& tree() const { return m_tree; }

    /// The root when the index is of no row.
    bodies::NodeId nodeAt(const QModelIndex& index) const;
    QModelIndex indexOf(bodies::NodeId node, int column = Name) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool isFolded(bodies::NodeId node) const;
    /// Whose children are the rows below `node`.
    bodies::NodeId holder(bodies::NodeId node) const;
    QString text(bodies::NodeId node, int column) const;
    bool isHidden(bodies::NodeId node, int column) const;
    bool isWeak(bodies::NodeId node, int column) const;

    SharedTree m_tree;
    SharedNodeSecrets m_hidden;
};

}  // namespace mirrorscope::ui::detail
