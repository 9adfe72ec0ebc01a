// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <memory>
#include <unordered_map>
#include <vector>

#include "ui/attacks/row_key.h"

namespace mirrorscope::ui::attacks {

/// The rows that a tree shows, and how they get from one list to another with the fewest signals: what leaves
/// is removed, what stays is brought in order, what comes is inserted, so that persistent indexes follow
/// their rows. An index that outlived its row finds nothing. UI thread.
class RowTree : public QAbstractItemModel {
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;

protected:
    struct Node {
        quintptr id = 0;  // 0: the root
        Node* parent = nullptr;
        int row = 0;
        RowKey key;
        std::vector<std::unique_ptr<Node>> children;
    };

    Node& root() { return m_root; }
    const Node& root() const { return m_root; }
    /// Null: no row, or one that is gone. The root for an invalid index.
    Node* nodeOf(const QModelIndex& index) const;
    Node* nodeWith(quintptr id) const;
    QModelIndex indexOfNode(const Node& node, int column = 0) const;

    void setRows(Node& parent, const std::vector<RowKey>& rows);
    /// Rows that were placeholders become what they stood for, in their places.
    void rename(Node& node, const RowKey& key) { node.key = key; }
    /// Within a reset.
    void clearRows();
    void fillRows();
    void tellChanged(const Node& node);

    /// The rows that a new row has at once.
    virtual std::vector<RowKey> firstRows(const RowKey& key) const = 0;
    /// The row is about to go and takes what belongs to it along.
    virtual void rowGone(quintptr id) = 0;

private:
    std::unique_ptr<Node> newNode(Node& parent, const RowKey& key);
    void forget(const Node& node);
    void number(Node& parent);
    void removeOthers(Node& parent, const std::vector<RowKey>& rows);
    void order(Node& parent, const std::vector<RowKey>& rows);
    void insertMissing(Node& parent, const std::vector<RowKey>& rows);

    Node m_root;
    std::unordered_map<quintptr, Node*> m_nodes;
    quintptr m_lastId = 0;
};

}  // namespace mirrorscope::ui::attacks
