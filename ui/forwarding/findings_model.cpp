// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/findings_model.h"

#include <QColor>
#include <QIcon>
#include <algorithm>
#include <chrono>
#include <utility>

#include "ui/hops/finding_words.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/swatch_icon.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::forwarding {
namespace {

using traffic::Finding;

/// What a title says in the order of the table at first.
bool isWorse(const Finding& a, const Finding& b) {
    if (a.isOpen() != b.isOpen()) {
        return a.isOpen();
    }
    if (a.severity != b.severity) {
        return a.severity > b.severity;
    }
    return a.count != b.count ? a.count > b.count : a.id < b.id;
}

}  // namespace

void FindingsModel::setSnapshot(const SharedSnapshot& snapshot) {
    m_snapshot = snapshot;
    apply();
}

void FindingsModel::setChoice(const FindingChoice& choice) {
    if (choice != m_choice) {
        m_choice = choice;
        apply();
    }
}

void FindingsModel::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    if (!m_rows.empty()) {
        emit dataChanged(index(0, FirstSeen), index(rowCount() - 1, LastSeen));
    }
}

QString FindingsModel::sourceText(traffic::SourceId id) const {
    const traffic::Source* source = m_snapshot->source(id);
    return source != nullptr ? text::shownText(source->name) : text::unknownText();
}

bool FindingsModel::isOfSource(const Finding& finding) const {
    const traffic::Source* source = m_snapshot->source(finding.source);
    return !m_choice.source || (source != nullptr && source->name == *m_choice.source);
}

bool FindingsModel::isChosen(const Finding& finding) const {
    if (!m_choice.closedToo && !finding.isOpen()) {
        return false;
    }
    if (!isOfSource(finding) || (!m_choice.mutedToo && m_snapshot->mute(finding) != nullptr)) {
        return false;
    }
    return m_choice.words.isEmpty() ||
           QString(hops::findingTitle(finding) + u'\n' + text::shownText(finding.code) + u'\n' +
                   sourceText(finding.source))
               .contains(m_choice.words, Qt::CaseInsensitive);
}

std::vector<Finding> FindingsModel::chosenBySource() const {
    Rows rows;
    std::ranges::copy_if(m_snapshot->findings, std::back_inserter(rows), [this](const Finding& finding) {
        return isOfSource(finding) && m_snapshot->mute(finding) == nullptr;
    });
    return rows;
}

int FindingsModel::mutedCount() const {
    return static_cast<int>(std::ranges::count_if(m_snapshot->findings, [this](const Finding& finding) {
        return isOfSource(finding) && (m_choice.closedToo || finding.isOpen()) &&
               m_snapshot->mute(finding) != nullptr;
    }));
}

bool FindingsModel::isBefore(const Finding& a, const Finding& b) const {
    if (m_sortColumn < 0) {
        return isWorse(a, b);
    }
    const auto less = [this](const Finding& one, const Finding& other) {
        switch (m_sortColumn) {
            case Severity:
                return one.severity < other.severity;
            case Requests:
                return one.count < other.count;
            case FirstSeen:
                return one.openedAt < other.openedAt;
            case LastSeen:
                return one.lastSeen < other.lastSeen;
            default:
                return QString::localeAwareCompare(cellText(one, m_sortColumn),
                                                   cellText(other, m_sortColumn)) < 0;
        }
    };
    const bool isAscending = m_sortOrder == Qt::AscendingOrder;
    if (less(a, b) || less(b, a)) {
        return isAscending ? less(a, b) : less(b, a);
    }
    return isWorse(a, b);
}

FindingsModel::Rows FindingsModel::wanted() const {
    Rows rows;
    std::ranges::copy_if(m_snapshot->findings, std::back_inserter(rows),
                         [this](const Finding& finding) { return isChosen(finding); });
    std::ranges::sort(rows, [this](const Finding& a, const Finding& b) { return isBefore(a, b); });
    return rows;
}

