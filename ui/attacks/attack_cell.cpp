// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_cell.h"

#include <QColor>
#include <QCoreApplication>
#include <QIcon>
#include <optional>

#include "core/traffic/campaigns.h"
#include "ui/attacks/cell_text.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/swatch_icon.h"
#include "ui/theme/theme.h"
#include "ui/theme/triage_look.h"

namespace mirrorscope::ui::attacks {
namespace {

using Column = AttacksModel::Column;

QString tr(const char* text) {
    return QCoreApplication::translate("AttackCell", text);
}

/// Unset for what a later version may know.
std::optional<theme::TriageLook> triageLook(const std::string& name) {
    const auto state = traffic::triageStateByName(name);
    return state ? std::optional(theme::triageLook(*state)) : std::nullopt;
}

QString orUnknown(const std::string& bytes) {
    return bytes.empty() ? text::unknownText() : text::shownText(bytes);
}

QString titleText(const traffic::AttackRow& row) {
    const traffic::Attack& attack = row.attack;
    const privacy::Owner owner{row.sourceName};
    const QString message = attack.message.empty() ? text::ownText(traffic::attackTypeInfo(attack.type).title)
                                                   : privacy::shownValue(attack.message, owner);
    return attack.point.empty() ? message
                                : tr("%1 in %2").arg(message, privacy::shownValue(attack.point, owner));
}

QString endpointText(const traffic::AttackRow& row) {
    const std::string place = traffic::attackPlace(row.attack);
    return place.empty() ? text::unknownText() : privacy::shownTarget(place, {row.sourceName});
}

QString attackText(const traffic::AttackRow& row, Column column, const QTimeZone& zone) {
    const traffic::Attack& attack = row.attack;
    switch (column) {
        case Column::Severity:
            return severityWord(attack.severity);
        case Column::Title:
            return titleText(row);
        case Column::Source:
            return orUnknown(row.sourceName);
        case Column::Client:
            return orUnknown(attack.client);
        case Column::Endpoint:
            return endpointText(row);
        case Column::Requests:
            return text::countText(attack.requests);
        case Column::Hits:
            return text::countText(attack.hits);
        case Column::Score:
            return text::countText(static_cast<std::uint64_t>(std::max(attack.score, 0)));
        case Column::FirstSeen:
            return seenText(attack.firstSeen, zone);
        case Column::LastSeen:
            return seenText(attack.lastSeen, zone);
        case Column::Triage: {
            const auto look = triageLook(row.triage);
            return look ? look->word : text::shownText(row.triage);
        }
        case Column::Count:
            break;
    }
    return {};
}

CellQuestion questionOf(const traffic::AttackRow& row, Column column) {
    switch (column) {
        case Column::Severity:
            return {query::FieldId::Severity, askedBytes(traffic::severityName(row.attack.severity))};
        case Column::Title:
            return {query::FieldId::Type, askedBytes(traffic::attackTypeInfo(row.attack.type).name)};
        case Column::Source:
            return {query::FieldId::Source, askedBytes(row.sourceName)};
        case Column::Client:
            return {query::FieldId::Client, askedBytes(row.attack.client)};
        case Column::Endpoint:
            return {query::FieldId::Host, askedBytes(row.attack.host)};
        case Column::Triage:
            return {query::FieldId::Triage, askedBytes(row.triage)};
        default:
            return {};
    }
}

QVariant attackDecoration(const traffic::AttackRow& row, Column column) {
    if (column == Column::Severity) {
        return theme::icon(theme::severityIcon(row.attack.severity),
                           theme::severityRole(row.attack.severity));
    }
    if (column == Column::Source) {
        return theme::swatchIcon(theme::SourceLooks::instance().look(row.attack.source));
    }
    const auto look = column == Column::Triage ? triageLook(row.triage) : std::nullopt;
    return look ? QVariant(theme::icon(look->icon, look->role)) : QVariant();
}

bool isWeak(const traffic::AttackRow& row, Column column) {
    return (column == Column::Client && row.attack.client.empty()) ||
           (column == Column::Source && row.sourceName.empty()) ||
           (column == Column::Endpoint && row.attack.host.empty() && row.attack.endpoint.empty());
}

}  // namespace

QVariant attackCell(const traffic::AttackRow& row, Column column, int role, const QTimeZone& zone) {
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
        case AttacksModel::CopyRole:
            return attackText(row, column, zone);
        case Qt::ToolTipRole:
            return text::plainToolTip(attackText(row, column, zone));
        case Qt::DecorationRole:
            return attackDecoration(row, column);
        case Qt::ForegroundRole:
            if (column == Column::Severity) {
                return theme::color(theme::severityRole(row.attack.severity));
            }
            return isWeak(row, column) ? QVariant(theme::color(theme::Role::Text2)) : QVariant();
        case AttacksModel::WeakRole:
            return isWeak(row, column);
        case AttacksModel::RowKindRole:
            return static_cast<int>(RowKind::Attack);
        case AttacksModel::AttackIdRole:
            return qint64{row.attack.id};
        case AttacksModel::SeverityRole:
            return static_cast<int>(row.attack.severity);
        case AttacksModel::SourceIdRole:
            return qint64{row.attack.source};
        case AttacksModel::FilterFieldRole:
            return static_cast<int>(questionOf(row, column).field);
        case AttacksModel::FilterValueRole:
            return questionOf(row, column).value;
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::attacks
