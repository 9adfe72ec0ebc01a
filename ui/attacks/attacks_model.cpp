// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attacks_model.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "ui/attacks/attack_cell.h"
#include "ui/attacks/attack_columns.h"
#include "ui/attacks/attack_feed.h"

namespace mirrorscope::ui::attacks {
namespace {

Qt::Alignment alignmentOf(AttacksModel::Column column) {
    return Qt::AlignVCenter | (attackColumnInfo(column).rightAligned ? Qt::AlignRight : Qt::AlignLeft);
}

/// The internal id of an attack's index names its group, so that groups may change places; a group has 0.
quintptr internalIdOf(const AttackGroup& group) {
    return static_cast<quintptr>(group.type) + 1;
}

bool comesBefore(const std::unique_ptr<AttackGroup>& a, const std::unique_ptr<AttackGroup>& b) {
    return std::tuple(b->severity, a->type) < std::tuple(a->severity, b->type);
}

}  // namespace

AttacksModel::AttacksModel(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent)
    : QAbstractItemModel(parent), m_feed(std::make_unique<AttackFeed>(bridge, loader)) {
    connect(m_feed.get(), &AttackFeed::aboutToClear, this, &AttacksModel::clear);
    connect(m_feed.get(), &AttackFeed::changed, this, &AttacksModel::take);
    connect(m_feed.get(), &AttackFeed::aboutToForget, this, &AttacksModel::forget);
    connect(m_feed.get(), &AttackFeed::loadingChanged, this, &AttacksModel::loadingChanged);
    connect(m_feed.get(), &AttackFeed::sampleFound, this, &AttacksModel::sampleFound);
}

AttacksModel::~AttacksModel() = default;

QModelIndex AttacksModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return parent.isValid()
               ? createIndex(row, column, internalIdOf(*m_groups[static_cast<std::size_t>(parent.row())]))
               : createIndex(row, column, quintptr{0});
}

QModelIndex AttacksModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == 0) {
        return {};
    }
    const AttackGroup* group = groupOf(static_cast<traffic::AttackType>(child.internalId() - 1));
    return group ? indexOfGroup(*group) : QModelIndex();
}

int AttacksModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) {
        return static_cast<int>(m_groups.size());
    }
    if (parent.internalId() != 0 || parent.column() > 0) {
        return 0;
    }
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())]->rows.size());
}

int AttacksModel::columnCount(const QModelIndex&) const {
    return static_cast<int>(Column::Count);
}

QVariant AttacksModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto column = static_cast<Column>(index.column());
    const AttackGroup* group = groupAt(index);
    if (!group) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(alignmentOf(column));
    }
    if (index.internalId() == 0) {
        return attackGroupCell(*group, column, role, m_zone);
    }
    const traffic::AttackId id = group->rows[static_cast<std::size_t>(index.row())];
    const AttackEntry* entry = m_feed->find(id);
    return entry ? attackCell(entry->row, column, role, m_zone) : attackMoreCell(*group, column, role);
}

QVariant AttacksModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        return attackColumnTitle(static_cast<Column>(section));
    }
    return role == Qt::TextAlignmentRole ? QVariant::fromValue(alignmentOf(static_cast<Column>(section)))
                                         : QVariant();
}

AttackGroup* AttacksModel::groupOf(traffic::AttackType type) const {
    const auto found = std::find_if(m_groups.begin(), m_groups.end(),
                                    [type](const auto& group) { return group->type == type; });
    return found == m_groups.end() ? nullptr : found->get();
}

const AttackGroup* AttacksModel::groupAt(const QModelIndex& index) const {
    return index.internalId() == 0 ? m_groups[static_cast<std::size_t>(index.row())].get()
                                   : groupOf(static_cast<traffic::AttackType>(index.internalId() - 1));
}

QModelIndex AttacksModel::indexOfGroup(const AttackGroup& group) const {
    for (std::size_t row = 0; row < m_groups.size(); ++row) {
        if (m_groups[row].get() == &group) {
            return createIndex(static_cast<int>(row), 0, quintptr{0});
        }
    }
    return {};
}

QModelIndex AttacksModel::indexOf(traffic::AttackId id) const {
    const AttackEntry* entry = m_feed->find(id);
    const AttackGroup* group = entry ? groupOf(entry->row.attack.type) : nullptr;
    if (!group) {
        return {};
    }
    const auto found = std::find(group->rows.begin(), group->rows.end(), id);
    return found == group->rows.end()
               ? QModelIndex()
               : index(static_cast<int>(found - group->rows.begin()), 0, indexOfGroup(*group));
}

