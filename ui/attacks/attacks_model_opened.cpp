// SPDX-License-Identifier: GPL-3.0-or-later
// What stands below opened attacks.
#include <algorithm>

#include "ui/attacks/attack_details.h"
#include "ui/attacks/attacks_model.h"

namespace mirrorscope::ui::attacks {

AttackDetails* AttacksModel::detailsOf(const Node& node) const {
    const auto found = m_details.find(node.id);
    return found == m_details.end() ? nullptr : found->second.get();
}

void AttacksModel::rowGone(quintptr id) {
    m_details.erase(id);
}

void AttacksModel::setOpen(const QModelIndex& index, bool isOpen) {
    Node* node = index.isValid() ? nodeOf(index) : nullptr;
    const traffic::AttackRow* row =
        node && node->key.kind == RowKind::Attack ? attack(node->key.number) : nullptr;
    if (!row || isOpen == (detailsOf(*node) != nullptr)) {
        return;
    }
    if (!isOpen) {
        setRows(*node, {});
        m_details.erase(node->id);
        return;
    }
    auto details = std::make_unique<AttackDetails>(m_loader, node->key.number, row->attack.requests);
    connect(details.get(), &AttackDetails::changed, this, [this, id = node->id] {
        if (Node* opened = nodeWith(id)) {
            emit aboutToArrange();
            arrangeDetails(*opened);
            emit arranged();
        }
    });
    setRows(*node, details->rows());
    m_details.emplace(node->id, std::move(details));
}

void AttacksModel::arrangeDetails(Node& node) {
    const std::vector<RowKey> rows = detailsOf(node)->rows();
    // Placeholders become, in their order, the older requests that they stood for.
    std::unordered_set<RowKey, RowKeyHash> present;
    const RowKey* oldest = nullptr;
    for (const auto& child : node.children) {
        present.insert(child->key);
        if (child->key.kind == RowKind::Request && child->key.number > 0) {
            oldest = &child->key;
        }
    }
    auto row = rows.begin();
    for (const auto& child : node.children) {
        if (child->key.kind != RowKind::Request || child->key.number > 0) {
            continue;
        }
        row = std::find_if(row, rows.end(), [&](const RowKey& key) {
            return key.kind == RowKind::Request && key.number > 0 && !present.contains(key) &&
                   (!oldest || key.number < oldest->number);
        });
        if (row == rows.end()) {
            break;
        }
        rename(*child, *row);
        ++row;
    }
    setRows(node, rows);
    tellChanged(node);
}

void AttacksModel::growDetails(const std::vector<traffic::AttackId>& ids) {
    if (m_details.empty()) {
        return;
    }
    const std::unordered_set<traffic::AttackId> grown(ids.begin(), ids.end());
    for (const auto& [id, details] : m_details) {
        const Node* node = nodeWith(id);
        const traffic::AttackRow* row =
            node && grown.contains(node->key.number) ? attack(node->key.number) : nullptr;
        if (row) {
            details->growTo(row->attack.requests);
        }
    }
}

}  // namespace mirrorscope::ui::attacks
