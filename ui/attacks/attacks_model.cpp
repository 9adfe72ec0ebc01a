// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attacks_model.h"

#include <algorithm>
#include <set>
#include <utility>

#include "ui/attacks/attack_arrangement.h"
#include "ui/attacks/attack_cell.h"
#include "ui/attacks/attack_columns.h"
#include "ui/attacks/attack_details.h"
#include "ui/attacks/attack_feed.h"
#include "ui/attacks/detail_cell.h"
#include "ui/attacks/group_cell.h"
#include "ui/filter/time_range.h"

namespace mirrorscope::ui::attacks {
namespace {

Qt::Alignment alignmentOf(AttacksModel::Column column) {
    return Qt::AlignVCenter | (attackColumnInfo(column).rightAligned ? Qt::AlignRight : Qt::AlignLeft);
}

}  // namespace

AttacksModel::AttacksModel(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent)
    : RowTree(parent),
      m_loader(loader),
      m_feed(std::make_unique<AttackFeed>(bridge, loader)),
      m_arrangement(std::make_unique<AttackArrangement>()) {
    connect(m_feed.get(), &AttackFeed::aboutToClear, this, &AttacksModel::clear);
    connect(m_feed.get(), &AttackFeed::changed, this, &AttacksModel::take);
    connect(m_feed.get(), &AttackFeed::aboutToForget, this, &AttacksModel::forget);
    connect(m_feed.get(), &AttackFeed::loadingChanged, this, &AttacksModel::loadingChanged);
    connect(m_feed.get(), &AttackFeed::sampleFound, this, &AttacksModel::sampleFound);
    root().key.group = &m_arrangement->everything();
}

AttacksModel::~AttacksModel() = default;

int AttacksModel::columnCount(const QModelIndex&) const {
    return static_cast<int>(Column::Count);
}

bool AttacksModel::hasChildren(const QModelIndex& parent) const {
    const Node* node = parent.column() > 0 ? nullptr : nodeOf(parent);
    return node && (!node->children.empty() || (node->parent && node->key.kind == RowKind::Attack));
}

QVariant AttacksModel::data(const QModelIndex& index, int role) const {
    const Node* node = index.isValid() ? nodeOf(index) : nullptr;
    const auto column = static_cast<Column>(index.column());
    if (!node) {
        return {};
    }
    return role == Qt::TextAlignmentRole ? QVariant::fromValue(alignmentOf(column))
                                         : rowData(*node, column, role);
}

QVariant AttacksModel::rowData(const Node& node, Column column, int role) const {
    const bool isDetail = node.key.kind == RowKind::Hit || node.key.kind == RowKind::Request;
    const AttackDetails* details = isDetail ? detailsOf(*node.parent) : nullptr;
    if (role == AttackIdRole) {
        return node.key.kind == RowKind::Attack ? qint64{node.key.number}
               : isDetail                       ? qint64{node.parent->key.number}
                                                : qint64{0};
    }
    switch (node.key.kind) {
        case RowKind::Group:
        case RowKind::Campaign:
            return groupCell(*node.key.group, column, role, m_zone);
        case RowKind::Attack: {
            const traffic::AttackRow* row = attack(node.key.number);
            return row ? attackCell(*row, column, role, m_zone) : QVariant();
        }
        case RowKind::Hit: {
            const AttackHit* hit = details ? details->hit(node.key.number) : nullptr;
            return hit ? hitCell(*hit, column, role) : QVariant();
        }
        case RowKind::Request:
            return requestCell(details ? details->request(node.key.number) : nullptr, column, role, m_zone);
        case RowKind::More:
            return moreData(node, column, role);
    }
    return {};
}

QVariant AttacksModel::moreData(const Node& node, Column column, int role) const {
    if (const AttackDetails* details = detailsOf(*node.parent)) {
        return moreCell(
            node.key.number == RowKey::kMoreHits ? moreHitsText(*details) : moreRequestsText(*details),
            column, role);
    }
    const AttackGroup* group = node.parent->key.group;
    const auto isPart = [group](const auto& child) {
        return child->key.kind != RowKind::More &&
               (!child->key.group || child->key.group->kind != AttackGroup::Kind::Campaigns);
    };
    const auto shown = static_cast<std::size_t>(
        std::count_if(node.parent->children.begin(), node.parent->children.end(), isPart));
    return group ? moreCell(moreText(group->parts() - std::min(group->parts(), shown)), column, role)
                 : QVariant();
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

const AttacksModel::Node* AttacksModel::find(const Node& node, traffic::AttackId id) const {
    const Node* inCampaign = nullptr;
    for (const auto& child : node.children) {
        if (child->key.kind == RowKind::Attack && child->key.number == id) {
            return child.get();
        }
        const Node* inner = child->key.group ? find(*child, id) : nullptr;
        if (inner && child->key.group->kind != AttackGroup::Kind::Campaigns) {
            return inner;
        }
        inCampaign = inner ? inner : inCampaign;
    }
    return inCampaign;
}

QModelIndex AttacksModel::indexOf(traffic::AttackId id) const {
    const Node* node = find(root(), id);
    return node ? indexOfNode(*node) : QModelIndex();
}

int AttacksModel::attackCount() const {
    return static_cast<int>(m_arrangement->size());
}

int AttacksModel::sourceCount() const {
    std::set<traffic::SourceId> sources;
    for (const auto& [id, entry] : m_feed->entries()) {
        if (m_arrangement->contains(id)) {
            sources.insert(entry.row.attack.source);
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
    clearRows();
    m_arrangement->clear();
    endResetModel();
    emit countsChanged();
}

Grouping AttacksModel::grouping() const {
    return m_arrangement->grouping();
}

void AttacksModel::setGrouping(const Grouping& grouping) {
    if (grouping.normalized() != m_arrangement->grouping()) {
        rebuild(grouping);
    }
}

void AttacksModel::setFilter(const filter::Filter& filter) {
    if (filter == m_asked) {
        return;
    }
    const bool slid = filter::hasOnlySlid(m_asked, filter);
    m_asked = filter;
    m_filter = AttackFilter(filter);
    if (slid) {
        dropPassed();
    } else {
        rebuild(m_arrangement->grouping());
    }
}

void AttacksModel::dropPassed() {
    std::vector<traffic::AttackId> passed;
    for (const auto& [id, entry] : m_feed->entries()) {
        if (m_arrangement->contains(id) && !m_filter.matches(entry.row)) {
            passed.push_back(id);
        }
    }
    take(passed);
}

void AttacksModel::rebuild(const Grouping& grouping) {
    beginResetModel();
    const Node* pinned = nodeWith(m_pinned);
    m_wanted = pinned ? rowData(*pinned, Column::Title, AttackIdRole).toLongLong() : 0;
    clearRows();
    m_arrangement->setGrouping(grouping);
    for (const auto& [id, entry] : m_feed->entries()) {
        if (m_filter.matches(entry.row)) {
            m_arrangement->put(entry);
        }
    }
    m_arrangement->settle();
    fillRows();
    m_wanted = 0;
    endResetModel();
    emit countsChanged();
}

void AttacksModel::take(const std::vector<traffic::AttackId>& ids) {
    bool isChanged = false;
    for (const traffic::AttackId id : ids) {
        const AttackEntry* entry = m_feed->find(id);
        if (m_filter.matches(entry->row)) {
            m_arrangement->put(*entry);
            isChanged = true;
        } else if (m_arrangement->contains(id)) {
            m_arrangement->take(*entry);
            isChanged = true;
        }
    }
    if (isChanged) {
        arrange(Tell::RowsAndNumbers);
        growDetails(ids);
        emit countsChanged();
    }
}

void AttacksModel::forget(const std::vector<traffic::AttackId>& ids) {
    for (const traffic::AttackId id : ids) {
        m_arrangement->take(*m_feed->find(id));
    }
    arrange(Tell::RowsAndNumbers);
    emit countsChanged();
}

std::vector<RowKey> AttacksModel::firstRows(const RowKey& key) const {
    if (!key.group) {
        return {};
    }
    std::vector<RowKey> kept;
    if (m_wanted != 0) {
        kept.push_back({RowKind::Attack, m_wanted, nullptr});
        for (AttackGroup* inner : key.group->order) {
            if (inner->holds(m_wanted)) {
                kept.push_back({RowKind::Group, 0, inner});
            }
        }
    }
    return key.group == &m_arrangement->everything() ? m_arrangement->topRows(kept)
                                                     : key.group->wantedRows(kept);
}

std::unordered_set<quintptr> AttacksModel::keptNodes() const {
    std::unordered_set<quintptr> kept;
    const auto keep = [&](quintptr id) {
        for (const Node* node = nodeWith(id); node; node = node->parent) {
            kept.insert(node->id);
        }
    };
    keep(m_pinned);
    for (const quintptr id : m_selected) {
        keep(id);
    }
    for (const auto& [id, details] : m_details) {
        keep(id);
    }
    return kept;
}

void AttacksModel::arrange(Tell tell) {
    emit aboutToArrange();
    m_arrangement->settle();
    arrange(root(), tell, keptNodes());
    m_arrangement->dropEmpty();
    emit arranged();
}

void AttacksModel::arrange(Node& node, Tell tell, const std::unordered_set<quintptr>& kept) {
    std::vector<RowKey> keptRows;
    for (const auto& child : node.children) {
        if (kept.contains(child->id)) {
            keptRows.push_back(child->key);
        }
    }
    const AttackGroup& group = *node.key.group;
    setRows(node, node.parent ? group.wantedRows(keptRows) : m_arrangement->topRows(keptRows));
    if (tell == Tell::RowsAndNumbers) {
        tellChanged(node);
    }
    for (const auto& child : node.children) {
        if (child->key.group) {
            arrange(*child, tell, kept);
        }
    }
}

void AttacksModel::setPinned(const QModelIndex& index) {
    const Node* node = index.isValid() ? nodeOf(index) : nullptr;
    const quintptr before = std::exchange(m_pinned, node ? node->id : 0);
    if (before != m_pinned && nodeWith(before)) {
        arrange(Tell::Rows);
    }
}

void AttacksModel::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    tellAllChanged(root());
}

void AttacksModel::tellAllChanged(const Node& node) {
    tellChanged(node);
    for (const auto& child : node.children) {
        if (!child->children.empty()) {
            tellAllChanged(*child);
        }
    }
}

void AttacksModel::showMore(const QModelIndex& index, bool everything) {
    const Node* node = index.isValid() ? nodeOf(index) : nullptr;
    if (!node) {
        return;
    }
    AttackDetails* details = detailsOf(node->key.group ? *node : *node->parent);
    if (details && node->key == RowKey{RowKind::More, RowKey::kMoreHits, nullptr}) {
        details->showMoreHits();
    } else if (details) {
        details->showMoreRequests();
    } else if (AttackGroup* group = node->key.group ? node->key.group : node->parent->key.group) {
        for (const Node* outer = node; outer; outer = outer->parent) {
            if (outer->key.group) {
                outer->key.group->isChanged = true;
            }
        }
        group->wanted =
            everything ? std::max(group->wanted, group->parts()) : group->wanted + AttackGroup::kShownMore;
        arrange(Tell::RowsAndNumbers);
    }
}

}  // namespace mirrorscope::ui::attacks
