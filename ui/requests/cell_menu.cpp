// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/cell_menu.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>
#include <algorithm>
#include <chrono>
#include <iterator>

#include "core/query/parser.h"
#include "ui/filter/condition.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/requests_model.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::requests {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("CellMenu", text);
}

/// More would fill the screen, and senders choose how many there are.
constexpr qsizetype kMostChoices = 12;

std::optional<query::Node> valueCondition(const QModelIndex& index) {
    const QVariant value = index.data(RequestsModel::FilterValueRole);
    if (!value.isValid()) {
        return std::nullopt;
    }
    const std::string bytes = value.toByteArray().toStdString();
    if (const QVariant header = index.data(RequestsModel::HeaderNameRole); header.isValid()) {
        return filter::conditionOn(query::FieldId::Header, bytes, header.toByteArray().toStdString());
    }
    const auto& field = requestColumnInfo(index.column()).field;
    return field ? filter::conditionOn(*field, bytes) : std::nullopt;
}

std::vector<filter::NamedCondition> timeConditions(std::chrono::microseconds at) {
    std::vector<filter::NamedCondition> choices;
    const auto add = [&](const QString& label, auto unit) {
        const auto from = std::chrono::floor<decltype(unit)>(at);
        choices.push_back(
            {label, filter::timeCondition({base::WallTime(from), base::WallTime(from + unit)})});
    };
    add(tr("This second"), std::chrono::seconds(1));
    add(tr("This minute"), std::chrono::minutes(1));
    return choices;
}

/// A list in a header is one line or several, each with some of it: a part is found in either.
std::vector<filter::NamedCondition> partConditions(const QByteArray& name, const QByteArray& value) {
    std::vector<filter::NamedCondition> choices;
    const QList<QByteArray> parts = value.split(',');
    for (qsizetype i = 0; parts.size() > 1 && i < std::min(parts.size(), kMostChoices); ++i) {
        const std::string part = parts[i].trimmed().toStdString();
        const query::Node node{false, query::Condition{query::FieldId::Header,
                                                       name.toLower().toStdString(),
                                                       query::Relation::Contains,
                                                       {query::Text{part}}}};
        const auto read = query::parse(query::print(node));
        const bool isNew = std::ranges::none_of(
            choices, [&](const filter::NamedCondition& other) { return other.condition == node; });
        if (!part.empty() && isNew && read && *read == node) {
            choices.push_back({QString(), node});
        }
    }
    return choices;
}

}  // namespace

std::vector<filter::NamedCondition> cellConditions(const QModelIndex& index) {
    if (!index.isValid()) {
        return {};
    }
    if (const QVariant time = index.data(RequestsModel::TimeRole); time.isValid()) {
        return timeConditions(std::chrono::microseconds(time.toLongLong()));
    }
    std::vector<filter::NamedCondition> choices;
    for (const QString& flag : index.data(RequestsModel::FlagsRole).toStringList()) {
        if (auto condition = filter::conditionOn(query::FieldId::Flag, flag.toStdString())) {
            choices.push_back({QString(), std::move(*condition)});
        }
    }
    if (auto condition = valueCondition(index)) {
        choices.push_back({QString(), std::move(*condition)});
        const QVariant header = index.data(RequestsModel::HeaderNameRole);
        if (header.isValid()) {
            auto parts = partConditions(header.toByteArray(),
                                        index.data(RequestsModel::FilterValueRole).toByteArray());
            choices.insert(choices.end(), std::make_move_iterator(parts.begin()),
                           std::make_move_iterator(parts.end()));
        }
    }
    return choices;
}

std::optional<query::Node> cellCondition(const QModelIndex& index) {
    auto choices = cellConditions(index);
    // The whole value comes first; a time has none.
    const bool isOne = !choices.empty() && (choices.size() == 1 || valueCondition(index).has_value());
    return isOne ? std::optional(std::move(choices.front().condition)) : std::nullopt;
}

QMenu* cellMenu(const QModelIndex& index, QWidget* parent, const filter::AskFor& askFor) {
    auto* menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("requests.cellMenu"));
    if (const auto choices = cellConditions(index); !choices.empty()) {
        filter::addConditionChoices(*menu, choices, askFor);
        menu->addSeparator();
    }
    const QPersistentModelIndex cell(index);
    menu->addAction(theme::icon(theme::Icon::Copy), tr("Copy"), [cell] { copyCell(cell); });
    return menu;
}

void copyCell(const QModelIndex& index) {
    const QString text = index.data(RequestsModel::CopyRole).toString();
    if (!text.isEmpty()) {
        QGuiApplication::clipboard()->setText(text);
    }
}

}  // namespace mirrorscope::ui::requests