int AttacksModel::attackCount() const {
    return static_cast<int>(m_grouped.size());
}

int AttacksModel::sourceCount() const {
    std::set<traffic::SourceId> sources;
    for (const traffic::AttackId id : m_grouped) {
        if (const traffic::AttackRow* row = attack(id)) {
            sources.insert(row->attack.source);
        }
    }
    return static_cast<int>(sources.size());
}

const traffic::AttackRow* AttacksModel::attack(traffic::AttackId id) const {
    const AttackEntry* entry = m_feed->find(id);
    return entry ? &entry->row : nullptr;
}

traffic::RequestId AttacksModel::sampleOf(traffic::AttackId id) const {
    const AttackEntry* entry = m_feed->find(id);
    return entry ? entry->sample : 0;
}

bool AttacksModel::isLoading() const {
    return m_feed->isLoading();
}

void AttacksModel::findSample(traffic::AttackId id) {
    m_feed->findSample(id);
}

void AttacksModel::clear() {
    beginResetModel();
    m_pinned = 0;
    m_groups.clear();
    m_grouped.clear();
    endResetModel();
    emit countsChanged();
}

void AttacksModel::setFilter(const filter::Filter& filter) {
    if (filter == m_asked) {
        return;
    }
    m_asked = filter;
    m_filter = AttackFilter(filter);
    beginResetModel();
    m_groups.clear();
    m_grouped.clear();
    Members members;
    for (const auto& [id, entry] : m_feed->entries()) {
        if (m_filter.matches(entry.row)) {
            members[entry.row.attack.type].push_back(&entry);
            m_grouped.insert(id);
        }
    }
    for (auto& [type, entries] : members) {
        m_groups.push_back(newGroup(type, std::move(entries)));
    }
    std::sort(m_groups.begin(), m_groups.end(), comesBefore);
    endResetModel();
    emit countsChanged();
}

void AttacksModel::take(const std::vector<traffic::AttackId>& ids) {
    Members entering;
    std::set<traffic::AttackType> changed;
    for (const traffic::AttackId id : ids) {
        const AttackEntry* entry = m_feed->find(id);
        const traffic::AttackType type = entry->row.attack.type;
        const bool matches = m_filter.matches(entry->row);
        if (matches && m_grouped.insert(id).second) {
            entering[type].push_back(entry);
        } else if (!matches && m_grouped.erase(id) > 0) {
            std::erase(groupOf(type)->members, entry);
        } else if (!matches) {
            continue;
        }
        changed.insert(type);
    }
    update(changed, std::move(entering));
}

void AttacksModel::forget(const std::vector<traffic::AttackId>& ids) {
    std::set<traffic::AttackType> changed;
    std::unordered_set<const AttackEntry*> leaving;
    for (const traffic::AttackId id : ids) {
        if (m_grouped.erase(id) > 0) {
            leaving.insert(m_feed->find(id));
            changed.insert(m_feed->find(id)->row.attack.type);
        }
    }
    for (const traffic::AttackType type : changed) {
        std::erase_if(groupOf(type)->members,
                      [&](const AttackEntry* entry) { return leaving.contains(entry); });
    }
    update(changed, {});
}

void AttacksModel::update(const std::set<traffic::AttackType>& types, Members entering) {
    std::vector<std::unique_ptr<AttackGroup>> fresh;
    for (const traffic::AttackType type : types) {
        auto members = entering.find(type);
        AttackGroup* group = groupOf(type);
        if (!group && members != entering.end()) {
            fresh.push_back(newGroup(type, std::move(members->second)));
        } else if (group) {
            if (members != entering.end()) {
                group->members.insert(group->members.end(), members->second.begin(), members->second.end());
            }
            group->settle();
            updateRows(*group);
        }
    }
    removeEmptyGroups();
    orderGroups();
    for (auto& group : fresh) {
        const auto place = std::lower_bound(m_groups.begin(), m_groups.end(), group, comesBefore);
        const int row = static_cast<int>(place - m_groups.begin());
        beginInsertRows({}, row, row);
        m_groups.insert(place, std::move(group));
        endInsertRows();
    }
    emit countsChanged();
}

std::unique_ptr<AttackGroup> AttacksModel::newGroup(traffic::AttackType type,
                                                    std::vector<const AttackEntry*> members) const {
    auto group = std::make_unique<AttackGroup>();
    group->type = type;
    group->members = std::move(members);
    group->settle();
    group->rows = group->wantedRows(m_pinned);
    return group;
}

