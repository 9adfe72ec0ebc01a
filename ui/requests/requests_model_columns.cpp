// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the requests model: their titles, marks before and headers behind the fixed ones, the modes
// of the time column.
#include <algorithm>

#include "ui/privacy/shown_secrets.h"
#include "ui/requests/header_columns.h"
#include "ui/requests/mark_column.h"
#include "ui/requests/request_cell.h"
#include "ui/requests/request_search.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/sorted_rows.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::requests {
namespace {

/// Rows whose headers and marks are read ahead on either side of what is in view.
constexpr int kRowsAround = 32;
constexpr int kMostRows = 512;

const QString kHeaderPrefix = QStringLiteral("header:");

QVariant missingCell(int role) {
    switch (role) {
        case Qt::DisplayRole:
            return RequestsModel::dots();
        case Qt::AccessibleTextRole:
            return RequestsModel::tr("loading");
        case Qt::ForegroundRole:
            return theme::color(theme::Role::Line);
        case RequestsModel::WeakRole:
            return true;
        case RequestsModel::LoadedRole:
            return false;
        default:
            return {};
    }
}

}  // namespace

QString RequestsModel::columnName(int section) const {
    return section < kRequestColumns
               ? QString::fromLatin1(requestColumnInfo(section).name)
               : kHeaderPrefix + QString::fromStdString(m_headers->name(section - kRequestColumns));
}

int RequestsModel::columnByName(const QString& name) const {
    for (int section = 0; section < kRequestColumns; ++section) {
        if (name == QLatin1String(requestColumnInfo(section).name)) {
            return section;
        }
    }
    if (!name.startsWith(kHeaderPrefix)) {
        return -1;
    }
    const int header = m_headers->indexOf(name.mid(kHeaderPrefix.size()).toStdString());
    return header < 0 ? -1 : kRequestColumns + header;
}

bool RequestsModel::addHeaderColumn(const QString& name) {
    if (!m_headers->canAdd(name.toStdString())) {
        return false;
    }
    beginInsertColumns({}, columnCount(), columnCount());
    m_headers->add(name.toStdString());
    endInsertColumns();
    wantColumns();
    return true;
}

void RequestsModel::removeHeaderColumn(int section) {
    if (section >= kRequestColumns && section < columnCount()) {
        beginRemoveColumns({}, section, section);
        m_headers->remove(section - kRequestColumns);
        endRemoveColumns();
    }
}

std::vector<traffic::RequestId> RequestsModel::idsInView() const {
    std::vector<traffic::RequestId> ids;
    if (m_visibleLast < m_visibleFirst) {
        return ids;
    }
    const int last = std::min({m_visibleLast + kRowsAround, rowCount() - 1, m_visibleFirst + kMostRows});
    for (int row = std::max(m_visibleFirst - kRowsAround, 0); row <= last; ++row) {
        ids.push_back(idAt(row));
    }
    return ids;
}

void RequestsModel::wantColumns() {
    const std::vector<traffic::RequestId> ids = idsInView();
    m_marks->want(ids);
    wantKnown(ids);
    if (m_headers->count() > 0 && m_visibleLast >= m_visibleFirst) {
        m_headers->want(ids);
    }
}

void RequestsModel::emitInView(int firstColumn, int lastColumn) {
    const int first = std::max(m_visibleFirst - kRowsAround, 0);
    const int last = std::min(m_visibleLast + kRowsAround, rowCount() - 1);
    if (first <= last) {
        emit dataChanged(index(first, firstColumn), index(last, lastColumn));
    }
}

std::optional<traffic::Mark> RequestsModel::markOf(traffic::RequestId id) const {
    return m_marks->mark(id);
}

void RequestsModel::readMarksAgain(const std::vector<traffic::RequestId>& ids) {
    m_marks->readAgain(ids);
    for (RequestSearch* search : searches()) {
        if (!filter::RowJudge::canAnswer(m_filter)) {
            std::ranges::for_each(ids, [search](traffic::RequestId id) { search->recheck(id); });
        }
    }
}

void RequestsModel::onMarksLoaded() {
    constexpr int kMark = static_cast<int>(RequestColumn::Mark);
    emitInView(kMark, kMark);
}

void RequestsModel::onHeadersLoaded() {
    emitInView(kRequestColumns, columnCount() - 1);
}

