// SPDX-License-Identifier: GPL-3.0-or-later
// Which attacks a decision is about.
#include "ui/attacks/attack_arrangement.h"
#include "ui/attacks/attack_feed.h"
#include "ui/attacks/attacks_model.h"

namespace mirrorscope::ui::attacks {

std::vector<traffic::AttackId> AttacksModel::matchingAttacks() const {
    std::vector<traffic::AttackId> ids;
    ids.reserve(m_arrangement->size());
    for (const auto& [id, entry] : m_feed->entries()) {
        if (m_arrangement->contains(id)) {
            ids.push_back(id);
        }
    }
    return ids;
}

bool AttacksModel::knowsAllAttacks() const {
    // What was left out leaves a tenth of the room empty.
    return !m_feed->isLoading() && m_feed->entries().size() < AttackFeed::kMaxAttacks / 10 * 9;
}

std::vector<traffic::AttackId> AttacksModel::attacksOf(const QModelIndex& index) const {
    const Node* node = index.isValid() ? nodeOf(index) : nullptr;
    if (!node) {
        return {};
    }
    std::vector<traffic::AttackId> ids;
    switch (node->key.kind) {
        case RowKind::Group:
        case RowKind::Campaign:
            for (const AttackEntry* entry : node->key.group->members) {
                ids.push_back(entry->row.attack.id);
            }
            break;
        case RowKind::Attack:
            ids.push_back(node->key.number);
            break;
        case RowKind::Hit:
        case RowKind::Request:
            ids.push_back(node->parent->key.number);
            break;
        case RowKind::More:
            break;
    }
    return ids;
}

void AttacksModel::readTriageAgain(bool isAny) {
    m_feed->readTriageAgain(isAny);
}

void AttacksModel::setSelected(const QModelIndexList& rows) {
    m_selected.clear();
    for (const QModelIndex& row : rows) {
        if (const Node* node = row.isValid() ? nodeOf(row) : nullptr) {
            m_selected.insert(node->id);
        }
    }
}

}  // namespace mirrorscope::ui::attacks
