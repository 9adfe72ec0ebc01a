// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/requests_model.h"

#include <algorithm>
#include <limits>
#include <map>

#include "ui/filter/time_range.h"
#include "ui/known/known_labels.h"
#include "ui/live/live_bridge.h"
#include "ui/live/paced_changes.h"
#include "ui/live/page_loader.h"
#include "ui/requests/colour_judge.h"
#include "ui/requests/header_columns.h"
#include "ui/requests/mark_column.h"
#include "ui/requests/request_cell.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/request_pages.h"
#include "ui/requests/request_search.h"
#include "ui/requests/sorted_rows.h"
#include "ui/text/number_text.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::requests {

QString RequestsModel::dots() {
    return QString(7, QChar(0x00b7));
}

RequestsModel::RequestsModel(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent)
    : QAbstractTableModel(parent),
      m_bridge(bridge),
      m_loader(loader),
      m_paced(new live::PacedChanges(bridge, this)),
      m_pages(std::make_unique<RequestPages>(loader)),
      m_told(std::make_unique<ToldLast>()),
      m_headers(std::make_unique<HeaderColumns>(loader)),
      m_marks(std::make_unique<MarkColumn>(loader)),
      m_colours(std::make_unique<ColourJudge>()),
      m_known(std::make_unique<known::KnownLabels>(loader)) {
    connect(m_known.get(), &known::KnownLabels::loaded, this, &RequestsModel::onKnownLoaded);
    connect(m_headers.get(), &HeaderColumns::loaded, this, &RequestsModel::onHeadersLoaded);
    connect(m_marks.get(), &MarkColumn::loaded, this, &RequestsModel::onMarksLoaded);
    connect(m_pages.get(), &RequestPages::loaded, this, &RequestsModel::onPageLoaded);
    connect(m_paced, &live::PacedChanges::changed, this, &RequestsModel::applyLive);
    connect(&bridge, &live::LiveBridge::statusChanged, this, &RequestsModel::applyStatus);
    connect(&bridge, &live::LiveBridge::missed, this, &RequestsModel::readAgain);
    const auto forget = [this] { applyStatus({}); };  // the next status begins anew
    connect(&bridge, &live::LiveBridge::rewritten, this, forget);
    applyStatus(bridge.status());
}

RequestsModel::~RequestsModel() = default;

int RequestsModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid()) {
        return 0;
    }
    if (m_sorted) {
        return m_sorted->count();
    }
    return m_search ? m_search->count() : static_cast<int>(m_last);
}

int RequestsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kRequestColumns + m_headers->count();
}

traffic::RequestId RequestsModel::idAt(int row) const {
    if (row < 0 || row >= rowCount()) {
        return 0;
    }
    if (m_sorted) {
        return m_sorted->idAt(row);
    }
    return m_search ? m_search->at(row)->id : traffic::RequestId{row} + 1;
}

int RequestsModel::rowOf(traffic::RequestId id) const {
    if (m_sorted || m_search) {
        return m_sorted ? m_sorted->indexOf(id) : m_search->indexOf(id);
    }
    return id >= 1 && id <= m_last ? static_cast<int>(id - 1) : -1;
}

std::shared_ptr<const traffic::RequestRow> RequestsModel::rowAt(int row) const {
    if (row < 0 || row >= rowCount()) {
        return nullptr;
    }
    if (m_sorted) {
        return m_sorted->at(row);
    }
    return m_search ? m_search->at(row) : m_pages->row(idAt(row));
}

bool RequestsModel::isGone(int row) const {
    return m_sorted ? m_sorted->isGone(row) : m_pages->isGone(idAt(row));
}