void AttacksModel::updateRows(AttackGroup& group) {
    const QModelIndex parent = indexOfGroup(group);
    const std::vector<traffic::AttackId> target = group.wantedRows(m_pinned);
    const auto isIn = [](const std::vector<traffic::AttackId>& ids, traffic::AttackId id) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    const std::size_t before = group.rows.size();
    if (target.size() > before) {
        std::vector<traffic::AttackId> grown = group.rows;
        for (auto id = target.begin(); grown.size() < target.size(); ++id) {
            if (!isIn(group.rows, *id)) {
                grown.push_back(*id);
            }
        }
        beginInsertRows(parent, static_cast<int>(before), static_cast<int>(target.size()) - 1);
        group.rows = std::move(grown);
        endInsertRows();
    } else if (target.size() < before) {
        // Those that leave go to the end first, as many as there are rows too many.
        std::vector<traffic::AttackId> order = group.rows;
        std::stable_partition(order.begin(), order.end(), [&](auto id) { return isIn(target, id); });
        orderRows(group, order);
        beginRemoveRows(parent, static_cast<int>(target.size()), static_cast<int>(before) - 1);
        group.rows.resize(target.size());
        endRemoveRows();
    }
    orderRows(group, target);
    tellChanged(group);
}

void AttacksModel::orderRows(AttackGroup& group, const std::vector<traffic::AttackId>& rows) {
    if (rows == group.rows) {
        return;
    }
    const QList<QPersistentModelIndex> parents{QPersistentModelIndex(indexOfGroup(group))};
    emit layoutAboutToBeChanged(parents);
    const quintptr internalId = internalIdOf(group);
    const QModelIndexList persistent = persistentIndexList();
    for (const QModelIndex& old : persistent) {
        if (old.internalId() == internalId) {
            const auto place =
                std::find(rows.begin(), rows.end(), group.rows[static_cast<std::size_t>(old.row())]);
            const int row = static_cast<int>(place - rows.begin());
            changePersistentIndex(
                old, place == rows.end() ? QModelIndex() : createIndex(row, old.column(), internalId));
        }
    }
    group.rows = rows;
    emit layoutChanged(parents);
}

void AttacksModel::orderGroups() {
    if (std::is_sorted(m_groups.begin(), m_groups.end(), comesBefore)) {
        return;
    }
    emit layoutAboutToBeChanged();
    std::vector<AttackGroup*> before;
    for (const auto& group : m_groups) {
        before.push_back(group.get());
    }
    std::sort(m_groups.begin(), m_groups.end(), comesBefore);
    const QModelIndexList persistent = persistentIndexList();
    for (const QModelIndex& old : persistent) {
        if (old.internalId() == 0) {
            const QModelIndex now = indexOfGroup(*before[static_cast<std::size_t>(old.row())]);
            changePersistentIndex(old, createIndex(now.row(), old.column(), quintptr{0}));
        }
    }
    emit layoutChanged();
}

void AttacksModel::removeEmptyGroups() {
    for (int row = static_cast<int>(m_groups.size()) - 1; row >= 0; --row) {
        if (m_groups[static_cast<std::size_t>(row)]->members.empty()) {
            beginRemoveRows({}, row, row);
            m_groups.erase(m_groups.begin() + row);
            endRemoveRows();
        }
    }
}

void AttacksModel::tellChanged(const AttackGroup& group) {
    const QModelIndex parent = indexOfGroup(group);
    const int lastColumn = columnCount() - 1;
    emit dataChanged(parent, parent.siblingAtColumn(lastColumn));
    if (!group.rows.empty()) {
        emit dataChanged(index(0, 0, parent), index(rowCount(parent) - 1, lastColumn, parent));
    }
}

void AttacksModel::setPinned(traffic::AttackId id) {
    const AttackEntry* before = m_feed->find(std::exchange(m_pinned, id));
    const AttackEntry* now = m_feed->find(id);
    for (const AttackEntry* entry : {before, now}) {
        AttackGroup* group = entry ? groupOf(entry->row.attack.type) : nullptr;
        if (group) {
            updateRows(*group);
        }
    }
}

void AttacksModel::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    for (const auto& group : m_groups) {
        tellChanged(*group);
    }
}

void AttacksModel::showMore(const QModelIndex& index, bool everything) {
    AttackGroup* group = index.isValid() ? groupOf(groupAt(index)->type) : nullptr;
    if (group) {
        group->wanted = everything ? group->members.size() : group->wanted + AttackGroup::kShownMore;
        updateRows(*group);
    }
}

}  // namespace mirrorscope::ui::attacks
