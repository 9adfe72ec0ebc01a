// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/around_model.h"

#include <QFont>
#include <algorithm>
#include <array>

#include "ui/requests/request_cell.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"

namespace mirrorscope::ui::shell {
namespace {

using requests::RequestColumn;

/// Of the requests table; the gap is the only one of our own.
constexpr std::array kColumns{RequestColumn::Id,     RequestColumn::Time,   RequestColumn::Count,
                              RequestColumn::Source, RequestColumn::Client, RequestColumn::Method,
                              RequestColumn::Path,   RequestColumn::Score,  RequestColumn::State};
static_assert(kColumns.size() == AroundModel::ColumnCount &&
              kColumns[AroundModel::Gap] == RequestColumn::Count);

QVariant alignment(RequestColumn column) {
    const bool isRight =
        column == RequestColumn::Count || requests::requestColumnInfo(static_cast<int>(column)).rightAligned;
    return QVariant(Qt::AlignVCenter | (isRight ? Qt::AlignRight : Qt::AlignLeft));
}

}  // namespace

void AroundModel::setRows(std::vector<traffic::RequestRow> rows, traffic::RequestId middle) {
    beginResetModel();
    m_rows = std::move(rows);
    m_middle = middle;
    endResetModel();
}

void AroundModel::setTimeZone(const QTimeZone& zone) {
    beginResetModel();
    m_zone = zone;
    endResetModel();
}

traffic::RequestId AroundModel::idAt(int row) const {
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].id : 0;
}

int AroundModel::rowOf(traffic::RequestId id) const {
    const auto found = std::ranges::find(m_rows, id, &traffic::RequestRow::id);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int AroundModel::attacks() const {
    return static_cast<int>(
        std::ranges::count(m_rows, traffic::RequestState::Attack, &traffic::RequestRow::state));
}

int AroundModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AroundModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(kColumns.size());
}

/// Since the request above. Receiving overlaps: one that was stored later may have begun earlier.
QString AroundModel::gapText(int row) const {
    if (row == 0) {
        return text::notApplicableText();
    }
    const auto at = static_cast<std::size_t>(row);
    const auto gap = m_rows[at].time - m_rows[at - 1].time;
    return text::lagText(std::max(gap, std::chrono::microseconds::zero()));
}

QVariant AroundModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const traffic::RequestRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const RequestColumn column = kColumns[static_cast<std::size_t>(index.column())];
    if (role == Qt::TextAlignmentRole) {
        return alignment(column);
    }
    if (role == Qt::FontRole && row.id == m_middle) {
        QFont font = theme::font(theme::TextStyle::Body);
        font.setWeight(theme::kStrongWeight);
        return font;
    }
    if (index.column() == Gap) {
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? QVariant(gapText(index.row()))
                                                                         : QVariant();
    }
    return requests::requestCell(row, column, role, m_zone);
}

QVariant AroundModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    const RequestColumn column = kColumns[static_cast<std::size_t>(section)];
    if (role == Qt::TextAlignmentRole) {
        return alignment(column);
    }
    if (section == Gap) {
        return role == Qt::DisplayRole ? QVariant(tr("Gap")) : QVariant();
    }
    const auto& info = requests::requestColumnInfo(static_cast<int>(column));
    return role == Qt::DisplayRole
               ? QVariant(requests::requestColumnTitle(info, text::zoneText(m_zone, base::wallNow())))
               : QVariant();
}

}  // namespace mirrorscope::ui::shell