QVariant RequestsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::BackgroundRole) {
        return tint(index.row());
    }
    if (index.column() >= kRequestColumns) {
        return headerCell(index, role);
    }
    const auto column = static_cast<RequestColumn>(index.column());
    const traffic::RequestId id = idAt(index.row());
    if (column == RequestColumn::Mark) {
        return role == RequestIdRole ? QVariant(qint64{id}) : markCell(m_marks->mark(id), role);
    }
    if (column == RequestColumn::Rule) {
        return ruleCell(index.row(), role);
    }
    if (column == RequestColumn::Known) {
        return knownCell(index.row(), role);
    }
    const SharedRow row = rowAt(index.row());
    switch (role) {
        case RequestIdRole:
            return qint64{id};
        case LoadedRole:
            return row != nullptr || column == RequestColumn::Id || isGone(index.row());
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment(
                Qt::AlignVCenter |
                (requestColumnInfo(index.column()).rightAligned ? Qt::AlignRight : Qt::AlignLeft)));
        default:
            break;
    }
    if (column == RequestColumn::Id && !row) {
        const bool isText = role == Qt::DisplayRole || role == CopyRole || role == Qt::AccessibleTextRole;
        return isText ? QVariant(text::countText(static_cast<std::uint64_t>(id))) : QVariant();
    }
    if (!row) {
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
            return isGone(index.row()) ? tr("removed") : role == Qt::DisplayRole ? dots() : tr("loading");
        }
        if (role == Qt::ForegroundRole) {
            return theme::color(isGone(index.row()) ? theme::Role::Text2 : theme::Role::Line);
        }
        return role == WeakRole ? QVariant(true) : QVariant();
    }
    const bool isText = role == Qt::DisplayRole || role == CopyRole || role == Qt::AccessibleTextRole;
    if (column == RequestColumn::Time && isText) {
        if (const auto relative = relativeTime(index.row(), row->time)) {
            return *relative;
        }
    }
    if (column == RequestColumn::Id && (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)) {
        return idNote(index.row(), role);
    }
    const QVariant plain = requestCell(*row, column, role, zoneOf(m_timeMode, m_zone));
    return column == RequestColumn::Client ? clientNote(*row, role, plain) : plain;
}

void RequestsModel::setFilter(const filter::Filter& filter) {
    if (filter == m_filter) {
        return;
    }
    const bool slid = m_search && !m_sorting && filter::hasOnlySlid(m_filter, filter);
    m_filter = filter;
    if (slid) {
        m_search->slide(filter);
    } else {
        sortAnew();
    }
}

void RequestsModel::restartSearch() {
    beginResetModel();
    m_search.reset();
    m_sorted.reset();
    if (!m_filter.isEmpty()) {
        m_search = std::make_unique<RequestSearch>(m_loader, m_filter, m_last);
        m_search->setToldLast(*m_told);
        connectSearch();
    }
    endResetModel();
    emit headerDataChanged(Qt::Horizontal, 0, 0);
    if (m_search) {
        m_search->start();
    } else {
        emit searchStateChanged(searchState());
    }
}

