// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/group_cell.h"

#include <QColor>
#include <QCoreApplication>
#include <QFont>
#include <QIcon>

#include "ui/attacks/cell_text.h"
#include "ui/privacy/shown_secrets.h"
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
using Kind = AttackGroup::Kind;

constexpr std::size_t kTypesNamed = 3;

QString tr(const char* text) {
    return QCoreApplication::translate("GroupCell", text);
}

QString counted(std::size_t count, const char* one, const char* many) {
    return count == 1 ? tr(one) : tr(many).arg(text::countText(count));
}

QString orUnknown(const std::string& bytes) {
    return bytes.empty() ? text::unknownText() : text::shownText(bytes);
}

QString commonText(const AttackGroup& group) {
    const traffic::AttackRow& any = group.members.front()->row;
    switch (group.by) {
        case GroupBy::Type:
            return text::ownText(traffic::attackTypeInfo(any.attack.type).title);
        case GroupBy::Source:
            return orUnknown(any.sourceName);
        case GroupBy::Rule:
            return group.key.empty() ? tr("Unknown rule") : tr("Rule %1").arg(text::shownText(group.key));
        default:
            return group.key.empty() ? text::unknownText()
                                     : privacy::shownTarget(group.key, {any.sourceName});  // a host or a path
    }
}

QString placesText(const traffic::Campaign& campaign) {
    const QString places = counted(campaign.endpoints, "1 endpoint", "%1 endpoints");
    return campaign.hosts < 2 ? places : tr("%1 on %2 hosts").arg(places, text::countText(campaign.hosts));
}

QString titleText(const AttackGroup& group) {
    if (group.kind == Kind::Campaigns) {
        return tr("Campaigns");
    }
    if (group.kind == Kind::By) {
        return commonText(group);
    }
    // Short and telling things first, the rest may be elided: the tooltip has all.
    const auto length = group.lastSeen - group.firstSeen;
    const QString count = counted(group.campaign.types.size(), "1 type", "%1 types");
    const QString start =
        length < std::chrono::seconds(1) ? count : tr("%1 in %2").arg(count, text::durationText(length));
    return tr("%1: %2").arg(start, campaignTypes(group.campaign));
}

QString groupText(const AttackGroup& group, Column column, const QTimeZone& zone) {
    switch (column) {
        case Column::Severity:
            return severityWord(group.severity);
        case Column::Title:
            return titleText(group);
        case Column::Source:
            return group.kind == Kind::Campaigns ? counted(group.order.size(), "1 campaign", "%1 campaigns")
                                                 : counted(group.members.size(), "1 attack", "%1 attacks");
        case Column::Client:
            return group.kind == Kind::Campaign ? text::shownText(group.campaign.origin) : QString();
        case Column::Endpoint:
            return group.kind == Kind::Campaign ? placesText(group.campaign) : QString();
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

/// Why this is a campaign, in one sentence.
QString campaignExplanation(const AttackGroup& group) {
    const traffic::Campaign& campaign = group.campaign;
    const QString origin = text::shownText(campaign.origin);
    const QString who =
        campaign.isNetwork ? tr("%1 clients of %2").arg(text::countText(campaign.clients), origin) : origin;
    return tr("%1 of %2 within %3, on %4: %5. None began more than %6 minutes after the others ended.")
        .arg(counted(group.members.size(), "1 attack", "%1 attacks"), who,
             text::durationText(group.lastSeen - group.firstSeen), placesText(campaign),
             campaignTypes(campaign), QString::number(traffic::kCampaignGap.count()));
}

CellQuestion questionOf(const AttackGroup& group) {
    const traffic::AttackRow& any = group.members.front()->row;
    if (group.kind == Kind::Campaign) {
        return {query::FieldId::Client, askedBytes(group.campaign.origin)};
    }
    if (group.kind != Kind::By) {
        return {};
    }
    switch (group.by) {
        case GroupBy::Type:
            return {query::FieldId::Type, askedBytes(group.key)};
        case GroupBy::Client:
            return {query::FieldId::Client, askedBytes(group.key)};
        case GroupBy::Source:
            return {query::FieldId::Source, askedBytes(any.sourceName)};
        case GroupBy::Endpoint:
            return {query::FieldId::Host, askedBytes(any.attack.host)};
        case GroupBy::Rule:
            return group.key.empty() ? CellQuestion{}
                                     : CellQuestion{query::FieldId::Rule, askedBytes(group.key)};
        default:
            return {};
    }
}

QVariant groupDecoration(const AttackGroup& group, Column column) {
    if (column == Column::Severity) {
        return theme::icon(theme::severityIcon(group.severity), theme::severityRole(group.severity));
    }
    const bool namesSource = column == Column::Title && group.kind == Kind::By && group.by == GroupBy::Source;
    return namesSource ? QVariant(theme::swatchIcon(
                             theme::SourceLooks::instance().look(group.members.front()->row.attack.source)))
                       : QVariant();
}

}  // namespace

QString campaignTypes(const traffic::Campaign& campaign) {
    QStringList named;
    for (std::size_t i = 0; i < std::min(kTypesNamed, campaign.types.size()); ++i) {
        const auto& [type, count] = campaign.types[i];
        named << QStringLiteral("%1 %2").arg(text::ownText(traffic::attackTypeInfo(type).title),
                                             text::countText(count));
    }
    const QString list = named.join(QStringLiteral(", "));
    return campaign.types.size() <= kTypesNamed ? list
                                                : tr("%1 and %2")
                                                      .arg(list, counted(campaign.types.size() - kTypesNamed,
                                                                         "1 other type", "%1 other types"));
}

QVariant groupCell(const AttackGroup& group, Column column, int role, const QTimeZone& zone) {
    if (group.isEmpty()) {
        return {};  // it is about to go
    }
    const bool isCampaign = group.kind == Kind::Campaign;
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
        case AttacksModel::CopyRole:
            return groupText(group, column, zone);
        case Qt::ToolTipRole:
            return text::plainToolTip(isCampaign && column == Column::Title ? campaignExplanation(group)
                                                                            : groupText(group, column, zone));
        case Qt::DecorationRole:
            return groupDecoration(group, column);
        case Qt::FontRole: {
            QFont font = theme::font(theme::TextStyle::Body);
            font.setWeight(column == Column::Triage || isCampaign ? QFont::Normal : theme::kStrongWeight);
            return font;
        }
        case Qt::ForegroundRole:
            if (column == Column::Severity) {
                return theme::color(theme::severityRole(group.severity));
            }
            return column == Column::Triage ? QVariant(theme::color(theme::Role::Text2)) : QVariant();
        case AttacksModel::RowKindRole:
            return static_cast<int>(isCampaign ? RowKind::Campaign : RowKind::Group);
        case AttacksModel::SeverityRole:
            return static_cast<int>(group.severity);
        case AttacksModel::FilterFieldRole:
            return static_cast<int>(questionOf(group).field);
        case AttacksModel::FilterValueRole:
            return questionOf(group).value;
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::attacks
