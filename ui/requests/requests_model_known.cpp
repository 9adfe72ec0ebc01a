// SPDX-License-Identifier: GPL-3.0-or-later
// Known sources in the requests model: their name beside the client, and the column "Known as".

#include "core/standing/known_source.h"
#include "ui/known/known_labels.h"
#include "ui/requests/request_cell.h"
#include "ui/requests/requests_model.h"
#include "ui/text/plain_label.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::requests {
namespace {

const QString kBetween = QStringLiteral(", ");

}  // namespace

void RequestsModel::setKnownSources(const std::vector<standing::KnownSource>& sources) {
    const base::WallTime now = base::wallNow();
    const auto seconds = m_zone.offsetFromUtc(QDateTime::currentDateTimeUtc());
    m_known->setSources(
        sources, {now, std::chrono::duration_cast<std::chrono::minutes>(std::chrono::seconds(seconds))});
    wantKnown(idsInView());
    if (rowCount() > 0) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

QStringList RequestsModel::knownNamesOf(const traffic::RequestRow& row) const {
    return m_known->namesOf(row);
}

std::optional<query::Node> RequestsModel::knownConditionOf(int row) const {
    const SharedRow shown = rowAt(row);
    return shown ? m_known->conditionOf(*shown) : std::nullopt;
}

void RequestsModel::wantKnown(const std::vector<traffic::RequestId>& ids) {
    if (m_known->isEmpty()) {
        return;
    }
    std::vector<SharedRow> rows;
    for (const traffic::RequestId id : ids) {
        rows.push_back(rowAt(rowOf(id)));
    }
    m_known->want(rows);
}

void RequestsModel::onKnownLoaded() {
    for (const RequestColumn column : {RequestColumn::Client, RequestColumn::Known}) {
        emitInView(static_cast<int>(column), static_cast<int>(column));
    }
}

/// The address stays as it is: what is added is an icon, and the name where there is room for words.
QVariant RequestsModel::clientNote(const traffic::RequestRow& row, int role, const QVariant& plain) const {
    const bool isSaid =
        role == Qt::DecorationRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    const QStringList names = isSaid ? m_known->namesOf(row) : QStringList();
    if (names.isEmpty()) {
        return plain;
    }
    const QString note = tr("known as %1").arg(names.join(kBetween));
    if (role == Qt::DecorationRole) {
        return theme::icon(theme::Icon::SeverityInfo, theme::Role::Text2);
    }
    const QVariant whole = requestCell(row, RequestColumn::Client, Qt::AccessibleTextRole, m_zone);
    const QString text = whole.toString() + kBetween + note;
    return role == Qt::ToolTipRole ? text::plainToolTip(text) : text;
}

QVariant RequestsModel::knownCell(int row, int role) const {
    const SharedRow shown = rowAt(row);
    const QString names = shown ? m_known->namesOf(*shown).join(kBetween) : QString();
    switch (role) {
        case RequestIdRole:
            return qint64{idAt(row)};
        case LoadedRole:
            return shown != nullptr || isGone(row);
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
        case Qt::DisplayRole:
        case CopyRole:
            return names;
        case Qt::ToolTipRole:
            return names.isEmpty() ? QVariant() : QVariant(text::plainToolTip(names));
        case Qt::AccessibleTextRole:
            return names.isEmpty() ? tr("not known") : names;
        case Qt::DecorationRole:
            return names.isEmpty() ? QVariant()
                                   : QVariant(theme::icon(theme::Icon::SeverityInfo, theme::Role::Text2));
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::requests