void RequestsModel::connectSearch() {
    RequestSearch* search = m_search.get();
    connect(search, &RequestSearch::aboutToInsert, this,
            [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(search, &RequestSearch::inserted, this, [this] { endInsertRows(); });
    connect(search, &RequestSearch::aboutToRemove, this,
            [this](int first, int last) { beginRemoveRows({}, first, last); });
    connect(search, &RequestSearch::removed, this, [this] { endRemoveRows(); });
    connect(search, &RequestSearch::changed, this, &RequestsModel::tellChanged);
    connect(search, &RequestSearch::stateChanged, this, &RequestsModel::searchStateChanged);
    connect(search, &RequestSearch::arrived, this, &RequestsModel::newRows);
}

SearchState RequestsModel::searchState() const {
    return m_search ? m_search->state() : SearchState{};
}

void RequestsModel::cancelSearch() {
    if (m_search) {
        m_search->cancel();
    }
}

void RequestsModel::continueSearch() {
    if (m_search) {
        m_search->start();
    }
}

bool RequestsModel::isSettled() const {
    return !m_sorting && (!m_search || m_search->isSettled());
}

void RequestsModel::setVisibleRows(int first, int last) {
    if (first < 0 || last < first) {
        return;
    }
    m_visibleFirst = first;
    m_visibleLast = last;
    if (m_sorted) {
        m_sorted->want(first, last);
    } else if (!m_search) {
        m_pages->want(idAt(first), idAt(std::min(last, rowCount() - 1)));
    }
    wantColumns();
}

void RequestsModel::applyStatus(const api::ServiceStatus& status) {
    if (m_last == 0 && !m_bridge.isPaused()) {
        growTo(status.lastRequest);
    }
    if (status.session != m_session) {
        beginResetModel();
        m_session = status.session;
        m_last = 0;
        *m_told = {};
        forgetReference();
        m_search.reset();
        m_sorted.reset();
        m_sorting.reset();
        m_failedSort = {};
        m_pages->setEnd(0);
        m_pages->clear();
        m_headers->want({});
        m_headers->clear();
        m_marks->want({});
        m_marks->clear();
        m_known->want({});
        m_known->clear();
        m_last = std::min<traffic::RequestId>(status.lastRequest, std::numeric_limits<int>::max());
        m_pages->setEnd(m_last);
        endResetModel();
        emit sortStateChanged();
        if (!m_filter.isEmpty()) {
            restartSearch();
        }
    }
}

void RequestsModel::applyLive(const live::LiveChanges& changes) {
    for (const SharedRow& row : changes.arrived) {
        m_pages->put(row);
    }
    if (!changes.arrived.empty()) {
        // What the feed missed the status may not have counted yet.
        recheck(m_last + 1, changes.arrived.front()->id - 1);
    }
    const int added = changes.arrived.empty() ? 0 : growTo(changes.arrived.back()->id);

    noteTold(changes);
    std::map<traffic::RequestId, SharedRow> changed;
    const auto note = [&](const auto& change) {
        const traffic::RequestId id = requestOf(change);
        if (SharedRow row = m_pages->patch(change)) {
            changed[id] = std::move(row);
        } else {
            for (RequestSearch* search : searches()) {
                search->recheck(id);
            }
        }
        if (m_sorted) {
            m_sorted->patch(change);
        }
    };
    for (const auto& change : changes.attributed) {
        note(*change);
    }
    for (const auto& change : changes.judged) {
        note(*change);
    }
    if (!m_filter.isEmpty()) {
        for (const SharedRow& row : changes.arrived) {
            changed.try_emplace(row->id, row);
        }
        std::vector<SharedRow> rows;
        rows.reserve(changed.size());
        for (auto& [id, row] : changed) {
            rows.push_back(std::move(row));
        }
        for (RequestSearch* search : searches()) {
            search->offer(rows);
        }
        return;
    }
    if (!changed.empty() && !m_sorted) {
        tellChanged(rowOf(changed.begin()->first), rowOf(changed.rbegin()->first));
    }
    tellNew(added);
}

void RequestsModel::recheck(traffic::RequestId first, traffic::RequestId last) {
    for (RequestSearch* search : searches()) {
        for (traffic::RequestId id = first; id <= last; ++id) {
            search->recheck(id);
        }
    }
}

void RequestsModel::noteTold(const live::LiveChanges& changes) {
    if (!changes.attributed.empty()) {
        m_told->attributed = changes.attributed.back()->context.requestId;
    }
    if (!changes.judged.empty()) {
        m_told->judged = changes.judged.back()->id;
    }
    for (RequestSearch* search : searches()) {
        search->setToldLast(*m_told);
    }
}

int RequestsModel::growTo(traffic::RequestId last) {
    last = std::min<traffic::RequestId>(last, std::numeric_limits<int>::max());
    if (last <= m_last) {
        return 0;
    }
    const int first = static_cast<int>(m_last);
    m_pages->setEnd(last);
    if (m_search || m_sorted) {
        m_last = last;
    } else {
        beginInsertRows({}, first, static_cast<int>(last) - 1);
        m_last = last;
        endInsertRows();
    }
    return static_cast<int>(last) - first;
}

void RequestsModel::readAgain() {
    const traffic::RequestId known = m_last;
    const int added = growTo(m_bridge.status().lastRequest);
    m_pages->clear();
    m_marks->readAgain(idsInView());
    if (m_sorted) {
        m_sorted->readAgain();
        if (m_filter.isEmpty()) {
            tellNew(added);
        }
    }
    recheck(known + 1, m_last);
    if (m_sorted) {
        return;
    }
    if (m_search) {
        restartSearch();
    } else {
        tellChanged(0, rowCount() - 1);
    }
}

void RequestsModel::onPageLoaded(qint64 first, qint64 last) {
    if (!m_search && !m_sorted) {
        tellChanged(rowOf(std::max<qint64>(first, 1)), rowOf(std::min<qint64>(last, m_last)));
    }
}

void RequestsModel::tellChanged(int first, int last) {
    if (first >= 0 && last >= first) {
        emit dataChanged(index(first, 0), index(last, columnCount() - 1));
        wantKnown(idsInView());
    }
}

void RequestsModel::tellNew(int count) {
    if (count > 0) {
        emit newRows(count);
    }
}

}  // namespace mirrorscope::ui::requests
