// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/evidence_model.h"

#include <QColor>
#include <QFont>
#include <chrono>
#include <utility>

#include "ui/privacy/shown_secrets.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::forwarding {

void EvidenceModel::setEvidence(std::vector<api::FindingEvidence> evidence, const std::string& header) {
    beginResetModel();
    m_rows = std::move(evidence);
    m_header = header;
    endResetModel();
    emit headerDataChanged(Qt::Horizontal, Value, Value);
}

void EvidenceModel::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    if (!m_rows.empty()) {
        emit dataChanged(index(0, Time), index(rowCount() - 1, Time));
    }
}

int EvidenceModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EvidenceModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

/// Several lines are divided by what no value holds.
QString EvidenceModel::valueText(const api::FindingEvidence& one) const {
    if (m_header.empty()) {
        return text::notApplicableText();
    }
    if (!one.isThere) {
        return tr("not there");
    }
    QStringList lines;
    for (const std::string& value : one.values) {
        lines += privacy::shownHeader(m_header, value, {one.row.sourceName, one.row.id});
    }
    return lines.join(QStringLiteral(" ⏎ "));
}

QString EvidenceModel::cellText(const api::FindingEvidence& one, int column) const {
    switch (column) {
        case Request:
            return text::countText(static_cast<std::uint64_t>(one.row.id));
        case Time:
            return text::timeText(one.row.time, m_zone, base::wallNow());
        case Target:
            return privacy::shownTarget(one.row.method + " " + one.row.target,
                                        {one.row.sourceName, one.row.id});
        case Value:
            return valueText(one);
        case Client:
            return one.row.context.client.empty() ? text::unknownText()
                                                  : text::shownText(one.row.context.client);
        default:
            return {};
    }
}

QVariant EvidenceModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const api::FindingEvidence& one = m_rows[static_cast<std::size_t>(index.row())];
    const bool isWord = index.column() == Value && (m_header.empty() || !one.isThere);
    switch (role) {
        case RequestIdRole:
            return static_cast<qint64>(one.row.id);
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return cellText(one, index.column());
        case Qt::ToolTipRole:
            return text::plainToolTip(cellText(one, index.column()));
        case Qt::FontRole:
            return index.column() == Value && !isWord ? QVariant(theme::font(theme::TextStyle::Mono))
                                                      : QVariant();
        case Qt::ForegroundRole:
            if (index.column() == Client && one.row.context.client.empty()) {
                return theme::color(theme::Role::High);
            }
            return isWord ? QVariant(theme::color(theme::Role::Text2)) : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment(
                Qt::AlignVCenter | (index.column() == Request ? Qt::AlignRight : Qt::AlignLeft)));
        default:
            return {};
    }
}

QVariant EvidenceModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::TextAlignmentRole)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (section == Request ? Qt::AlignRight : Qt::AlignLeft)));
    }
    switch (section) {
        case Request:
            return tr("Request");
        case Time:
            return tr("Time");
        case Target:
            return tr("Method, path");
        case Value:
            return m_header.empty() ? tr("Header") : tr("%1, as received").arg(text::shownText(m_header));
        case Client:
            return tr("Client");
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::forwarding