/// What went leaves, what is new comes, then all stand in their order: selections follow.
void FindingsModel::apply() {
    Rows rows = wanted();
    const auto isIn = [](const Rows& all, traffic::FindingId id) {
        return std::ranges::find(all, id, &Finding::id) != all.end();
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!isIn(rows, m_rows[static_cast<std::size_t>(row)].id)) {
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        }
    }
    Rows fresh;
    std::ranges::copy_if(rows, std::back_inserter(fresh),
                         [&](const Finding& one) { return !isIn(m_rows, one.id); });
    if (!fresh.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(fresh.size()) - 1);
        m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
        endInsertRows();
    }
    reorder(std::move(rows));
    if (!m_rows.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void FindingsModel::reorder(Rows rows) {
    if (std::ranges::equal(rows, m_rows, {}, &Finding::id, &Finding::id)) {
        m_rows = std::move(rows);
        return;
    }
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex& old : before) {
        const auto id = m_rows[static_cast<std::size_t>(old.row())].id;
        const auto place = std::ranges::find(rows, id, &Finding::id) - rows.begin();
        after += index(static_cast<int>(place), old.column());
    }
    m_rows = std::move(rows);
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

const Finding* FindingsModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

int FindingsModel::rowOf(traffic::FindingId id) const {
    const auto found = std::ranges::find(m_rows, id, &Finding::id);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FindingsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString FindingsModel::timeText(base::WallTime time) const {
    return text::timeText(time, m_zone, base::wallNow());
}

QString FindingsModel::cellText(const Finding& finding, int column) const {
    switch (column) {
        case Severity:
            return m_snapshot->mute(finding) != nullptr ? tr("Muted")
                   : finding.isOpen()                   ? hops::severityWord(finding.severity)
                                                        : tr("Closed");
        case Title:
            return hops::findingTitle(finding);
        case SourceName:
            return sourceText(finding.source);
        case Requests:
            return text::countText(finding.count);
        case FirstSeen:
            return timeText(finding.openedAt);
        case LastSeen:
            return timeText(finding.lastSeen);
        case Code:
            return text::shownText(finding.code);
        default:
            return {};
    }
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Finding& finding = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case FindingIdRole:
            return static_cast<qint64>(finding.id);
        case Qt::DisplayRole:
            return cellText(finding, index.column());
        case Qt::AccessibleTextRole:
            return index.column() == Severity && !finding.isOpen()
                       ? tr("Closed, was %1").arg(hops::severityWord(finding.severity))
                       : cellText(finding, index.column());
        case Qt::ToolTipRole:
            return text::plainToolTip(index.column() == Title ? privacy::shownValue(finding.seen, {})
                                                              : cellText(finding, index.column()));
        case Qt::DecorationRole:
            if (index.column() == Severity) {
                return finding.isOpen() ? theme::icon(hops::severityIcon(finding.severity),
                                                      hops::severityRole(finding.severity))
                                        : theme::icon(theme::Icon::Ok, theme::Role::Ok);
            }
            return index.column() == SourceName
                       ? QVariant(theme::swatchIcon(theme::SourceLooks::instance().look(finding.source)))
                       : QVariant();
        case Qt::ForegroundRole:
            if (!finding.isOpen()) {
                return theme::color(theme::Role::Text2);
            }
            return index.column() == Severity ? QVariant(theme::color(hops::severityRole(finding.severity)))
                                              : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment(
                Qt::AlignVCenter | (index.column() == Requests ? Qt::AlignRight : Qt::AlignLeft)));
        default:
            return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::TextAlignmentRole)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (section == Requests ? Qt::AlignRight : Qt::AlignLeft)));
    }
    switch (section) {
        case Severity:
            return tr("Severity");
        case Title:
            return tr("Finding");
        case SourceName:
            return tr("Source");
        case Requests:
            return tr("Requests");
        case FirstSeen:
            return tr("First seen");
        case LastSeen:
            return tr("Last seen");
        case Code:
            return tr("Code");
        default:
            return {};
    }
}

void FindingsModel::sort(int column, Qt::SortOrder order) {
    m_sortColumn = column;
    m_sortOrder = order;
    reorder(wanted());
}

}  // namespace mirrorscope::ui::forwarding
