// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>
#include <vector>

#include "ui/requests/time_column.h"

namespace mirrorscope::ui::requests {

/// The columns of the requests table as the user left them, from left to right. Plain value.
struct ColumnLayout {
    static constexpr int kVersion = 2;      // 1 had no marks and no pins
    static constexpr int kLeastWidth = 24;  // px
    static constexpr int kMostWidth = 2000;
    static constexpr std::size_t kMostColumns = 64;
    static constexpr int kMostPinned = 6;

    struct Column {
        QString name;  // RequestsModel::columnName
        int width = 0;
        bool shown = true;
        bool pinned = false;
        bool operator==(const Column&) const = default;
    };
    std::vector<Column> columns;
    TimeMode timeMode = TimeMode::Window;

    QByteArray toJson() const;
    /// Unset for what is no layout or one of a later version; one of an earlier version gets what came since.
    /// Columns that make no sense are left out: names that are no name of a column or stand there twice.
    static std::optional<ColumnLayout> fromJson(const QByteArray& json);

    bool operator==(const ColumnLayout&) const = default;
};

/// "header:X-Forwarded-For" → "X-Forwarded-For"; unset for other columns and for what no header is called.
std::optional<QString> headerOfColumn(const QString& columnName);
QString columnOfHeader(const QString& headerName);

}  // namespace mirrorscope::ui::requests
