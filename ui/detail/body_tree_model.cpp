// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/body_tree_model.h"

#include <QColor>
#include <QFont>

#include "ui/detail/node_words.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::detail {

using bodies::NodeId;
using bodies::NodeType;

void BodyTreeModel::show(SharedTree tree, SharedNodeSecrets hidden) {
    beginResetModel();
    m_tree = std::move(tree);
    m_hidden = std::move(hidden);
    endResetModel();
}

bool BodyTreeModel::isFolded(NodeId node) const {
    const bodies::BodyNode& one = m_tree->node(node);
    if ((one.type != NodeType::Object && one.type != NodeType::Array) || one.childCount == 0) {
        return false;
    }
    const bodies::BodyNode& above = m_tree->node(one.parent);
    const bool isWhole = above.type == NodeType::Document || above.type == NodeType::NestedJson ||
                         above.type == NodeType::NestedBase64 || above.type == NodeType::TokenHeader ||
                         above.type == NodeType::TokenPayload;
    return isWhole && above.childCount == 1;
}

NodeId BodyTreeModel::holder(NodeId node) const {
    const bool isAlone = m_tree->node(node).childCount == 1;
    return isAlone && isFolded(m_tree->child(node, 0)) ? m_tree->child(node, 0) : node;
}

NodeId BodyTreeModel::nodeAt(const QModelIndex& index) const {
    return index.isValid() ? static_cast<NodeId>(index.internalId()) : bodies::kRoot;
}

QModelIndex BodyTreeModel::indexOf(NodeId node, int column) const {
    if (m_tree && node != bodies::kRoot && isFolded(node)) {
        node = m_tree->node(node).parent;
    }
    return !m_tree || node == bodies::kRoot
               ? QModelIndex()
               : createIndex(static_cast<int>(m_tree->node(node).row), column, quintptr{node});
}

QModelIndex BodyTreeModel::index(int row, int column, const QModelIndex& parent) const {
    return hasIndex(row, column, parent)
               ? createIndex(row, column,
                             quintptr{m_tree->child(holder(nodeAt(parent)), static_cast<std::uint32_t>(row))})
               : QModelIndex();
}

QModelIndex BodyTreeModel::parent(const QModelIndex& index) const {
    return index.isValid() ? indexOf(m_tree->node(nodeAt(index)).parent) : QModelIndex();
}

int BodyTreeModel::rowCount(const QModelIndex& parent) const {
    return !m_tree || parent.column() > 0 ? 0
                                          : static_cast<int>(m_tree->node(holder(nodeAt(parent))).childCount);
}

int BodyTreeModel::columnCount(const QModelIndex&) const {
    return ColumnCount;
}

bool BodyTreeModel::isHidden(NodeId node, int column) const {
    if (column == Name) {
        return hidesName(m_hidden.get(), *m_tree, node);
    }
    const bool isOwnWord = isSummary(*m_tree, node) && !m_tree->node(node).has(bodies::NodeMark::Undecoded);
    return column == Value && !isOwnWord && hidesValue(m_hidden.get(), *m_tree, node);
}

QString BodyTreeModel::text(NodeId node, int column) const {
    if (isHidden(node, column)) {
        return privacy::dots();
    }
    return column == Name    ? nameText(*m_tree, node)
           : column == Value ? valueText(*m_tree, node)
                             : typeText(*m_tree, node);
}

bool BodyTreeModel::isWeak(NodeId node, int column) const {
    return column == Type || (column == Name && hasOwnName(*m_tree, node)) ||
           (column == Value && isSummary(*m_tree, node));
}

QVariant BodyTreeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const NodeId node = nodeAt(index);
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return text(node, index.column());
        case Qt::ToolTipRole:
            return text::plainToolTip(text(node, index.column()));
        case Qt::FontRole:
            return isWeak(node, index.column()) ? QVariant() : QVariant(theme::font(theme::TextStyle::Mono));
        case Qt::ForegroundRole:
            return isWeak(node, index.column()) ? QVariant(theme::color(theme::Role::Text2)) : QVariant();
        default:
            return {};
    }
}

QVariant BodyTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Name ? tr("Name") : section == Value ? tr("Value") : tr("Type");
}

}  // namespace mirrorscope::ui::detail
