// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/matrix_model.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "ui/proof/proof_words.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::proof {
namespace {

using probe::ProbeRow;

bool isRight(int column) {
    return column >= MatrixModel::SentColumn && column <= MatrixModel::P95Column;
}

std::optional<std::chrono::microseconds> lagOf(const ProbeRow& row, std::chrono::microseconds lag) {
    return row.lag.count == 0 ? std::nullopt : std::optional(lag);
}

}  // namespace

void MatrixModel::setPlan(std::vector<probe::ProbeKind> kinds, std::size_t count) {
    std::vector<ProbeRow> rows;
    for (const probe::ProbeForm& form : probe::probeForms()) {
        if (kinds.empty() || std::ranges::find(kinds, form.kind) != kinds.end()) {
            rows.emplace_back().kind = form.kind;
        }
    }
    m_count = count;
    m_promised = 0;
    setRows(std::move(rows), false);
}

void MatrixModel::setProgress(const probe::RunProgress& progress) {
    if (m_rows.empty() || m_isFinal) {
        return;
    }
    for (ProbeRow& row : m_rows) {
        const probe::KindProgress& at = progress.kinds[static_cast<std::size_t>(row.kind)];
        row.counts.sent = at.sent;
        row.counts.arrived = at.arrived;
        row.counts.duplicates = at.duplicates;
    }
    emit dataChanged(index(0, ResultColumn), index(rowCount() - 1, DuplicateColumn));
}

void MatrixModel::setProof(const probe::Proof& proof) {
    m_count = proof.count;
    m_promised = proof.headers.size();
    setRows(proof.rows, true);
}

/// The same kinds stay where they are, so that the selection stays too.
void MatrixModel::setRows(std::vector<ProbeRow> rows, bool isFinal) {
    m_isFinal = isFinal;
    if (std::ranges::equal(rows, m_rows, {}, &ProbeRow::kind, &ProbeRow::kind)) {
        m_rows = std::move(rows);
        if (!m_rows.empty()) {
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int MatrixModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MatrixModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString MatrixModel::resultText(const ProbeRow& row) const {
    if (m_isFinal) {
        return text::shownText(row.word);
    }
    return row.counts.sent == 0           ? tr("Waiting")
           : row.counts.arrived < m_count ? tr("Under way")
                                          : tr("Arrived");
}

QString MatrixModel::text(const ProbeRow& row, int column) const {
    const auto inTheEnd = [this](std::size_t count) {
        return m_isFinal ? text::countText(count) : text::notApplicableText();
    };
    switch (column) {
        case ResultColumn:
            return resultText(row);
        case ProbeColumn:
            return titleOf(row.kind);
        case SentColumn:
            return text::countText(row.counts.sent);
        case ArrivedColumn:
            return text::countText(row.counts.arrived);
        case LostColumn:
            return inTheEnd(row.counts.lost);
        case DuplicateColumn:
            return text::countText(row.counts.duplicates);
        case LateColumn:
            return inTheEnd(row.counts.late);
        case P50Column:
            return text::lagText(lagOf(row, row.lag.p50));
        case P95Column:
            return text::lagText(lagOf(row, row.lag.p95));
        case BodyColumn:
            return m_isFinal ? bodyText(row) : text::notApplicableText();
        case HeadersColumn:
            return headersText(row, m_promised);
        default:
            return {};
    }
}

theme::Role MatrixModel::tone(const ProbeRow& row, int column) const {
    using enum theme::Role;
    if (!m_isFinal) {
        return column == ResultColumn ? Text2 : Text;
    }
    switch (column) {
        case ResultColumn:
            return lookOf(row).role;
        case LostColumn:
            return row.counts.lost > 0 ? Critical : Text;
        case DuplicateColumn:
            return row.counts.duplicates > 0 ? Critical : Text;
        case LateColumn:
            return row.counts.late > 0 ? Critical : Text;
        case BodyColumn:
            return row.bodiesWrong > 0 ? Critical : Text;
        case HeadersColumn:
            return row.headersWrong > 0 ? High : Text;
        default:
            return Text;
    }
}

bool MatrixModel::isStrong(const ProbeRow& row, int column) const {
    return m_isFinal && tone(row, column) == theme::Role::Critical;
}

QVariant MatrixModel::icon(const ProbeRow& row) const {
    if (m_isFinal) {
        const Look look = lookOf(row);
        const bool isPlain = look.role == theme::Role::Text;
        return theme::icon(look.icon, isPlain ? theme::Role::Text2 : look.role);
    }
    return theme::icon(row.counts.sent == 0 ? theme::Icon::Silent : theme::Icon::SeverityLow);
}

QString MatrixModel::toolTip(const ProbeRow& row, int column) const {
    if (column == ResultColumn && !row.reason.empty()) {
        return tr("%1: %2").arg(resultText(row), text::shownText(row.reason));
    }
    if (column == ProbeColumn) {
        const probe::ProbeForm& form = probe::formOf(row.kind);
        return tr("%1, %2, %3").arg(titleOf(row.kind), text::ownText(form.method), text::ownText(form.name));
    }
    return text(row, column);
}

QString MatrixModel::spoken(const ProbeRow& row) const {
    return tr("%1: %2, %3 sent, %4 arrived, %5 lost")
        .arg(titleOf(row.kind), resultText(row), text(row, SentColumn), text(row, ArrivedColumn),
             text(row, LostColumn));
}

QVariant MatrixModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ProbeRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
        case Qt::DisplayRole:
            return text(row, column);
        case Qt::TextAlignmentRole:
            return static_cast<int>((isRight(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        case Qt::DecorationRole:
            return column == ResultColumn ? icon(row) : QVariant();
        case Qt::ToolTipRole:
            return text::plainToolTip(toolTip(row, column));
        case Qt::AccessibleTextRole:
            return column == ResultColumn ? QVariant(spoken(row)) : QVariant();
        case ToneRole:
            return static_cast<int>(tone(row, column));
        case StrongRole:
            return isStrong(row, column);
        default:
            return {};
    }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((isRight(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const std::array<QString, ColumnCount> titles{tr("Result"),  tr("Probe"),     tr("Sent"),   tr("Arrived"),
                                                  tr("Lost"),    tr("Duplicate"), tr("Late"),   tr("Lag p50"),
                                                  tr("Lag p95"), tr("Body"),      tr("Headers")};
    return titles[static_cast<std::size_t>(section)];
}

}  // namespace mirrorscope::ui::proof