QVariant RequestsModel::headerCell(const QModelIndex& index, int role) const {
    const int column = index.column() - kRequestColumns;
    const traffic::RequestId id = idAt(index.row());
    if (role == RequestIdRole) {
        return qint64{id};
    }
    if (role == HeaderNameRole) {
        return QByteArray::fromStdString(m_headers->name(column));
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    }
    const HeaderColumns::Value* value = m_headers->value(id, column);
    if (!value) {
        return missingCell(role);
    }
    const bool isNone = value->bytes.empty();
    const SharedRow row = rowAt(index.row());
    const privacy::Owner owner{row ? std::string_view(row->sourceName) : std::string_view(), id};
    const auto shown = [&](std::size_t limit = base::kShownBytes) {
        return privacy::shownHeader(m_headers->name(column), value->bytes, owner, limit);
    };
    switch (role) {
        case Qt::DisplayRole:
            return isNone ? text::notApplicableText() : shown();
        case CopyRole:
            return isNone ? QString() : shown(HeaderColumns::kKeptBytes);
        case Qt::ToolTipRole:
            return isNone ? QVariant() : text::plainToolTip(shown());
        case Qt::AccessibleTextRole:
            return isNone ? tr("none") : shown();
        case Qt::ForegroundRole:
            return isNone ? QVariant(theme::color(theme::Role::Text2)) : QVariant();
        case WeakRole:
            return isNone;
        case LoadedRole:
            return true;
        case FilterValueRole:
            // Chips tell what is asked.
            return value->isWhole && !privacy::hidesHeader(m_headers->name(column), value->bytes, owner)
                       ? QByteArray::fromStdString(value->bytes)
                       : QVariant();
        default:
            return {};
    }
}

QVariant RequestsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    if (section >= kRequestColumns) {
        const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
        return isText ? text::shownText(m_headers->name(section - kRequestColumns))
               : role == Qt::TextAlignmentRole
                   ? QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft))
                   : QVariant();
    }
    const RequestColumnInfo& info = requestColumnInfo(section);
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole: {
            const QString title = requestColumnTitle(
                info, m_timeMode == TimeMode::Reference ? referenceTitle(m_reference)
                                                        : timeModeTitle(m_timeMode, m_zone, base::wallNow()));
            // Too narrow for a word.
            const bool isIcon = info.column == RequestColumn::Mark && role == Qt::DisplayRole;
            return isIcon                    ? QString()
                   : role == Qt::DisplayRole ? QString(title + orderMark(info.column))
                                             : title;
        }
        case Qt::DecorationRole:
            return info.column == RequestColumn::Mark ? QVariant(theme::icon(theme::Icon::Flag)) : QVariant();
        case Qt::ToolTipRole:
            return info.column == RequestColumn::Mark ? QVariant(text::plainToolTip(tr("Mark"))) : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(
                Qt::Alignment(Qt::AlignVCenter | (info.rightAligned ? Qt::AlignRight : Qt::AlignLeft)));
        default:
            return {};
    }
}

QString RequestsModel::orderMark(RequestColumn column) const {
    if (m_sorted) {
        const SortChoice& choice = m_sorted->choice();
        return column != choice.column ? QString()
               : choice.descending     ? QStringLiteral(" ▾")
                                       : QStringLiteral(" ▴");
    }
    // Arrival order needs no mark.
    return newestFirst() && column == RequestColumn::Id ? QStringLiteral(" ▾") : QString();
}

void RequestsModel::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    tellTimes();
}

void RequestsModel::setTimeMode(TimeMode mode) {
    m_timeMode = mode;
    tellTimes();
}

bool RequestsModel::setTimeReference(int row) {
    const SharedRow from = rowAt(row);
    if (!from) {
        return false;
    }
    const TimeMode before = m_timeMode == TimeMode::Reference ? m_reference.before : m_timeMode;
    m_reference = {from->id, from->time, before};
    tellTimes();
    return true;
}

/// Within a reset: the request is of another session.
void RequestsModel::forgetReference() {
    if (m_timeMode == TimeMode::Reference) {
        m_timeMode = m_reference.before;
    }
    m_reference = {};
}

void RequestsModel::tellTimes() {
    const int time = static_cast<int>(RequestColumn::Time);
    emit headerDataChanged(Qt::Horizontal, time, time);
    if (rowCount() > 0) {
        emit dataChanged(index(0, time), index(rowCount() - 1, time));
    }
}

/// Unset where the time stands as such.
std::optional<QString> RequestsModel::relativeTime(int row, base::WallTime time) const {
    if (m_timeMode == TimeMode::Relative) {
        return agoText(time, base::wallNow());
    }
    if (m_timeMode == TimeMode::Reference) {
        return measuredText(m_reference.time, time);
    }
    if (m_timeMode != TimeMode::Delta) {
        return std::nullopt;
    }
    if (row == 0) {
        return text::notApplicableText();
    }
    const SharedRow above = rowAt(row - 1);
    return above ? sinceText(above->time, time) : isGone(row - 1) ? text::unknownText() : dots();
}

}  // namespace mirrorscope::ui::requests
