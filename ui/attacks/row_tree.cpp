// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/row_tree.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace mirrorscope::ui::attacks {

QModelIndex RowTree::index(int row, int column, const QModelIndex& parent) const {
    const Node* node = hasIndex(row, column, parent) ? nodeOf(parent) : nullptr;
    return node ? createIndex(row, column, node->children[static_cast<std::size_t>(row)]->id) : QModelIndex();
}

QModelIndex RowTree::parent(const QModelIndex& child) const {
    const Node* node = child.isValid() ? nodeOf(child) : nullptr;
    return node && node->parent ? indexOfNode(*node->parent) : QModelIndex();
}

int RowTree::rowCount(const QModelIndex& parent) const {
    const Node* node = parent.column() > 0 ? nullptr : nodeOf(parent);
    return node ? static_cast<int>(node->children.size()) : 0;
}

RowTree::Node* RowTree::nodeOf(const QModelIndex& index) const {
    return index.isValid() ? nodeWith(index.internalId()) : const_cast<Node*>(&m_root);
}

RowTree::Node* RowTree::nodeWith(quintptr id) const {
    const auto found = m_nodes.find(id);
    return found == m_nodes.end() ? nullptr : found->second;
}

QModelIndex RowTree::indexOfNode(const Node& node, int column) const {
    return node.parent ? createIndex(node.row, column, node.id) : QModelIndex();
}

std::unique_ptr<RowTree::Node> RowTree::newNode(Node& parent, const RowKey& key) {
    auto node = std::make_unique<Node>();
    node->id = ++m_lastId;
    node->parent = &parent;
    node->key = key;
    m_nodes.emplace(node->id, node.get());
    for (const RowKey& row : firstRows(key)) {
        node->children.push_back(newNode(*node, row));
    }
    number(*node);
    return node;
}

void RowTree::forget(const Node& node) {
    for (const auto& child : node.children) {
        forget(*child);
    }
    rowGone(node.id);
    m_nodes.erase(node.id);
}

void RowTree::number(Node& parent) {
    int row = 0;
    for (const auto& child : parent.children) {
        child->row = row++;
    }
}

void RowTree::clearRows() {
    for (const auto& child : m_root.children) {
        forget(*child);
    }
    m_root.children.clear();
}

void RowTree::fillRows() {
    for (const RowKey& row : firstRows(m_root.key)) {
        m_root.children.push_back(newNode(m_root, row));
    }
    number(m_root);
}

void RowTree::setRows(Node& parent, const std::vector<RowKey>& rows) {
    removeOthers(parent, rows);
    order(parent, rows);
    insertMissing(parent, rows);
}

void RowTree::removeOthers(Node& parent, const std::vector<RowKey>& rows) {
    const std::unordered_set<RowKey, RowKeyHash> staying(rows.begin(), rows.end());
    auto& children = parent.children;
    const auto stays = [&](std::ptrdiff_t row) {
        return staying.contains(children[static_cast<std::size_t>(row)]->key);
    };
    for (auto last = std::ssize(children) - 1; last >= 0; --last) {
        if (stays(last)) {
            continue;
        }
        auto first = last;
        while (first > 0 && !stays(first - 1)) {
            --first;
        }
        beginRemoveRows(indexOfNode(parent), static_cast<int>(first), static_cast<int>(last));
        for (auto row = first; row <= last; ++row) {
            forget(*children[static_cast<std::size_t>(row)]);
        }
        children.erase(children.begin() + first, children.begin() + last + 1);
        number(parent);
        endRemoveRows();
        last = first;
    }
}

void RowTree::order(Node& parent, const std::vector<RowKey>& rows) {
    std::unordered_map<RowKey, std::size_t, RowKeyHash> places;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        places.emplace(rows[i], i);
    }
    const auto comesBefore = [&](const auto& a, const auto& b) {
        return places.at(a->key) < places.at(b->key);
    };
    auto& children = parent.children;
    if (std::is_sorted(children.begin(), children.end(), comesBefore)) {
        return;
    }
    const QList<QPersistentModelIndex> parents{QPersistentModelIndex(indexOfNode(parent))};
    emit layoutAboutToBeChanged(parents, VerticalSortHint);
    std::sort(children.begin(), children.end(), comesBefore);
    number(parent);
    const QModelIndexList persistent = persistentIndexList();
    for (const QModelIndex& old : persistent) {
        const Node* node = nodeOf(old);
        if (node && node->parent == &parent && node->row != old.row()) {
            changePersistentIndex(old, indexOfNode(*node, old.column()));
        }
    }
    emit layoutChanged(parents, VerticalSortHint);
}

void RowTree::insertMissing(Node& parent, const std::vector<RowKey>& rows) {
    // What is there is in order: the missing ones are where the lists differ.
    auto& children = parent.children;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (row < children.size() && children[row]->key == rows[row]) {
            continue;
        }
        std::size_t end = row + 1;
        while (end < rows.size() && !(row < children.size() && children[row]->key == rows[end])) {
            ++end;
        }
        std::vector<std::unique_ptr<Node>> fresh;
        for (std::size_t i = row; i < end; ++i) {
            fresh.push_back(newNode(parent, rows[i]));
        }
        beginInsertRows(indexOfNode(parent), static_cast<int>(row), static_cast<int>(end) - 1);
        children.insert(children.begin() + static_cast<std::ptrdiff_t>(row),
                        std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
        number(parent);
        endInsertRows();
        row = end - 1;
    }
}

void RowTree::tellChanged(const Node& node) {
    const int last = columnCount() - 1;
    if (node.parent) {
        emit dataChanged(indexOfNode(node), indexOfNode(node, last));
    }
    if (!node.children.empty()) {
        emit dataChanged(indexOfNode(*node.children.front()), indexOfNode(*node.children.back(), last));
    }
}

}  // namespace mirrorscope::ui::attacks
