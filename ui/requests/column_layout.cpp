// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/column_layout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <algorithm>

#include "ui/requests/header_name.h"
#include "ui/requests/request_columns.h"

namespace mirrorscope::ui::requests {
namespace {

const QString kVersionKey = QStringLiteral("version");
const QString kTimeKey = QStringLiteral("time");
const QString kColumnsKey = QStringLiteral("columns");
const QString kNameKey = QStringLiteral("name");
const QString kWidthKey = QStringLiteral("width");
const QString kShownKey = QStringLiteral("shown");
const QString kPinnedKey = QStringLiteral("pinned");
const QString kHeaderPrefix = QStringLiteral("header:");

bool isColumn(const QString& name) {
    return headerOfColumn(name) || std::ranges::any_of(requestColumns(), [&](const RequestColumnInfo& info) {
               return name == QLatin1String(info.name);
           });
}

}  // namespace

std::optional<QString> headerOfColumn(const QString& columnName) {
    if (!columnName.startsWith(kHeaderPrefix)) {
        return std::nullopt;
    }
    const QString name = columnName.mid(kHeaderPrefix.size());
    return isHeaderName(name.toStdString()) ? std::optional(name) : std::nullopt;
}

QString columnOfHeader(const QString& headerName) {
    return kHeaderPrefix + headerName;
}

QByteArray ColumnLayout::toJson() const {
    QJsonArray list;
    for (const Column& column : columns) {
        QJsonObject one{{kNameKey, column.name}, {kWidthKey, column.width}, {kShownKey, column.shown}};
        if (column.pinned) {
            one.insert(kPinnedKey, true);
        }
        list.append(one);
    }
    return QJsonDocument(
               QJsonObject{{kVersionKey, kVersion}, {kTimeKey, timeModeName(timeMode)}, {kColumnsKey, list}})
        .toJson(QJsonDocument::Compact);
}

std::optional<ColumnLayout> ColumnLayout::fromJson(const QByteArray& json) {
    const QJsonObject whole = QJsonDocument::fromJson(json).object();
    const int version = whole.value(kVersionKey).toInt();
    if (version < 1 || version > kVersion || !whole.value(kColumnsKey).isArray()) {
        return std::nullopt;
    }
    ColumnLayout layout;
    if (version < 2) {
        const RequestColumnInfo& mark = requestColumnInfo(static_cast<int>(RequestColumn::Mark));
        layout.columns.push_back({QLatin1String(mark.name), mark.width, true});
    }
    layout.timeMode = timeModeByName(whole.value(kTimeKey).toString()).value_or(TimeMode::Window);
    if (layout.timeMode == TimeMode::Reference) {
        layout.timeMode = TimeMode::Window;
    }
    QSet<QString> seen;
    for (const Column& column : layout.columns) {
        seen.insert(column.name);
    }
    for (const QJsonValue& value : whole.value(kColumnsKey).toArray()) {
        const QJsonObject one = value.toObject();
        const QString name = one.value(kNameKey).toString();
        // Names of headers compare without case.
        if (layout.columns.size() == kMostColumns || !isColumn(name) || seen.contains(name.toLower())) {
            continue;
        }
        seen.insert(name.toLower());
        layout.columns.push_back({name, std::clamp(one.value(kWidthKey).toInt(), kLeastWidth, kMostWidth),
                                  one.value(kShownKey).toBool(true), one.value(kPinnedKey).toBool(false)});
    }
    return layout;
}

}  // namespace mirrorscope::ui::requests
