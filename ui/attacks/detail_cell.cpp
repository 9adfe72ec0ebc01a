// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/detail_cell.h"

#include <QColor>
#include <QCoreApplication>
#include <QIcon>
#include <algorithm>

#include "ui/attacks/cell_text.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/swatch_icon.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::attacks {
namespace {

using Column = AttacksModel::Column;
using traffic::RequestRow;

QString tr(const char* text) {
    return QCoreApplication::translate("DetailCell", text);
}

QString orUnknown(const std::string& bytes) {
    return bytes.empty() ? text::unknownText() : text::shownText(bytes);
}

QString hitTitle(const traffic::HitRow& row) {
    const traffic::Hit& hit = row.hit;
    const privacy::Owner owner{{}, row.requestId};
    const QString rule = QString::number(hit.ruleId);
    const QString message = privacy::shownMessage(hit, owner);
    const QString name = hit.message.empty() ? rule : rule + u' ' + message;
    return hit.point.empty() ? name : tr("%1 in %2").arg(name, privacy::shownValue(hit.point, owner));
}

QString hitText(const AttackHit& hit, Column column) {
    switch (column) {
        case Column::Severity:
            return severityWord(hit.first.hit.severity);
        case Column::Title:
            return hitTitle(hit.first);
        case Column::Endpoint: {
            // The widest column beside it; the word says that it is no path.
            const traffic::HitRow& first = hit.first;
            return first.hit.matched.empty()
                       ? QString()
                       : tr("matched %1").arg(privacy::shownMatch(first.hit, {{}, first.requestId}));
        }
        case Column::Hits:
            return text::countText(hit.count);
        default:
            return {};
    }
}

QString requestText(const RequestRow& row, Column column, const QTimeZone& zone) {
    switch (column) {
        case Column::Severity:
            return text::countText(static_cast<std::uint64_t>(row.id));
        case Column::Title:
            return row.target.empty()
                       ? privacy::shownValue(row.reason, {row.sourceName, row.id})
                       : privacy::shownTarget(row.method + ' ' + row.target, {row.sourceName, row.id});
        case Column::Source:
            return orUnknown(row.sourceName);
        case Column::Client:
            return orUnknown(row.context.client);
        case Column::Endpoint:
            return orUnknown(row.context.host);
        case Column::Score:
            return text::countText(static_cast<std::uint64_t>(std::max(row.score, 0)));
        case Column::LastSeen:
            return seenText(row.time, zone);
        default:
            return {};
    }
}

QVariant placeholderCell(Column column, int role) {
    switch (role) {
        case Qt::DisplayRole:
            return column == Column::Severity || column == Column::Title ? QVariant(QStringLiteral("·······"))
                                                                         : QVariant();
        case Qt::AccessibleTextRole:
            return column == Column::Severity ? QVariant(tr("Being read")) : QVariant();
        case Qt::ForegroundRole:
            return theme::color(theme::Role::Line);
        case AttacksModel::RowKindRole:
            return static_cast<int>(RowKind::Request);
        default:
            return {};
    }
}

}  // namespace

QVariant hitCell(const AttackHit& hit, Column column, int role) {
    const traffic::Severity severity = hit.first.hit.severity;
    switch (role) {
        case Qt::DisplayRole:
        case AttacksModel::CopyRole:
            return hitText(hit, column);
        case Qt::AccessibleTextRole:
            return column == Column::Severity ? tr("Hit, %1").arg(hitText(hit, column))
                                              : hitText(hit, column);
        case Qt::ToolTipRole:
            return text::plainToolTip(hitText(hit, column));
        case Qt::DecorationRole:
            return column == Column::Severity
                       ? QVariant(theme::icon(theme::severityIcon(severity), theme::severityRole(severity)))
                       : QVariant();
        case Qt::ForegroundRole:
            return column == Column::Severity ? QVariant(theme::color(theme::severityRole(severity)))
                                              : QVariant();
        case AttacksModel::RowKindRole:
            return static_cast<int>(RowKind::Hit);
        case AttacksModel::RequestIdRole:
            return qint64{hit.newest};
        case AttacksModel::SeverityRole:
            return static_cast<int>(severity);
        default:
            return {};
    }
}

QVariant requestCell(const RequestRow* request, Column column, int role, const QTimeZone& zone) {
    if (!request) {
        return placeholderCell(column, role);
    }
    switch (role) {
        case Qt::DisplayRole:
        case AttacksModel::CopyRole:
            return requestText(*request, column, zone);
        case Qt::AccessibleTextRole:
            return column == Column::Severity ? tr("Request %1").arg(requestText(*request, column, zone))
                                              : requestText(*request, column, zone);
        case Qt::ToolTipRole:
            return text::plainToolTip(requestText(*request, column, zone));
        case Qt::DecorationRole:
            return column == Column::Source && request->context.source != 0
                       ? QVariant(
                             theme::swatchIcon(theme::SourceLooks::instance().look(request->context.source)))
                       : QVariant();
        case AttacksModel::RowKindRole:
            return static_cast<int>(RowKind::Request);
        case AttacksModel::RequestIdRole:
            return qint64{request->id};
        case AttacksModel::SourceIdRole:
            return qint64{request->context.source};
        default:
            return {};
    }
}

QVariant moreCell(const QString& text, Column column, int role) {
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return column == Column::Title ? QVariant(text) : QVariant();
        case Qt::ForegroundRole:
            return theme::color(theme::Role::Accent);
        case AttacksModel::RowKindRole:
            return static_cast<int>(RowKind::More);
        default:
            return {};
    }
}

QString moreText(std::uint64_t hidden) {
    return tr("Show %1 more").arg(text::countText(hidden));
}

QString moreHitsText(const AttackDetails& details) {
    return tr("Show %1 more hits").arg(text::countText(details.hiddenHits()));
}

QString moreRequestsText(const AttackDetails& details) {
    if (details.hasFailed()) {
        return tr("The requests could not be read. Try again");
    }
    const QString hidden = text::countText(details.hiddenRequests());
    return details.isFull() ? tr("%1 older ones are in the requests table").arg(hidden)
                            : tr("Show %1 more requests").arg(hidden);
}

}  // namespace mirrorscope::ui::attacks
