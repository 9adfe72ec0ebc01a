// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_cell.h"

#include <QColor>
#include <QCoreApplication>
#include <QFont>
#include <QIcon>

#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/swatch_icon.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::attacks {
namespace {

using Column = AttacksModel::Column;

QString tr(const char* text) {
    return QCoreApplication::translate("AttackCell", text);
}

base::WallTime now() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

/// Whole seconds today; an attack of another day says which.
QString seenText(base::WallTime time, const QTimeZone& zone) {
    const QString clock = text::clockText(time, zone);
    const QString whole = text::timeText(time, zone, now());
    return whole.startsWith(clock) ? clock : whole;
}

/// A state of triage as stored, and how it is told.
struct TriageLook {
    const char* name;
    const char* word;
    theme::Icon icon;
    theme::Role role;
};

constexpr TriageLook kTriage[] = {
    {"new", QT_TRANSLATE_NOOP("AttackCell", "New"), theme::Icon::TriageNew, theme::Role::Accent},
    {"confirmed", QT_TRANSLATE_NOOP("AttackCell", "Confirmed"), theme::Icon::TriageConfirmed,
     theme::Role::Critical},
    {"false-positive", QT_TRANSLATE_NOOP("AttackCell", "False positive"), theme::Icon::TriageFalsePositive,
     theme::Role::Text2},
    {"escalated", QT_TRANSLATE_NOOP("AttackCell", "Escalated"), theme::Icon::TriageEscalated,
     theme::Role::High},
    {"archived", QT_TRANSLATE_NOOP("AttackCell", "Archived"), theme::Icon::TriageArchived,
     theme::Role::Text2},
};

const TriageLook* triageLook(const std::string& name) {
    for (const TriageLook& look : kTriage) {
        if (name == look.name) {
            return &look;
        }
    }
    return nullptr;
}

QString orUnknown(const std::string& bytes) {
    return bytes.empty() ? text::unknownText() : text::shownText(bytes);
}

QString titleText(const traffic::Attack& attack) {
    const QString message = attack.message.empty() ? text::ownText(traffic::attackTypeInfo(attack.type).title)
                                                   : text::shownText(attack.message);
    return attack.point.empty() ? message : tr("%1 in %2").arg(message, text::shownText(attack.point));
}

QString endpointText(const traffic::Attack& attack) {
    const std::size_t space = attack.endpoint.find(' ');
    const std::string path = space == std::string::npos ? attack.endpoint : attack.endpoint.substr(space + 1);
    return attack.host.empty() && path.empty() ? text::unknownText() : text::shownText(attack.host + path);
}

QString attackText(const traffic::AttackRow& row, Column column, const QTimeZone& zone) {
    const traffic::Attack& attack = row.attack;
    switch (column) {
        case Column::Severity:
            return severityWord(attack.severity);
        case Column::Title:
            return titleText(attack);
        case Column::Source:
            return orUnknown(row.sourceName);
        case Column::Client:
            return orUnknown(attack.client);
        case Column::Endpoint:
            return endpointText(attack);
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
            const TriageLook* look = triageLook(row.triage);
            return look ? tr(look->word) : text::shownText(row.triage);
        }
        case Column::Count:
            break;
    }
    return {};
}

QVariant bytesOf(std::string_view bytes) {
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

/// What "Show only" of a cell asks for; no value where that makes no sense.
struct CellQuestion {
    query::FieldId field{};
    QVariant value;
};

CellQuestion questionOf(const traffic::AttackRow& row, Column column) {
    switch (column) {
        case Column::Severity:
            return {query::FieldId::Severity, bytesOf(traffic::severityName(row.attack.severity))};
        case Column::Title:
            return {query::FieldId::Type, bytesOf(traffic::attackTypeInfo(row.attack.type).name)};
        case Column::Source:
            return {query::FieldId::Source, bytesOf(row.sourceName)};
        case Column::Client:
            return {query::FieldId::Client, bytesOf(row.attack.client)};
        case Column::Endpoint:
            return {query::FieldId::Host, bytesOf(row.attack.host)};
        case Column::Triage:
            return {query::FieldId::Triage, bytesOf(row.triage)};
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
    const TriageLook* look = column == Column::Triage ? triageLook(row.triage) : nullptr;
    return look ? QVariant(theme::icon(look->icon, look->role)) : QVariant();
}

bool isWeak(const traffic::AttackRow& row, Column column) {
    return (column == Column::Client && row.attack.client.empty()) ||
           (column == Column::Source && row.sourceName.empty()) ||
           (column == Column::Endpoint && row.attack.host.empty() && row.attack.endpoint.empty());
}

QString groupText(const AttackGroup& group, Column column, const QTimeZone& zone) {
    switch (column) {
        case Column::Severity:
            return severityWord(group.severity);
        case Column::Title:
            return text::ownText(traffic::attackTypeInfo(group.type).title);
        case Column::Source:
            return group.members.size() == 1 ? tr("1 attack")
                                             : tr("%1 attacks").arg(text::countText(group.members.size()));
        case Column::Requests:
            return text::countText(group.requests);
        case Column::Hits:
            return text::countText(group.hits);
        case Column::FirstSeen:
            return seenText(group.firstSeen, zone);
        case Column::LastSeen:
            return seenText(group.lastSeen, zone);
        case Column::Triage:
            return group.untouched == 0 ? QString() : tr("%1 new").arg(text::countText(group.untouched));
        default:
            return {};
    }
}

}  // namespace

QString severityWord(traffic::Severity severity) {
    using enum traffic::Severity;
    switch (severity) {
        case Critical:
            return tr("Critical");
        case High:
            return tr("High");
        case Medium:
            return tr("Medium");
        case Low:
            return tr("Low");
        case Info:
        case Count:
            break;
    }
    return tr("Info");
}

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
            return static_cast<int>(AttacksModel::RowKind::Attack);
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

QVariant attackGroupCell(const AttackGroup& group, Column column, int role, const QTimeZone& zone) {
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
        case AttacksModel::CopyRole:
            return groupText(group, column, zone);
        case Qt::DecorationRole:
            return column == Column::Severity ? QVariant(theme::icon(theme::severityIcon(group.severity),
                                                                     theme::severityRole(group.severity)))
                                              : QVariant();
        case Qt::FontRole: {
            QFont font = theme::font(theme::TextStyle::Body);
            font.setWeight(column == Column::Triage ? QFont::Normal : theme::kStrongWeight);
            return font;
        }
        case Qt::ForegroundRole:
            if (column == Column::Severity) {
                return theme::color(theme::severityRole(group.severity));
            }
            return column == Column::Triage ? QVariant(theme::color(theme::Role::Text2)) : QVariant();
        case AttacksModel::RowKindRole:
            return static_cast<int>(AttacksModel::RowKind::Group);
        case AttacksModel::SeverityRole:
            return static_cast<int>(group.severity);
        case AttacksModel::FilterFieldRole:
            return static_cast<int>(query::FieldId::Type);
        case AttacksModel::FilterValueRole:
            return bytesOf(traffic::attackTypeInfo(group.type).name);
        default:
            return {};
    }
}

QVariant attackMoreCell(const AttackGroup& group, Column column, int role) {
    const bool isTitle = column == Column::Title;
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return isTitle ? QVariant(tr("Show %1 more").arg(text::countText(group.hidden()))) : QVariant();
        case Qt::ForegroundRole:
            return theme::color(theme::Role::Accent);
        case AttacksModel::RowKindRole:
            return static_cast<int>(AttacksModel::RowKind::More);
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::attacks
